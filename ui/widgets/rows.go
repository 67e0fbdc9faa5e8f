// SPDX-License-Identifier: MPL-2.0

package widgets

import "sort"

// rows is the vertical geometry of a table's rows. Group heads may be lower than
// the other rows.
type rows struct {
	length int
	height float64
	groups []int // sorted
}

func (r rows) isGroup(i int) bool {
	k := sort.SearchInts(r.groups, i)
	return k < len(r.groups) && r.groups[k] == i
}

// top returns the y of the upper edge of row i.
func (r rows) top(i int) float64 {
	before := sort.SearchInts(r.groups, i)
	return float64(i)*r.height - float64(before)*(r.height-r.groupHeight())
}

func (r rows) heightOf(i int) float64 {
	if r.isGroup(i) {
		return r.groupHeight()
	}
	return r.height
}

func (r rows) groupHeight() float64 { return min(HeadHeight, r.height) }

func (r rows) total() float64 { return r.top(r.length) }

// at returns the row at y, and whether there is one.
func (r rows) at(y float64) (int, bool) {
	if y < 0 || y >= r.total() {
		return 0, false
	}
	return sort.Search(r.length, func(i int) bool { return r.top(i) > y }) - 1, true
}

// step returns the first row that can be selected from i on in direction d, 1 or
// -1, otherwise the first one in the other direction, otherwise -1.
func (r rows) step(i, d int) int {
	for j := i; j >= 0 && j < r.length; j += d {
		if !r.isGroup(j) {
			return j
		}
	}
	for j := i; j >= 0 && j < r.length; j -= d {
		if !r.isGroup(j) {
			return j
		}
	}
	return -1
}
