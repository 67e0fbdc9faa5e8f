// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func drawRows(t *rapid.T) rows {
	n := rapid.IntRange(0, 60).Draw(t, "length")
	r := rows{length: n, height: float64(rapid.IntRange(20, 44).Draw(t, "height"))}
	for i := range n {
		if rapid.Bool().Draw(t, "group") {
			r.groups = append(r.groups, i)
		}
	}
	return r
}

// Rows follow each other without a gap, and a position finds the row that is there.
func TestRowsCoverTheTable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRows(t)
		y := 0.0
		for i := range r.length {
			if r.top(i) != y {
				t.Fatalf("row %d begins at %g, the one before ends at %g", i, r.top(i), y)
			}
			bottom := y + r.heightOf(i)
			for _, at := range []float64{y, (y + bottom) / 2, bottom - 0.1} {
				if got, ok := r.at(at); !ok || got != i {
					t.Fatalf("at %g is row %d, %t; want %d", at, got, ok, i)
				}
			}
			y = bottom
		}
		if r.total() != y {
			t.Fatalf("total %g, want %g", r.total(), y)
		}
		for _, outside := range []float64{-1, y, y + 1} {
			if i, ok := r.at(outside); ok {
				t.Fatalf("row %d at %g, outside the table", i, outside)
			}
		}
	})
}

// A step never ends on a group head, and finds a row whenever there is one.
func TestRowsStepToASelectableRow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRows(t)
		if r.length == 0 {
			return
		}
		from := rapid.IntRange(0, r.length-1).Draw(t, "from")
		d := rapid.SampledFrom([]int{1, -1}).Draw(t, "direction")
		got := r.step(from, d)
		if len(r.groups) == r.length {
			if got != -1 {
				t.Fatalf("selects group head %d", got)
			}
			return
		}
		if got < 0 || r.isGroup(got) {
			t.Fatalf("from %d selects %d of groups %v", from, got, r.groups)
		}
		ahead := slices.ContainsFunc(seq(from, r.length, d), func(i int) bool { return !r.isGroup(i) })
		if ahead && (got-from)*d < 0 {
			t.Fatalf("from %d in direction %d goes back to %d", from, d, got)
		}
	})
}

// seq is from and all rows after it in direction d.
func seq(from, length, d int) []int {
	var list []int
	for i := from; i >= 0 && i < length; i += d {
		list = append(list, i)
	}
	return list
}
