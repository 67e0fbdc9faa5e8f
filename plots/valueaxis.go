// SPDX-License-Identifier: MPL-2.0

package plots

import "math"

// valueAxis puts values on a line from x0 to x1, which may run backward, as the y
// axis does.
type valueAxis struct{ low, high, x0, x1 float64 }

func (a valueAxis) at(v float64) float64 { return a.x0 + (a.x1-a.x0)*(v-a.low)/(a.high-a.low) }

// niceStep is the smallest 1, 2 or 5 times a power of ten that divides span into at
// most most parts.
func niceStep(span float64, most int) float64 {
	if !(span > 0) || math.IsInf(span, 0) {
		return 1
	}
	raw := span / float64(most)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, n := range []float64{1, 2, 5} {
		if n*power >= raw*(1-1e-9) {
			return n * power
		}
	}
	return 10 * power
}

// ticks are the multiples of a step on the axis.
func (a valueAxis) ticks(step float64) []float64 {
	var list []float64
	for k := math.Ceil(a.low/step - 1e-9); k*step <= a.high+step*1e-9; k++ {
		list = append(list, k*step)
	}
	return list
}

// decimals is how many the numbers of ticks a step apart have.
func decimals(step float64) int {
	return max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
}

// valueRange is the smallest range with all finite values included so far.
type valueRange struct {
	low, high float64
	nonEmpty  bool
}

func (s *valueRange) include(values ...float64) {
	for _, v := range values {
		switch {
		case math.IsNaN(v) || math.IsInf(v, 0):
		case !s.nonEmpty:
			s.low, s.high, s.nonEmpty = v, v, true
		default:
			s.low, s.high = math.Min(s.low, v), math.Max(s.high, v)
		}
	}
}
