// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// disclosed is what may be told of a group's counts.
type disclosed struct {
	counts []int32
	level  uint8
	levels disclosureLevels
}

// disclosed finds what may be told of a tally of the group.
func (g *Group) disclosed(t *tally, l disclosureLevels) disclosed {
	return disclosed{t.at(g.view), t.suppress(l)[g.view], l}
}

func (t disclosed) total() int {
	n := 0
	for _, c := range t.counts {
		n += int(c)
	}
	return n
}

// withheld reports whether not even the number of citizens may be told.
func (t disclosed) withheld() bool { return t.level >= t.levels.none() }

// reason is the reason for not telling the number of citizens.
func (t disclosed) reason() Reason {
	if n := t.total(); n < Threshold {
		return FewCitizens
	}
	return SecondarySuppression
}

// citizens is how many are counted.
func (t disclosed) citizens() Disclosed[int] {
	if t.withheld() {
		return withhold[int](t.reason())
	}
	return disclose(t.total())
}

// part is the share of some categories, which are told from a step of the ladder
// down.
func (t disclosed) part(step uint8, categories ...int) Disclosed[Part] {
	n, k := t.total(), 0
	for _, c := range categories {
		k += int(t.counts[c])
	}
	switch {
	case t.withheld():
		return withhold[Part](t.reason())
	case n == 0:
		return withhold[Part](NoCitizens)
	case t.level > step:
		return withhold[Part](SmallCells)
	}
	return disclose(newPart(k, n))
}

func newPart(k, n int) Part {
	low, high := analysis.Wilson(k, n)
	return Part{Count: k, Of: n, Share: float64(k) / float64(n), Low: low, High: high}
}

// share is the part that says yes of a tally by yesOrNo.
func (t disclosed) share() Disclosed[Part] {
	switch yes, no := t.counts[0], t.counts[1]; {
	case t.withheld() || t.level == 0:
	case small(no):
		return withhold[Part](NearlyAll)
	case small(yes):
		return withhold[Part](NearlyNone)
	}
	return t.part(0, 0)
}

// singleCategory is the ladder of a figure that knows no categories.
var singleCategory = disclosureLevels{{0}}

// yesOrNo is the ladder of a figure that asks whether; 0 is yes.
var yesOrNo = disclosureLevels{{0, 1}, {0, 0}}

// includes reports whether a citizen, by its number, is of the group.
func (g *Group) includes(i int) bool { return g.inPeriod[i] && g.cohort.views.contains(g.view, i) }

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
