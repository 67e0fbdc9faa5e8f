// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import (
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// Fit estimates the slopes of k columns
// (docs/methods.md#4-progression-and-activation). With every series demeaned,
//
//	b = (X'X)^-1 X'y
//	V = c (X'X)^-1 [sum_i X_i'u_i u_i'X_i] (X'X)^-1,  c = G/(G-1) * (n-1)/(n-K-1)
//
// where i runs over the G citizens, n is the number of answers and K the number of
// slopes that are not dropped. Of collinear columns the later is dropped. At least one
// column of exposure must vary in [MinVarying] citizens; without such columns, that
// guard is off. Fit panics if a series does not have k regressors an answer.
func Fit(k int, exposure []int, panel Panel) *Result {
	f := fitter{
		xx: mat.NewSymDense(k, nil), xy: make([]float64, k), scores: mat.NewSymDense(k, nil),
		demeaned: demeaned{k: k},
		result:   Result{Varies: make([]int, k), b: make([]float64, k), v: mat.NewSymDense(k, nil)},
	}
	f.accumulateCrossProducts(exposure, panel)
	r, c := &f.result, analysis.NewCholesky(f.xx)
	r.Dropped = c.Dropped
	g, n, slopes := float64(r.Citizens), float64(r.Answers), float64(len(c.Kept))
	if g > 1 { // so n > K+1, because each series has a level
		r.b = c.Solve(f.xy)
		f.accumulateScores(panel)
		r.v = c.Sandwich(g/(g-1)*(n-1)/(n-slopes-1), f.scores)
	}
	switch {
	case r.Citizens < MinCitizens:
		r.Reason = FewCitizens
	case len(exposure) > 0 && r.Varying < MinVarying:
		r.Reason = FewVarying
	case f.rss <= roundingTolerance*roundingTolerance*f.yy:
		r.Reason = NoSpread
	case r.Citizens < MinTested:
		r.Reason = NoTest
	}
	return r
}

// roundingTolerance is the share of a number below which a remainder counts as
// rounding.
const roundingTolerance = 1e-10

// fitter has the sums of a fit, over all citizens.
type fitter struct {
	demeaned
	xx, scores *mat.SymDense
	xy         []float64
	yy, rss    float64
	result     Result
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

// accumulateScores sums the outer products of the citizens' scores X_i'u_i.
func (f *fitter) accumulateScores(panel Panel) {
	score := make([]float64, f.k)
	var touched []int
	for citizen := range panel {
		for _, j := range touched {
			score[j] = 0
		}
		touched = touched[:0]
		for _, s := range citizen {
			if !f.load(s) {
				continue
			}
			for a, j := range f.active {
				for i, x := range f.activeColumn(a) {
					f.y[i] -= f.result.b[j] * x
				}
			}
			f.rss += floats.Dot(f.y, f.y)
			for a, j := range f.active {
				score[j] += floats.Dot(f.activeColumn(a), f.y)
			}
			touched = append(touched, f.active...)
		}
		if len(citizen) > 1 {
			slices.Sort(touched)
			touched = slices.Compact(touched)
		}
		for a, j := range touched {
			for _, l := range touched[a:] {
				f.scores.SetSym(j, l, f.scores.At(j, l)+score[j]*score[l])
			}
		}
	}
}
