// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Direction is the direction of a trend.
type Direction string

// The directions. A trend is unsettled until its p is below .05.
const (
	Rising    Direction = "rising"
	Falling   Direction = "falling"
	Unsettled Direction = "unsettled"
)

// MinTrendAnswers is the smallest number of answers with a trend.
const MinTrendAnswers = 4

// maxExactAnswers is the largest number of answers with an exact p.
const maxExactAnswers = 8

// Trend is the trend of a series (docs/methods.md#2-one-citizen): slope by Theil and
// Sen, direction by Mann and Kendall.
type Trend struct {
	N         int
	Slope     float64 // steps per 91 days, positive toward work
	S         int     // Mann-Kendall: rising pairs minus falling ones
	Var       float64 // of S under no trend, with the correction for ties
	Z         float64 // (S -+ 1) / sqrt(Var)
	P         float64 // two-sided; exact permutation up to 8 answers, else of Z
	Direction Direction
}

// Trend returns the trend of the answers that count, or false for fewer than
// [MinTrendAnswers].
func (s Series) Trend() (Trend, bool) {
	values := s.Values()
	dates, y := make([]model.Date, len(values)), make([]float64, len(values))
	for i, p := range values {
		dates[i], y[i] = p.Date, s.TowardWork(p.Value)
	}
	return TrendOf(dates, y)
}

// TrendOf returns the trend of values in order of date, one a date, or false for fewer
// than [MinTrendAnswers].
func TrendOf(dates []model.Date, y []float64) (Trend, bool) {
	if len(y) < MinTrendAnswers || len(y) != len(dates) {
		return Trend{}, false
	}
	t := Trend{N: len(y), Direction: Unsettled}
	var slopes []float64
	for i := range y {
		for j := i + 1; j < len(y); j++ {
			if days := dates[j].Sub(dates[i]); days > 0 {
				slopes = append(slopes, QuarterDays*(y[j]-y[i])/float64(days))
			}
			t.S += sign(y[j] - y[i])
		}
	}
	if len(slopes) == 0 {
		return Trend{}, false
	}
	t.Slope = median(slopes)
	ties := tieSizes(y)
	t.Var = kendallVariance(len(y), ties)
	if t.Var > 0 {
		t.Z = float64(t.S-sign(float64(t.S))) / math.Sqrt(t.Var)
	}
	if len(y) <= maxExactAnswers {
		t.P = permutationP(t.S, ties)
	} else {
		t.P = math.Erfc(math.Abs(t.Z) / math.Sqrt2)
	}
	if t.P < .05 {
		t.Direction = Rising
		if t.S < 0 {
			t.Direction = Falling
		}
	}
	return t, true
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

func median(x []float64) float64 {
	slices.Sort(x)
	n := len(x)
	if n%2 == 1 {
		return x[n/2]
	}
	return (x[n/2-1] + x[n/2]) / 2
}

// tieSizes returns the numbers of equal values: for 2 3 3, 1 and 2.
func tieSizes(y []float64) []int {
	sorted := slices.Sorted(slices.Values(y))
	var sizes []int
	for i, v := range sorted {
		if i > 0 && v == sorted[i-1] {
			sizes[len(sizes)-1]++
			continue
		}
		sizes = append(sizes, 1)
	}
	return sizes
}

func kendallVariance(n int, ties []int) float64 {
	v := n * (n - 1) * (2*n + 5)
	for _, t := range ties {
		v -= t * (t - 1) * (2*t + 5)
	}
	return float64(v) / 18
}

// permutationP is the share of the permutations of the values with |S| of at least the
// given one. S is the number of untied pairs minus 2i for a permutation with i
// inversions, and the number of those is the i-th coefficient of the q-multinomial of
// the sizes of the ties (MacMahon).
func permutationP(s int, ties []int) float64 {
	counts, n := []int{1}, 0
	for _, t := range ties {
		counts = convolve(counts, gaussBinomial(n+t, t))
		n += t
	}
	extreme, all := 0, 0
	pairs := len(counts) - 1
	for i, c := range counts {
		all += c
		if abs(pairs-2*i) >= abs(s) {
			extreme += c
		}
	}
	return float64(extreme) / float64(all)
}

// gaussBinomial returns the coefficients of the q-binomial of n over k, by Pascal's
// rule [n k] = [n-1 k-1] + q^k [n-1 k].
func gaussBinomial(n, k int) []int {
	if k == 0 || k == n {
		return []int{1}
	}
	out := make([]int, k*(n-k)+1)
	for i, c := range gaussBinomial(n-1, k-1) {
		out[i] += c
	}
	for i, c := range gaussBinomial(n-1, k) {
		out[i+k] += c
	}
	return out
}

func convolve(a, b []int) []int {
	out := make([]int, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }
