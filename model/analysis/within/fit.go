package within

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"fremskridt/model/analysis"
)

// Fit estimates the slopes of k columns (methods 4): with every series demeaned,
//
//	b = (X'X)^-1 X'y
//	V = c (X'X)^-1 [sum_i X_i'u_i u_i'X_i] (X'X)^-1,  c = G/(G-1) * (n-1)/(n-K-1)
//
// where i runs over the G citizens, n is the number of answers and K the number
// of slopes that are not dropped. Of collinear columns the later is dropped.
// Exposure are the columns of which at least one must vary in MinVarying
// citizens; with none named, that guard is off. Fit panics if a series does not
// have k regressors an answer.
func Fit(k int, exposure []int, panel Panel) *Result {
	f := newFitter(k)
	r := f.cross(exposure, panel)
	kept := analysis.Independent(f.xx)
	for j := range k {
		if len(kept) <= j-len(r.Dropped) || kept[j-len(r.Dropped)] != j {
			r.Dropped = append(r.Dropped, j)
		}
	}
	switch {
	case r.Citizens < MinCitizens:
		r.Reason = FewCitizens
	case len(exposure) > 0 && r.Varying < MinVarying:
		r.Reason = FewVarying
	case r.Citizens < MinTested:
		r.Reason = NoTest
	}
	if r.Answers <= len(kept)+1 || r.Citizens < 2 {
		if r.Reason == "" || r.Reason == NoTest {
			r.Reason = FewAnswers
		}
		return r
	}
	f.solve(r, kept, panel)
	return r
}

// fitter are the sums of a fit, over all citizens.
type fitter struct {
	k  int
	xx *mat.SymDense
	xy []float64
	yy float64
	demeaned
}

func newFitter(k int) *fitter {
	return &fitter{k: k, xx: mat.NewSymDense(k, nil), xy: make([]float64, k)}
}

// cross sums the cross products and counts what there is.
func (f *fitter) cross(exposure []int, panel Panel) *Result {
	r := &Result{Varies: make([]int, f.k), b: make([]float64, f.k), v: make([]float64, f.k*f.k)}
	return r
}

// solve finds the slopes and, from their residuals, the variance.
func (f *fitter) solve(r *Result, kept []int, panel Panel) {
}

// demeaned is a series with its means taken away. It is used again for the next.
type demeaned struct {
	n      int
	active []int // columns that vary in the series
	y      []float64
	x      []float64 // the active columns, each whole
}

// take demeans a series of k columns.
func (d *demeaned) take(k int, s Series) {
	if len(s.X) != k*len(s.Y) {
		panic(fmt.Sprintf("within: %d regressors for %d answers and %d columns", len(s.X), len(s.Y), k))
	}
}
