// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// The guards of docs/methods.md#4-progression-and-activation.
const (
	MinCitizens = 10 // fewer: no estimate
	MinVarying  = 5  // fewer citizens with varying exposure: no estimate
	MinTested   = 30 // fewer citizens: an interval, but no p
)

// Reason is the code of why there is no estimate, or no p. It is empty where there are
// both.
type Reason string

const (
	// FewCitizens: fewer than MinCitizens with two answers in a series.
	FewCitizens Reason = "few_citizens"
	// FewVarying: exposure varies in fewer than MinVarying citizens.
	FewVarying Reason = "few_varying"
	// NoSpread: the slopes fit the answers exactly, as where every citizen always
	// answers the same, so that their error is unknown.
	NoSpread Reason = "no_spread"
	// Collinear: a column that varies in no series, or is a combination of
	// earlier ones.
	Collinear Reason = "collinear"
	// NoTest: fewer than MinTested citizens. There is an estimate with its
	// interval, and no p.
	NoTest Reason = "no_test"
)

// Estimate is a slope, or a sum of slopes, in the units of the answers per unit of the
// regressors, with the 95 % interval and two-sided p of t with Citizens - 1 degrees of
// freedom. P is NaN where Reason is [NoTest], and every number is NaN where there is
// no estimate.
type Estimate struct {
	Value, SE, Low, High, P float64
	Reason                  Reason
}

// Estimated reports whether there is a value with its interval.
func (e Estimate) Estimated() bool { return e.Reason.estimated() }

func (r Reason) estimated() bool { return r == "" || r == NoTest }

// Result is a fit. Its estimates are read by [Result.Slope] and [Result.Sum], which
// apply the guards.
type Result struct {
	Citizens int   // citizens with at least one series of two answers
	Answers  int   // in those series
	Singles  int   // series of one answer, which are left out
	Varying  int   // citizens with variation in a column of exposure
	Varies   []int // by column, the citizens with variation in it
	Dropped  []int // collinear columns, by number

	// Reason is why there is no estimate at all, or NoTest, or empty.
	Reason Reason

	b []float64     // by column; 0 where it is dropped
	v mat.Symmetric // variance of b
}

// Slope returns the estimate for a column.
func (r *Result) Slope(column int) Estimate { return r.Sum(column) }

// Sum returns the estimate for the sum of the slopes of columns, with its standard
// error from the joint variance: Sum(0, 1) is d + b_c where d and b_c are the first
// two.
func (r *Result) Sum(columns ...int) Estimate {
	switch {
	case !r.Reason.estimated():
		return noEstimate(r.Reason)
	case slices.ContainsFunc(columns, func(j int) bool { return slices.Contains(r.Dropped, j) }):
		return noEstimate(Collinear)
	}
	value, se := r.sum(columns)
	if !(se > roundingTolerance*math.Abs(value)) {
		return noEstimate(NoSpread)
	}
	t := distuv.StudentsT{Sigma: 1, Nu: float64(r.Citizens - 1)}
	half := t.Quantile(.975) * se
	e := Estimate{value, se, value - half, value + half, math.NaN(), r.Reason}
	if r.Reason == "" {
		e.P = 2 * t.CDF(-math.Abs(value)/se)
	}
	return e
}

func (r *Result) sum(columns []int) (value, se float64) {
	variance := 0.0
	for _, j := range columns {
		value += r.b[j]
		for _, l := range columns {
			variance += r.v.At(j, l)
		}
	}
	return value, math.Sqrt(max(0, variance))
}

func noEstimate(why Reason) Estimate {
	nan := math.NaN()
	return Estimate{nan, nan, nan, nan, nan, why}
}
