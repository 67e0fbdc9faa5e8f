// SPDX-License-Identifier: MPL-2.0

package analysis

import "math"

// Alpha is Cronbach's alpha, k/(k-1) * (1 - sum s_j^2 / s_tot^2), of complete rows
// with one column an item (docs/methods.md#6-agreement-and-reliability). It is
// undefined, false, for fewer than two rows or items and where the sums do not vary.
func Alpha(rows [][]float64) (float64, bool) {
	if len(rows) == 0 {
		return 0, false
	}
	parts := make([]moment, len(rows[0]))
	var total moment
	for _, row := range rows {
		sum := 0.0
		for j, v := range row {
			parts[j].add(v)
			sum += v
		}
		total.add(sum)
	}
	return alpha(parts, total)
}

func alpha(parts []moment, total moment) (float64, bool) {
	k := float64(len(parts))
	if k < 2 || total.variance() == 0 {
		return 0, false
	}
	sum := 0.0
	for _, p := range parts {
		sum += p.variance()
	}
	return k / (k - 1) * (1 - sum/total.variance()), true
}

// Agreement is the two-way analysis of variance of subjects by raters (Shrout and
// Fleiss 1979; docs/methods.md#6-agreement-and-reliability).
type Agreement struct {
	MSR   float64 // mean square between subjects
	MSC   float64 // between raters
	MSE   float64 // residual
	ICC21 float64 // ICC(2,1): agreement, raters drawn at random
	ICC31 float64 // ICC(3,1): consistency
	SEM   float64 // sqrt(MSE): standard error of measurement, consistency
}

// ICC analyses complete rows with one column a rater. It is undefined, false, for
// fewer than two rows or raters and where nothing varies.
func ICC(rows [][]float64) (Agreement, bool) {
	n := len(rows)
	if n < 2 || len(rows[0]) < 2 {
		return Agreement{}, false
	}
	k := len(rows[0])
	columns := make([]moment, k)
	var all, means moment
	for _, row := range rows {
		var of moment
		for j, v := range row {
			of.add(v)
			columns[j].add(v)
			all.add(v)
		}
		means.add(of.mean)
	}
	var raters moment
	for _, c := range columns {
		raters.add(c.mean)
	}
	a := Agreement{MSR: float64(k) * means.variance(), MSC: float64(n) * raters.variance()}
	residual := all.m2 - a.MSR*float64(n-1) - a.MSC*float64(k-1)
	a.MSE = max(0, residual/float64((n-1)*(k-1)))
	a.SEM = math.Sqrt(a.MSE)
	var ok bool
	if a.ICC21, ok = icc21(a.MSR, a.MSC, a.MSE, float64(n), float64(k)); !ok {
		return Agreement{}, false
	}
	if d := a.MSR + float64(k-1)*a.MSE; d != 0 {
		a.ICC31 = (a.MSR - a.MSE) / d
	}
	return a, true
}

func icc21(msr, msc, mse, n, k float64) (float64, bool) {
	d := msr + (k-1)*mse + k*(msc-mse)/n
	if d <= 0 {
		return 0, false
	}
	return (msr - mse) / d, true
}

// Kappa is the quadratically weighted kappa of pairs on a scale from low to high, 1 -
// sum w o / sum w e with w = (i-j)^2/(C-1)^2
// (docs/methods.md#6-agreement-and-reliability). It is undefined, false, without pairs
// and where all values are the same.
func Kappa(pairs [][2]int, low, high int) (float64, bool) {
	c := high - low + 1
	if len(pairs) == 0 || c < 2 {
		return 0, false
	}
	rows, columns := make([]float64, c), make([]float64, c)
	weigh := func(i, j int) float64 { return float64((i-j)*(i-j)) / float64((c-1)*(c-1)) }
	observed := 0.0
	for _, p := range pairs {
		i, j := p[0]-low, p[1]-low
		if i < 0 || i >= c || j < 0 || j >= c {
			return 0, false
		}
		rows[i]++
		columns[j]++
		observed += weigh(i, j)
	}
	expected := 0.0
	for i, r := range rows {
		for j, col := range columns {
			expected += weigh(i, j) * r * col / float64(len(pairs))
		}
	}
	if expected == 0 {
		return 0, false
	}
	return 1 - observed/expected, true
}
