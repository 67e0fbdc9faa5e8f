// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestColumnWidths(t *testing.T) {
	t.Parallel()
	columns := []Column{{Width: 100}, {Width: 100, Flexible: true}, {Width: 200, Flexible: true}}
	for _, c := range []struct {
		name  string
		total float32
		want  []float32
	}{
		{"exact", 400, []float32{100, 100, 200}},
		{"surplus in proportion", 700, []float32{100, 200, 400}},
		{"deficit in proportion", 250, []float32{100, 50, 100}},
		{"no narrower than the minimum", 120, []float32{100, 40, 40}},
	} {
		if got := widths(columns, c.total); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := widths(columns[:1], 900); !slices.Equal(got, []float32{100}) {
		t.Errorf("without flexible columns: %v", got)
	}
}

// Flexible columns fill the table exactly, in whole units but for the last one.
func TestFlexibleColumnsFillTheTable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		columns := []Column{{Width: 80, Flexible: true}}
		need := float32(80)
		for range rapid.IntRange(0, 8).Draw(t, "columns") {
			c := Column{Width: float32(rapid.IntRange(40, 300).Draw(t, "width")), Flexible: rapid.Bool().Draw(t, "flexible")}
			columns = append(columns, c)
			need += c.Width
		}
		total := need + float32(rapid.IntRange(0, 2000).Draw(t, "surplus"))
		sum := float32(0)
		for i, w := range widths(columns, total) {
			if !columns[i].Flexible && w != columns[i].Width || w < columns[i].Width-1 {
				t.Fatalf("column %d of width %g gets %g", i, columns[i].Width, w)
			}
			sum += w
		}
		if sum != total {
			t.Fatalf("the columns are %g wide, the table %g", sum, total)
		}
	})
}
