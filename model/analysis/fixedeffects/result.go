// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// The guards of docs/methods.md#4-progression-and-activation.
const (
	MinCitizens = 10 // fewer: no estimate
	MinVarying  = 5  // fewer citizens with varying exposure: no estimate
	MinFreedom  = 4  // fewer degrees of freedom: an interval, but no p
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
	// NoTest: fewer than MinFreedom degrees of freedom, since few citizens decide the
	// slope. There is an estimate with its interval, and no p.
	NoTest Reason = "no_test"
)

// Estimate is a slope, or a sum of slopes, in the units of the answers per unit of the
// regressors, with the 95 % interval and two-sided p of t with DF degrees of freedom. P
// is at least [MinP], NaN where Reason is [NoTest], and every number is NaN where there
// is no estimate.
type Estimate struct {
	Value, SE, Low, High, P, DF float64
	Reason                      Reason
}

// MinP is the smallest p that the arithmetic gives.
const MinP = 1e-15

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

	// Reason is why there is no estimate at all, or empty.
	Reason Reason

	b      []float64     // by column; 0 where it is dropped
	v      mat.Symmetric // variance of b
	sums   []sum
	spread float64 // standard deviation of the answers
}

// sum is a sum of slopes for which a fit has degrees of freedom.
type sum struct {
	columns []int
	freedom float64
}

// Slope returns the estimate for a column.
func (r *Result) Slope(column int) Estimate { return r.Sum(column) }

// Sum returns the estimate for the sum of the slopes of columns, with its standard
// error from the joint variance: Sum(0, 1) is d + b_c where d and b_c are the first
// two. It panics for a sum that [Fit] was not given.
func (r *Result) Sum(columns ...int) Estimate {
	switch {
	case r.Reason != "":
		return noEstimate(r.Reason)
	case slices.ContainsFunc(columns, func(j int) bool { return slices.Contains(r.Dropped, j) }):
		return noEstimate(Collinear)
	}
	value, se := r.sum(columns)
	df := r.freedom(columns)
	if !(se > roundingTolerance*r.spread) || !(df > 0) {
		return noEstimate(NoSpread)
	}
	t := distuv.StudentsT{Sigma: 1, Nu: df}
	half := t.Quantile(.975) * se
	e := Estimate{value, se, value - half, value + half, math.NaN(), df, NoTest}
	if df >= MinFreedom {
		e.Reason = ""
		e.P = max(MinP, 2*t.CDF(-math.Abs(value)/se))
	}
	return e
}

func (r *Result) freedom(columns []int) float64 {
	i := slices.IndexFunc(r.sums, func(s sum) bool { return slices.Equal(s.columns, columns) })
	if i < 0 {
		panic(fmt.Sprintf("fixedeffects: the sum of columns %v was not fitted", columns))
	}
	return r.sums[i].freedom
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
	return Estimate{nan, nan, nan, nan, nan, nan, why}
}
