// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"math"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// first returns the first n of many copies of the six citizens, none of which answers
// exactly as another.
func first(n int) []fixedeffects.Series {
	all := repeat(10, six())[:n]
	for i := range all {
		y := append([]float64(nil), all[i].Y...)
		y[i%4] += float64(i%7) / 7
		all[i].Y = y
	}
	return all
}

// passive returns citizens without variation in any exposure.
func passive(n int) []fixedeffects.Series {
	var all []fixedeffects.Series
	for i := range n {
		all = append(all, fixedeffects.Series{Y: []float64{2, 3, float64(i % 4)}, X: make([]float64, 6)})
	}
	return all
}

func TestGuards(t *testing.T) {
	t.Parallel()
	same := first(40)
	for i := range same {
		same[i].Y = []float64{3, 3, 3, 3}
	}
	single := make([]fixedeffects.Series, 50)
	for i := range single {
		single[i] = fixedeffects.Series{Y: []float64{3}, X: []float64{0, 1}}
	}
	for _, c := range []struct {
		what      string
		citizens  []fixedeffects.Series
		want      fixedeffects.Reason
		estimated bool
	}{
		{"no citizens", nil, fixedeffects.FewCitizens, false},
		{"9", first(9), fixedeffects.FewCitizens, false},
		{"9 and many of one answer", append(first(9), single...), fixedeffects.FewCitizens, false},
		{"10", first(10), "", true},
		{"4 with varying exposure", append(first(4), passive(40)...), fixedeffects.FewVarying, false},
		{"5 with varying exposure", append(first(5), passive(40)...), fixedeffects.NoTest, true},
		{"10 with varying exposure", append(first(10), passive(40)...), "", true},
		{"all answer the same", same, fixedeffects.NoSpread, false},
	} {
		t.Run(c.what, func(t *testing.T) {
			r := fixedeffects.Fit(2, []int{0, 1}, citizens(c.citizens...))
			e := r.Slope(0)
			if e.Reason != c.want || r.Reason != c.want && e.Reason != fixedeffects.NoTest {
				t.Errorf("the reason is %q, and %q with the slope, want %q", r.Reason, e.Reason, c.want)
			}
			if e.Estimated() != c.estimated || math.IsNaN(e.Value) == c.estimated || math.IsNaN(e.Low) == c.estimated {
				t.Errorf("%+v", e)
			}
			if tested := c.want == ""; math.IsNaN(e.P) == tested {
				t.Errorf("p is %v", e.P)
			}
		})
	}
}

// With as many slopes as answers besides levels, nothing is left to estimate an error
// from.
func TestAsManySlopesAsAnswers(t *testing.T) {
	t.Parallel()
	const k = 12
	var all []fixedeffects.Series
	for i := range k {
		s := fixedeffects.Series{Y: []float64{1, float64(i)}, X: make([]float64, 2*k)}
		s.X[i] = 1
		all = append(all, s)
	}
	if r := fixedeffects.Fit(k, nil, citizens(all...)); r.Reason != fixedeffects.NoSpread || len(r.Dropped) != 0 {
		t.Errorf("%d slopes of %d answers: %q", k-len(r.Dropped), r.Answers, r.Reason)
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	all := append(first(12), passive(3)...)
	all = append(all, fixedeffects.Series{Y: []float64{1}, X: []float64{0, 0}}, fixedeffects.Series{})
	r := fixedeffects.Fit(2, []int{1}, citizens(all...))
	// oth varies in all of the six, and in no passive citizen.
	if r.Citizens != 15 || r.Answers != 12*4+3*3 || r.Singles != 1 || r.Varying != 12 || r.Varies[0] != 12 {
		t.Errorf("%+v", r)
	}
}

// A gap begins a new series of the same citizen: two levels, one cluster.
func TestTwoSeriesOfACitizen(t *testing.T) {
	t.Parallel()
	all := first(40)
	apart := fixedeffects.Fit(2, nil, citizens(all...))
	pairs := fixedeffects.Fit(2, nil, func(yield func([]fixedeffects.Series) bool) {
		for i := 0; i < len(all); i += 2 {
			if !yield(all[i : i+2]) {
				return
			}
		}
	})
	if pairs.Citizens != 20 || pairs.Answers != apart.Answers {
		t.Errorf("%d citizens and %d answers", pairs.Citizens, pairs.Answers)
	}
	near(t, "slope", pairs.Slope(0).Value, apart.Slope(0).Value, 1e-12)
	if pairs.Slope(0).SE == apart.Slope(0).SE {
		t.Error("the error does not know that two series are one citizen's")
	}
}

func TestRaggedRegressorsPanic(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("three regressors for two answers were taken")
		}
	}()
	fixedeffects.Fit(2, nil, citizens(fixedeffects.Series{Y: []float64{1, 2}, X: []float64{1, 2, 3}}))
}
