// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Targeting is who gets what (docs/methods.md#3-a-group): the citizens in quartiles of
// their index at an answer, and how the following days were spent.
type Targeting struct {
	Respondent model.Respondent
	N          disclosure.Value[int]
	Quartiles  []Quartile // the lowest index first
	Cautions   []Caution
}

// Quartile is a quarter of the citizens. The means are of the citizens' shares of days
// and add up to 1.
type Quartile struct {
	N                       disclosure.Value[int]
	Company, Other, Passive disclosure.Value[float64]
}

// MinCountedDays is the smallest number of days, neutral ones left out, of an interval
// that enters a figure (docs/methods.md#1-days-intervals-exposure).
const MinCountedDays = 28

// Targeting returns how the days after the group's answers were spent. A citizen's
// answer is the latest of the period with an index and at least [MinCountedDays]
// counted days among the 91 that follow, as far as the case was open and the last day
// allows. A quartile has those whose index is at most its quantile, R's type 7, and
// above the one before.
func (g *Group) Targeting(r model.Respondent) Targeting {
	c := g.cohort
	t := Targeting{Respondent: r, Cautions: []Caution{Together, NoGuide}, Quartiles: make([]Quartile, 4)}
	var list []followedCitizen
	n := c.partition.NewTally(1)
	for i := range c.citizens {
		if !g.inPeriod[i] {
			continue
		}
		f, ok := g.followUp(&c.citizens[i], r)
		if !ok {
			continue
		}
		n.Add(i, 0)
		if g.inView(i) {
			list = append(list, f)
		}
	}
	counts := g.disclosed(n, disclosure.SingleCategory)
	t.N = counts.Citizens()
	parts := quartiles(list)
	reason := t.N.Reason()
	switch {
	case reason != "":
	case len(list) == 0:
		reason = disclosure.NoCitizens
	case slices.ContainsFunc(parts, func(q []followedCitizen) bool { return len(q) < disclosure.Threshold }):
		reason = disclosure.SmallCells
	}
	for i, part := range parts {
		t.Quartiles[i] = newQuartile(part, reason)
	}
	return t
}

// followedCitizen is a citizen's index at an answer and the days after it.
type followedCitizen struct {
	index float64 // 0 to 100
	exposure
}

func (g *Group) followUp(p *citizen, r model.Respondent) (followedCitizen, bool) {
	c := g.cohort
	assessments := c.assessmentsBetween(p, g.from, g.asOf)
	for k := len(assessments) - 1; k >= 0; k-- {
		s := &assessments[k]
		f := &c.itemSets[s.itemSet]
		if s.noIndex() || f.respondent != r || f.instrument.Code != g.choice.Instrument {
			continue
		}
		to := model.MinDate(model.MinDate(s.date.Add(analysis.QuarterDays), g.asOf), p.closed)
		if e := c.exposure(p, s.date, to); e.counted() >= MinCountedDays {
			return followedCitizen{f.percent(s.index), e}, true
		}
	}
	return followedCitizen{}, false
}

// quartiles splits citizens by their index.
func quartiles(list []followedCitizen) [][]followedCitizen {
	indexes := make([]float64, len(list))
	for i, f := range list {
		indexes[i] = f.index
	}
	slices.Sort(indexes)
	cuts := []float64{quantile(indexes, .25), quantile(indexes, .5), quantile(indexes, .75)}
	parts := make([][]followedCitizen, 4)
	for _, f := range list {
		parts[above(f.index, cuts)] = append(parts[above(f.index, cuts)], f)
	}
	return parts
}

// above counts the cuts that a value is above.
func above(v float64, cuts []float64) int {
	n := 0
	for n < len(cuts) && v > cuts[n] {
		n++
	}
	return n
}

func newQuartile(part []followedCitizen, reason disclosure.Reason) Quartile {
	if reason != "" {
		no := disclosure.Withhold[float64](reason)
		return Quartile{disclosure.Withhold[int](reason), no, no, no}
	}
	var company, other float64
	for _, f := range part {
		n := float64(f.counted())
		company += float64(f.company) / n
		other += float64(f.other) / n
	}
	n := float64(len(part))
	return Quartile{disclosure.Disclose(len(part)), disclosure.Disclose(company / n), disclosure.Disclose(other / n), disclosure.Disclose(1 - company/n - other/n)}
}
