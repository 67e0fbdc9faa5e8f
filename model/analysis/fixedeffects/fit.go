// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// Fit estimates the slopes of k columns and the given sums of them, each by the numbers
// of its columns; without sums, every column alone
// (docs/methods.md#4-progression-and-activation). With every series demeaned,
//
//	b = (X'X)^-1 X'y
//
// with the clustered variance and the degrees of freedom of [clustered]. Of collinear
// columns the later is dropped. At least one column of exposure must vary in
// [MinVarying] citizens; without such columns, that guard is off. Fit panics if a
// series does not have k regressors an answer.
func Fit(k int, exposure []int, panel Panel, sums ...[]int) *Result {
	if len(sums) == 0 {
		for j := range k {
			sums = append(sums, []int{j})
		}
	}
	f := fitter{
		xx: mat.NewSymDense(k, nil), xy: make([]float64, k),
		demeaned: demeaned{k: k},
		result:   Result{Varies: make([]int, k), b: make([]float64, k)},
	}
	f.accumulateCrossProducts(exposure, panel)
	r, chol := &f.result, analysis.NewCholesky(f.xx)
	r.Dropped = chol.Dropped
	if r.Citizens > 1 { // so that answers are left beside the levels and slopes
		r.b = chol.Solve(f.xy)
		c := newClustered(chol, k, sums)
		f.accumulateScores(panel, c)
		r.v = chol.Sandwich(1, c.scores)
		for i := range c.combined {
			t := &c.combined[i]
			r.sums = append(r.sums, sum{t.columns, c.freedom(t)})
		}
	}
	n := float64(r.Answers)
	r.spread = math.Sqrt(max(0, f.yyTotal/n-(f.yTotal/n)*(f.yTotal/n)))
	switch {
	case r.Citizens < MinCitizens:
		r.Reason = FewCitizens
	case len(exposure) > 0 && r.Varying < MinVarying:
		r.Reason = FewVarying
	case f.rss <= roundingTolerance*roundingTolerance*f.yy:
		r.Reason = NoSpread
	}
	return r
}

// roundingTolerance is the share of a number below which a remainder counts as
// rounding.
const roundingTolerance = 1e-10

// fitter has the sums of a fit, over all citizens.
type fitter struct {
	demeaned
	xx              *mat.SymDense
	xy              []float64
	yy, rss         float64 // of demeaned answers and of residuals
	yTotal, yyTotal float64 // of the answers
	result          Result
}

// accumulateCrossProducts sums the cross products, and counts citizens and answers.
func (f *fitter) accumulateCrossProducts(exposure []int, panel Panel) {
	r := &f.result
	last := make([]int, f.k) // by column, the latest citizen with variation in it
	for citizen := range panel {
		counted, exposed := false, false
		for _, s := range citizen {
			if len(s.Y) == 1 {
				r.Singles++
			}
			if !f.load(s) {
				continue
			}
			if !counted {
				counted = true
				r.Citizens++
			}
			r.Answers += len(s.Y)
			f.yTotal += floats.Sum(s.Y)
			f.yyTotal += floats.Dot(s.Y, s.Y)
			f.yy += floats.Dot(f.y, f.y)
			for a, j := range f.active {
				x := f.activeColumn(a)
				f.xy[j] += floats.Dot(x, f.y)
				for b := a; b < len(f.active); b++ {
					l := f.active[b]
					f.xx.SetSym(j, l, f.xx.At(j, l)+floats.Dot(x, f.activeColumn(b)))
				}
				if last[j] != r.Citizens {
					last[j] = r.Citizens
					r.Varies[j]++
				}
				exposed = exposed || slices.Contains(exposure, j)
			}
		}
		if exposed {
			r.Varying++
		}
	}
}

// accumulateScores sums over the citizens what the variance is made of.
func (f *fitter) accumulateScores(panel Panel, c *clustered) {
	var series []demeaned // of a citizen
	for citizen := range panel {
		c.begin()
		n := 0
		for _, s := range citizen {
			for len(series) <= n {
				series = append(series, demeaned{k: f.k})
			}
			d := &series[n]
			if !d.load(s) {
				continue
			}
			n++
			for a, j := range d.active {
				for i, x := range d.activeColumn(a) {
					d.y[i] -= f.result.b[j] * x
				}
			}
			f.rss += floats.Dot(d.y, d.y)
			c.touch(d.active)
		}
		c.prepare()
		for i := range n {
			c.add(&series[i])
		}
		c.end()
	}
}
