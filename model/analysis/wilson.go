// SPDX-License-Identifier: MPL-2.0

package analysis

import "math"

// z95 is the 97.5 % point of the normal distribution.
const z95 = 1.959963984540054

// Wilson is the 95 % interval of a share of k in n (Wilson 1927;
// docs/methods.md#3-a-group). It is 0 to 1 for n = 0.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	p, m := float64(k)/float64(n), float64(n)
	d := 1 + z95*z95/m
	centre := (p + z95*z95/(2*m)) / d
	half := z95 * math.Sqrt(p*(1-p)/m+z95*z95/(4*m*m)) / d
	return max(0, centre-half), min(1, centre+half)
}
