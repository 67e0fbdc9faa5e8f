// SPDX-License-Identifier: MPL-2.0

package fixedeffects

// Unguarded is the estimate for a column whatever the guards say, for a panel
// small enough to be checked by hand.
func (r *Result) Unguarded(column int) (value, se float64) { return r.sum([]int{column}) }
