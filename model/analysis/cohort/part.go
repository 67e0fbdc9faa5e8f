// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Part is a count of citizens or measurements among all of them, with the share and
// its 95 % interval (Wilson 1927; docs/methods.md#3-a-group).
type Part struct {
	Count, Of        int
	Share, Low, High float64
}

// Interval is an estimate with its standard error and 95 % interval.
type Interval struct{ Value, SE, Low, High float64 }

// Estimate is an estimate of a model, its p value and the degrees of freedom of both.
// The p value alone may be withheld. DF is withheld for estimates that have none.
type Estimate struct {
	Interval disclosure.Value[Interval]
	P        disclosure.Value[float64]
	DF       disclosure.Value[float64]
}

// Spread is a distribution by its quartiles, R's type 7.
type Spread struct{ Low, Median, High float64 }

// disclosed returns what may be published of the group's part of a tally.
func (g *Group) disclosed(t *disclosure.Tally, l disclosure.Levels) disclosure.Counts {
	return t.Release(l).Counts(g.view)
}

func newPart(k, n int) Part {
	low, high := analysis.Wilson(k, n)
	return Part{Count: k, Of: n, Share: float64(k) / float64(n), Low: low, High: high}
}

// part is the share of some categories, published at a level.
func part(c disclosure.Counts, level int, categories ...int) disclosure.Value[Part] {
	return disclosure.Map(c.Sum(level, categories...), func(k int) Part { return newPart(k, c.Total()) })
}

// share is the share of "yes" in a tally by [disclosure.YesNo].
func share(c disclosure.Counts) disclosure.Value[Part] {
	return disclosure.Map(c.Yes(), func(k int) Part { return newPart(k, c.Total()) })
}

// yesNoCategory is the category of [disclosure.YesNo].
func yesNoCategory(yes bool) int {
	if yes {
		return 0
	}
	return 1
}

// quantile is the p-quantile of values in order, as R's type 7; NaN for none.
func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := p * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (at-float64(low))*(sorted[high]-sorted[low])
}

func newSpread(values []float64) Spread {
	slices.Sort(values)
	return Spread{quantile(values, .25), quantile(values, .5), quantile(values, .75)}
}
