// SPDX-License-Identifier: MPL-2.0

package analysis

import "math"

// moment is a running mean and variance (Welford 1962): a register of any size is read
// once and not kept.
type moment struct {
	n    int
	mean float64
	m2   float64 // sum of squares about the mean
}

func (m *moment) add(x float64) {
	m.n++
	d := x - m.mean
	m.mean += d / float64(m.n)
	m.m2 += d * (x - m.mean)
}

// variance has the divisor n - 1 and is 0 for fewer than two values.
func (m moment) variance() float64 {
	if m.n < 2 {
		return 0
	}
	return m.m2 / float64(m.n-1)
}

func (m moment) sd() float64 { return math.Sqrt(m.variance()) }

// comoment is a running covariance of pairs.
type comoment struct {
	x, y moment
	c    float64
}

func (m *comoment) add(x, y float64) {
	dx := x - m.x.mean
	m.x.add(x)
	m.y.add(y)
	m.c += dx * (y - m.y.mean)
}

func (m comoment) covariance() float64 {
	if m.x.n < 2 {
		return 0
	}
	return m.c / float64(m.x.n-1)
}
