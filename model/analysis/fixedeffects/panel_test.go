// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"math"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// citizens is a panel with one series a citizen.
func citizens(all ...fixedeffects.Series) fixedeffects.Panel {
	return func(yield func([]fixedeffects.Series) bool) {
		for i := range all {
			if !yield(all[i : i+1]) {
				return
			}
		}
	}
}

// six citizens with four assessments each, with comp and oth of the interval before
// each. Their slopes are computed by hand and by R.
func six() []fixedeffects.Series {
	return []fixedeffects.Series{
		{Y: []float64{2, 3, 3, 4}, X: []float64{0, 0, .5, .2, 0, .6, .8, 0}},
		{Y: []float64{3, 3, 4, 4}, X: []float64{0, 0, 0, .5, .6, .3, .4, 0}},
		{Y: []float64{1, 1, 2, 2}, X: []float64{0, 0, 0, 0, 0, .8, .3, .2}},
		{Y: []float64{4, 4, 3, 4}, X: []float64{.2, 0, 0, 0, 0, 0, .5, .5}},
		{Y: []float64{2, 2, 3, 3}, X: []float64{0, .3, 0, 0, .9, 0, .2, .4}},
		{Y: []float64{3, 2, 2, 3}, X: []float64{0, 0, 0, .2, 0, 0, .4, .4}},
	}
}

// with appends further columns to the regressors of each answer.
func with(all []fixedeffects.Series, columns int, add func(answer int) []float64) []fixedeffects.Series {
	wider := make([]fixedeffects.Series, len(all))
	for i, s := range all {
		wider[i].Y = s.Y
		for k := range s.Y {
			wider[i].X = append(wider[i].X, s.X[k*columns:(k+1)*columns]...)
			wider[i].X = append(wider[i].X, add(k)...)
		}
	}
	return wider
}

// waves returns a dummy for each assessment but the first.
func waves(k int) []float64 {
	x := make([]float64, 3)
	if k > 0 {
		x[k-1] = 1
	}
	return x
}

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tolerance*max(1, math.Abs(want)) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

// agrees compares with a tolerance relative to the wanted value.
func agrees(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s is %.15g, want %.15g", what, got, want)
	}
}

func repeat(times int, all []fixedeffects.Series) []fixedeffects.Series {
	return slices.Repeat(all, times)
}
