// SPDX-License-Identifier: MPL-2.0

package team

import (
	"slices"
	"testing"
)

// What is too wide is taken from the widest, and nothing becomes narrower than a
// filter may.
func TestNarrow(t *testing.T) {
	for _, test := range []struct {
		widths []float32
		over   float32
		want   []float32
	}{
		{[]float32{100, 200, 300}, 0, []float32{100, 200, 300}},
		{[]float32{100, 200, 300}, 60, []float32{100, 200, 240}},
		{[]float32{100, 200, 300}, 200, []float32{100, 150, 150}},
		{[]float32{100, 200, 300}, 999, []float32{90, 90, 90}},
		{[]float32{80, 95}, 10, []float32{80, 90}},
	} {
		got := slices.Clone(test.widths)
		narrow(got, []int{0, 1, 2}[:len(got)], test.over)
		if !slices.Equal(got, test.want) {
			t.Errorf("%v less %v is %v, want %v", test.widths, test.over, got, test.want)
		}
	}
}
