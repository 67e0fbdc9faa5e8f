// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// register draws a few dozen citizens of two to nine answers with three clocks
// of whole days.
func register(t *rapid.T) []fixedeffects.Series {
	n := rapid.IntRange(12, 60).Draw(t, "citizens")
	all := make([]fixedeffects.Series, n)
	days := rapid.IntRange(0, 91)
	for i := range all {
		var clocks [3]int
		for range rapid.IntRange(2, 9).Draw(t, "answers") {
			all[i].Y = append(all[i].Y, float64(rapid.IntRange(1, 5).Draw(t, "answer")))
			for j := range clocks {
				all[i].X = append(all[i].X, float64(clocks[j])/91)
				clocks[j] += days.Draw(t, "days")
			}
		}
	}
	return all
}

func cloned(all []fixedeffects.Series) []fixedeffects.Series {
	copied := slices.Clone(all)
	for i, s := range all {
		copied[i] = fixedeffects.Series{Y: slices.Clone(s.Y), X: slices.Clone(s.X)}
	}
	return copied
}

// same fails unless two fits have the same estimates, with the second's scaled by
// column.
func same(t *rapid.T, want, got *fixedeffects.Result, scale [3]float64) {
	t.Helper()
	if want.Reason != got.Reason || want.Answers != got.Answers || !slices.Equal(want.Dropped, got.Dropped) {
		t.Fatalf("%+v\nbecame\n%+v", want, got)
	}
	for j := range scale {
		w, g := want.Slope(j), got.Slope(j)
		if w.Reason != g.Reason {
			t.Fatalf("slope %d: %+v became %+v", j, w, g)
		}
		if !w.Estimated() {
			continue
		}
		for _, pair := range [][2]float64{{w.Value, g.Value * scale[j]}, {w.SE, g.SE * scale[j]}} {
			if math.Abs(pair[0]-pair[1]) > 1e-8*(math.Abs(w.Value)+w.SE) {
				t.Fatalf("slope %d: %+v became %+v", j, w, g)
			}
		}
	}
}

var one = [3]float64{1, 1, 1}

func TestSlopesAreInvariant(t *testing.T) {
	t.Parallel()
	fit := func(all []fixedeffects.Series) *fixedeffects.Result {
		return fixedeffects.Fit(3, []int{1, 2}, citizens(all...))
	}
	for name, change := range map[string]func(*rapid.T, []fixedeffects.Series) []fixedeffects.Series{
		"a level of its own for each citizen": func(t *rapid.T, all []fixedeffects.Series) []fixedeffects.Series {
			for i := range all {
				level := rapid.Float64Range(-100, 100).Draw(t, "level")
				for k := range all[i].Y {
					all[i].Y[k] += level
				}
			}
			return all
		},
		"clocks that began earlier": func(t *rapid.T, all []fixedeffects.Series) []fixedeffects.Series {
			for i := range all {
				start := rapid.Float64Range(-100, 100).Draw(t, "start")
				for at := range all[i].X {
					all[i].X[at] += start
				}
			}
			return all
		},
		"another order": func(t *rapid.T, all []fixedeffects.Series) []fixedeffects.Series {
			return rapid.Permutation(all).Draw(t, "order")
		},
		"citizens of one answer": func(t *rapid.T, all []fixedeffects.Series) []fixedeffects.Series {
			return append(all, fixedeffects.Series{Y: []float64{3}, X: []float64{1, 2, 3}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				all := register(t)
				same(t, fit(all), fit(change(t, cloned(all))), one)
			})
		})
	}
}

func TestSlopesScale(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := register(t)
		var scale [3]float64
		for j := range scale {
			scale[j] = rapid.Float64Range(.01, 100).Draw(t, "scale")
		}
		scaled := cloned(all)
		for i := range scaled {
			for at := range scaled[i].X {
				scaled[i].X[at] *= scale[at%3]
			}
		}
		same(t, fixedeffects.Fit(3, nil, citizens(all...)), fixedeffects.Fit(3, nil, citizens(scaled...)), scale)
	})
}

// A slope added to the answers is added to the estimate; the standard error stays.
func TestAddedSlopesAreFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := register(t)
		j := rapid.IntRange(0, 2).Draw(t, "column")
		slope := rapid.Float64Range(-2, 2).Draw(t, "slope")
		steeper := cloned(all)
		for i := range steeper {
			for k := range steeper[i].Y {
				steeper[i].Y[k] += slope * steeper[i].X[3*k+j]
			}
		}
		before, after := fixedeffects.Fit(3, nil, citizens(all...)), fixedeffects.Fit(3, nil, citizens(steeper...))
		for l := range 3 {
			b, a := before.Slope(l), after.Slope(l)
			if !b.Estimated() {
				continue
			}
			want := b.Value
			if l == j {
				want += slope
			}
			if math.Abs(a.Value-want) > 1e-8*(1+math.Abs(want)) || math.Abs(a.SE-b.SE) > 1e-8*(1+b.SE) {
				t.Fatalf("slope %d: %+v became %+v with %v of column %d", l, b, a, slope, j)
			}
		}
	})
}
