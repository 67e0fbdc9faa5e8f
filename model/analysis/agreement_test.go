// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// The examples of docs/methods.md#3-a-group and
// docs/methods.md#6-agreement-and-reliability.
func alphaRows() [][]float64 {
	return [][]float64{
		{2, 3, 2, 3},
		{4, 4, 3, 4},
		{1, 2, 2, 1},
		{5, 4, 4, 5},
		{3, 3, 3, 2},
		{2, 2, 1, 2},
		{4, 5, 4, 4},
		{3, 4, 3, 3},
	}
}

func pairs() [][2]int {
	return [][2]int{{2, 3}, {3, 3}, {1, 2}, {4, 4}, {5, 4}, {2, 2}, {3, 4}, {4, 5}, {2, 2}, {3, 3}}
}

func rounded(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got < want-5e-7 || got > want+5e-7 {
		t.Errorf("%s: %.7f, want %.6f", what, got, want)
	}
}

func TestAlpha(t *testing.T) {
	t.Parallel()
	got, ok := analysis.Alpha(alphaRows())
	if !ok {
		t.Fatal("undefined")
	}
	rounded(t, "alpha", got, .949772)
	for name, rows := range map[string][][]float64{
		"no rows": nil, "one row": {{1, 2}}, "one item": {{1}, {2}}, "no variation": {{1, 2}, {1, 2}},
	} {
		if a, ok := analysis.Alpha(rows); ok {
			t.Errorf("%s: alpha %v", name, a)
		}
	}
}

func TestICC(t *testing.T) {
	t.Parallel()
	var rows [][]float64
	for _, p := range pairs() {
		rows = append(rows, []float64{float64(p[0]), float64(p[1])})
	}
	got, ok := analysis.ICC(rows)
	if !ok {
		t.Fatal("undefined")
	}
	rounded(t, "MSR", got.MSR, 2.272222)
	rounded(t, "MSC", got.MSC, .45)
	rounded(t, "MSE", got.MSE, .227778)
	rounded(t, "ICC(2,1)", got.ICC21, .803493)
	rounded(t, "ICC(3,1)", got.ICC31, .817778)
	rounded(t, "SEM", got.SEM, .477261)
	for name, rows := range map[string][][]float64{
		"no rows": nil, "one row": {{1, 2}}, "one rater": {{1}, {2}}, "no variation": {{2, 2}, {2, 2}},
	} {
		if a, ok := analysis.ICC(rows); ok {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

func TestKappa(t *testing.T) {
	t.Parallel()
	got, ok := analysis.Kappa(pairs(), 1, 5)
	if !ok {
		t.Fatal("undefined")
	}
	rounded(t, "kappa", got, .786325)
	for name, pairs := range map[string][][2]int{
		"no pairs": nil, "no variation": {{3, 3}, {3, 3}}, "off the scale": {{3, 6}, {1, 2}},
	} {
		if k, ok := analysis.Kappa(pairs, 1, 5); ok {
			t.Errorf("%s: kappa %v", name, k)
		}
	}
}

func TestWilson(t *testing.T) {
	t.Parallel()
	low, high := analysis.Wilson(7, 20)
	if low < .18115 || low > .18125 || high < .56705 || high > .56715 {
		t.Errorf("7 of 20: %.5f to %.5f, want .1812 to .5671", low, high)
	}
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{0, 0, 0, 1}, {0, 10, 0, .277533}, {10, 10, .722467, 1}} {
		low, high := analysis.Wilson(c.k, c.n)
		rounded(t, "low", low, c.low)
		rounded(t, "high", high, c.high)
	}
}
