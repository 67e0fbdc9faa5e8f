// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import (
	"cmp"
	"math"
	"slices"
)

// Holm adjusts p values for their number (Holm 1979;
// docs/methods.md#4-progression-and-activation): the i-th smallest of m is multiplied
// by m-i+1, and is never less than that of a smaller one nor more than 1. A NaN is no
// test: it stays NaN and is not counted.
func Holm(p []float64) []float64 {
	adjusted := slices.Clone(p)
	var order []int
	for i, v := range p {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	least := 0.0
	for rank, i := range order {
		least = max(least, min(1, float64(len(order)-rank)*p[i]))
		adjusted[i] = least
	}
	return adjusted
}
