// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

func trendOf(days []int, y []float64) (analysis.Trend, bool) {
	dates := make([]model.Date, len(days))
	for i, d := range days {
		dates[i] = model.NewDate(2024, 1, 8).Add(d)
	}
	return analysis.TrendOf(dates, y)
}

// The example of docs/methods.md#2-one-citizen. Its exact p is 2/30: of the 30 orders
// of 2 2 3 3 4 only the rising and the falling one have |S| = 8.
func TestTrendPublished(t *testing.T) {
	t.Parallel()
	got, ok := trendOf([]int{0, 13 * 7, 27 * 7, 40 * 7, 52 * 7}, []float64{2, 2, 3, 3, 4})
	if !ok {
		t.Fatal("no trend")
	}
	if math.Abs(got.Slope-.491) > 5e-4 || math.Abs(got.Slope/13-.0377) > 5e-5 {
		t.Errorf("slope %v, want .491", got.Slope)
	}
	if got.S != 8 || math.Abs(got.Var-14.667) > 5e-4 || math.Abs(got.Z-1.828) > 5e-4 {
		t.Errorf("S %d, Var %v, Z %v", got.S, got.Var, got.Z)
	}
	near(t, "p", got.P, 2./30)
	if got.Direction != analysis.Unsettled {
		t.Errorf("direction %q", got.Direction)
	}
}

func TestTrendDirection(t *testing.T) {
	t.Parallel()
	weeks := func(n int) []int {
		days := make([]int, n)
		for i := range days {
			days[i] = 91 * i
		}
		return days
	}
	for name, c := range map[string]struct {
		y    []float64
		p    float64
		want analysis.Direction
	}{
		"four can never settle": {[]float64{1, 2, 3, 4}, 2. / 24, analysis.Unsettled},
		"five in order":         {[]float64{1, 2, 3, 4, 5}, 2. / 120, analysis.Rising},
		"five downward":         {[]float64{5, 4, 3, 2, 1}, 2. / 120, analysis.Falling},
		"constant":              {[]float64{3, 3, 3, 3, 3}, 1, analysis.Unsettled},
		// Ten answers: the normal approximation. Four pairs are tied, so that
		// S = 45 - 4 = 41, Var = 125 - 4*2*1*9/18 = 121 and Z = 40/11.
		"ten with ties": {[]float64{0, 1, 1, 2, 2, 3, 3, 4, 4, 5}, math.Erfc(40. / 11 / math.Sqrt2), analysis.Rising},
	} {
		got, ok := trendOf(weeks(len(c.y)), c.y)
		if !ok {
			t.Errorf("%s: no trend", name)
			continue
		}
		near(t, name+": p", got.P, c.p)
		if got.Direction != c.want {
			t.Errorf("%s: %q, want %q", name, got.Direction, c.want)
		}
	}
	if got, ok := trendOf(weeks(3), []float64{1, 2, 3}); ok {
		t.Errorf("three answers have the trend %+v", got)
	}
}

// The exact p equals that of enumerating every permutation.
func TestPermutationPAgainstEnumeration(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.IntRange(1, 5), 4, 7).Draw(t, "y")
		days, values := make([]int, len(y)), make([]float64, len(y))
		for i, v := range y {
			days[i], values[i] = 91*i, float64(v)
		}
		got, ok := trendOf(days, values)
		if !ok {
			t.Fatal("no trend")
		}
		extreme, all := 0, 0
		permute(y, 0, func(order []int) {
			all++
			if s := kendallS(order); max(s, -s) >= max(got.S, -got.S) {
				extreme++
			}
		})
		if want := float64(extreme) / float64(all); math.Abs(got.P-want) > 1e-12 {
			t.Fatalf("p %v, want %v", got.P, want)
		}
	})
}

func permute(y []int, at int, each func([]int)) {
	if at == len(y) {
		each(y)
		return
	}
	for i := at; i < len(y); i++ {
		y[at], y[i] = y[i], y[at]
		permute(y, at+1, each)
		y[at], y[i] = y[i], y[at]
	}
}

func kendallS(y []int) int {
	s := 0
	for i := range y {
		for j := i + 1; j < len(y); j++ {
			switch {
			case y[j] > y[i]:
				s++
			case y[j] < y[i]:
				s--
			}
		}
	}
	return s
}
