// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Scatter is a respondent's index at the first measurement of the period beside
// the latest, from 0 to 100, with the band of measurement error.
//
// Its points are single citizens. A screen may have them, for whoever has access
// to the cohort has access to each of its citizens; a file has them from
// FewestExtremes citizens on, and never who they are.
type Scatter struct {
	Respondent          model.Respondent
	N                   disclosure.Value[int] // citizens with an index at two dates
	Over, Within, Under disclosure.Value[Part]
	Band                float64 // half its width, in points of 100
	Reliability         analysis.Reliability
	Cautions            []Caution

	points []ScatterPoint
	file   disclosure.Reason // why a file has none of the points
}

// MinForExtremes is from how many citizens on a figure may tell the least and the
// most of them (methods 3).
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

// OnScreen are the points for a screen, none where a count is withheld.
func (s Scatter) OnScreen() []ScatterPoint { return s.points }

// InFile are the points for a file.
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

// Scatter is the group's index then and now. Both are of the version of the latest
// index, whose error counts; the band is drawn as the newest version has it.
func (g *Group) Scatter(r model.Respondent) Scatter {
	c := g.cohort
	s := Scatter{Respondent: r, Cautions: []Caution{Regression}}
	forms := c.itemSetsOf(g.choice.Instrument, r)
	if len(forms) > 0 && len(c.itemSets[forms[0]].index) > 0 {
		newest := &c.itemSets[forms[0]]
		s.Reliability = g.norms.Index(newest.instrument.Key(), r)
		s.Band = s.Reliability.SDC * newest.pointsPerStep()
	}
	sdc := make([]float64, len(c.itemSets))
	for _, f := range forms {
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
	case s.Under.Reason() != "": // points would tell what the counts do not
		s.points, s.file = nil, s.Under.Reason()
	case len(s.points) < MinForExtremes:
		s.file = FewForSpread
	}
	return s
}

// firstAndLastIndex are the first and the latest sheet of the period with an index, in one
// version, or nil where they are not of two dates.
func (g *Group) firstAndLastIndex(p *citizen, r model.Respondent) (first, last *assessment) {
	sheets := g.cohort.assessmentsBetween(p, g.from, g.asOf)
	for k := len(sheets) - 1; k >= 0; k-- {
		s := &sheets[k]
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
