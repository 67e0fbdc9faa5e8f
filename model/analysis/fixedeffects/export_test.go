// SPDX-License-Identifier: MPL-2.0

package fixedeffects

// Unguarded returns the estimate for a column regardless of the guards, for panels
// small enough to check by hand.
func (r *Result) Unguarded(column int) (value, se float64) { return r.sum([]int{column}) }
