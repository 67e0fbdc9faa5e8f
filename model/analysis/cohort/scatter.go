// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Scatter is a respondent's index at the first assessment of the period against that
// at the latest, from 0 to 100, with the band of measurement error.
//
// Its points are single citizens. A screen may show them, because a user with access
// to the cohort has access to each of its citizens. A file has them from
// [MinForExtremes] citizens on, without their identities.
type Scatter struct {
	Respondent          model.Respondent
	N                   disclosure.Value[int] // citizens with an index at two dates
	Over, Within, Under disclosure.Value[Part]
	Band                float64 // half the band's width, in points of 100
	Reliability         analysis.Reliability
	Cautions            []Caution

	points []ScatterPoint
	file   disclosure.Reason // why a file has none of the points
}

// MinForExtremes is the smallest number of citizens of whom a figure may show the
// lowest and highest (docs/methods.md#3-a-group).
const MinForExtremes = 10

// ScatterPoint is a citizen of a scatter.
type ScatterPoint struct {
	Citizen model.ID
	XY
}

// XY is a point of a scatter.
type XY struct {
	First, Last float64 // 0 to 100
	Beyond      bool    // outside the band
}

// OnScreen returns the points for a screen; none where a count is withheld.
func (s Scatter) OnScreen() []ScatterPoint { return s.points }

// InFile returns the points for a file.
func (s Scatter) InFile() disclosure.Value[[]XY] {
	if s.file != "" {
		return disclosure.Withhold[[]XY](s.file)
	}
	list := make([]XY, len(s.points))
	for i, p := range s.points {
		list[i] = p.XY
	}
	return disclosure.Disclose(list)
}

// The categories of a scatter.
const (
	overBand = iota
	inBand
	underBand
)

// Scatter compares the group's index then and now. Both are of the version of the
// latest index, with its measurement error; the band is that of the newest version.
func (g *Group) Scatter(r model.Respondent) Scatter {
	c := g.cohort
	s := Scatter{Respondent: r, Cautions: []Caution{Regression}}
	itemSets := c.itemSetsOf(g.choice.Instrument, r)
	if len(itemSets) > 0 && len(c.itemSets[itemSets[0]].index) > 0 {
		newest := &c.itemSets[itemSets[0]]
		s.Reliability = g.norms.Index(newest.instrument.Key(), r)
		s.Band = s.Reliability.SDC * newest.pointsPerStep()
	}
	sdc := make([]float64, len(c.itemSets))
	for _, f := range itemSets {
		sdc[f] = g.norms.Index(c.itemSets[f].instrument.Key(), r).SDC
	}
	t := c.partition.NewTally(3)
	for i := range c.citizens {
		if !g.inPeriod[i] {
			continue
		}
		first, last := g.firstAndLastIndex(&c.citizens[i], r)
		if first == nil {
			continue
		}
		change := last.index - first.index
		category := inBand
		switch {
		case math.Abs(change) < sdc[last.itemSet]:
		case change > 0:
			category = overBand
		default:
			category = underBand
		}
		t.Add(i, category)
		if g.inView(i) {
			f := &c.itemSets[last.itemSet]
			s.points = append(s.points, ScatterPoint{
				c.citizens[i].id, XY{f.percent(first.index), f.percent(last.index), category != inBand},
			})
		}
	}
	of := g.disclosed(t, disclosure.Levels{{0, 1, 2}, {0, 1, 1}, {0, 0, 0}})
	s.N, s.Over, s.Within, s.Under = of.Citizens(), part(of, 1, overBand), part(of, 0, inBand), part(of, 0, underBand)
	switch {
	case of.Withheld():
		s.points, s.file = nil, of.Reason()
	case s.Under.Reason() != "": // the points would reveal the counts
		s.points, s.file = nil, s.Under.Reason()
	case len(s.points) < MinForExtremes:
		s.file = FewForSpread
	}
	return s
}

// firstAndLastIndex returns the first and the latest assessment of the period with an
// index, in one version, or nil where they are of one date.
func (g *Group) firstAndLastIndex(p *citizen, r model.Respondent) (first, last *assessment) {
	assessments := g.cohort.assessmentsBetween(p, g.from, g.asOf)
	for k := len(assessments) - 1; k >= 0; k-- {
		s := &assessments[k]
		f := &g.cohort.itemSets[s.itemSet]
		if s.noIndex() || f.respondent != r || f.instrument.Code != g.choice.Instrument {
			continue
		}
		switch {
		case last == nil:
			last = s
		case s.itemSet == last.itemSet:
			first = s
		}
	}
	if first == nil || first.date == last.date {
		return nil, nil
	}
	return first, last
}
