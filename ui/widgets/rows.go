// SPDX-License-Identifier: MPL-2.0

package widgets

import "sort"

// rows knows how high the rows of a table lie. Some of them are the heads of
// groups, which are a little lower than the others.
type rows struct {
	length int
	height float64
	groups []int // sorted
}

func (r rows) isGroup(i int) bool {
	k := sort.SearchInts(r.groups, i)
	return k < len(r.groups) && r.groups[k] == i
}

// top returns where row i begins.
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

// step returns the nearest row from i in direction d that can be selected.
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
