// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import "fmt"

// demeaned is a series minus its means. Its memory is reused for the next one.
type demeaned struct {
	k      int // columns of a series
	y      []float64
	active []int     // columns that vary in the series
	x      []float64 // the active columns, each as long as y
}

// load demeans a series. It is false for fewer than two answers, among which nothing
// varies.
func (d *demeaned) load(s Series) bool {
	n := len(s.Y)
	if len(s.X) != d.k*n {
		panic(fmt.Sprintf("fixedeffects: %d regressors for %d answers and %d columns", len(s.X), n, d.k))
	}
	if n < 2 {
		return false
	}
	d.y = append(d.y[:0], s.Y...)
	subtractMean(d.y)
	d.active, d.x = d.active[:0], d.x[:0]
	for j := range d.k {
		if !varies(s.X[j:], d.k) {
			continue
		}
		d.active = append(d.active, j)
		for at := j; at < len(s.X); at += d.k {
			d.x = append(d.x, s.X[at])
		}
		subtractMean(d.x[len(d.x)-n:])
	}
	return true
}

// activeColumn returns active column a.
func (d *demeaned) activeColumn(a int) []float64 { return d.x[a*len(d.y) : (a+1)*len(d.y)] }

func varies(x []float64, stride int) bool {
	for at := stride; at < len(x); at += stride {
		if x[at] != x[0] {
			return true
		}
	}
	return false
}

// subtractMean subtracts the mean. The first value is subtracted before it, so that a
// series far from 0 loses no digits.
func subtractMean(v []float64) {
	first, sum := v[0], 0.0
	for i := range v {
		v[i] -= first
		sum += v[i]
	}
	mean := sum / float64(len(v))
	for i := range v {
		v[i] -= mean
	}
}
