// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Coverage is how well a group is measured and how many have an activity, on a day.
type Coverage struct {
	Citizens  disclosure.Value[int]  // with an open case on some day of the period
	TwoOrMore disclosure.Value[Part] // measured on two dates or more in the period by one respondent
	Open      disclosure.Value[int]  // citizens with an open case on the day

	// The open cases assessed within one interval of the instrument and the window
	// after it.
	ByCitizen, ByCaseworker, ByBoth disclosure.Value[Part]
	// Idle are the open cases without any activity on the day, neutral ones included.
	Idle disclosure.Value[Part]

	// InWindow are the assessments after a respondent's first that lie within the
	// window about their due day, among all such in the period.
	InWindow disclosure.Value[Part]
}

// Coverage returns how well the group is measured with the chosen instrument. An
// assessment is due the instrument's interval after the respondent's previous one.
func (g *Group) Coverage() Coverage {
	c := g.cohort
	open := c.partition.NewTally(1)
	twice, idle := c.partition.NewTally(2), c.partition.NewTally(2)
	seen := c.partition.NewTally(4) // by both, only the citizen, only the caseworker, neither
	timed := c.partition.NewTally(1)
	inside, outside := 0, 0
	for i := range c.citizens {
		if !g.inPeriod[i] {
			continue
		}
		p := &c.citizens[i]
		m := g.measured(p)
		twice.Add(i, yesNoCategory(m.dates[0] > 1 || m.dates[1] > 1))
		if m.inside+m.outside > 0 {
			timed.Add(i, 0)
		}
		if g.inView(i) {
			inside += m.inside
			outside += m.outside
		}
		if p.openOn(g.asOf) {
			open.Add(i, 0)
			idle.Add(i, yesNoCategory(g.idle(p)))
			seen.Add(i, 2*yesNoCategory(m.recent[0])+yesNoCategory(m.recent[1]))
		}
	}
	cov := Coverage{
		Citizens: disclosure.Disclose(g.citizens), Open: g.disclosed(open, disclosure.SingleCategory).Citizens(),
		TwoOrMore: share(g.disclosed(twice, disclosure.YesNo)), Idle: share(g.disclosed(idle, disclosure.YesNo)),
	}
	s := g.disclosed(seen, disclosure.Levels{{0, 1, 2, 3}, {0, 1, 1, 1}, {0, 0, 0, 0}})
	cov.ByBoth, cov.ByCitizen, cov.ByCaseworker = part(s, 1, 0), part(s, 0, 0, 1), part(s, 0, 0, 2)
	if reason := part(g.disclosed(timed, disclosure.SingleCategory), 0, 0).Reason(); reason != "" {
		cov.InWindow = disclosure.Withhold[Part](reason)
	} else {
		cov.InWindow = disclosure.Disclose(newPart(inside, inside+outside))
	}
	return cov
}

// measured is how a citizen was assessed in the period, by respondent.
type measured struct {
	dates           [2]int
	recent          [2]bool // an interval and the window after it reach the last day
	inside, outside int     // assessments within the window of their due day, and not
}

func (g *Group) measured(p *citizen) (m measured) {
	var last [2]model.Date
	for _, s := range g.cohort.assessmentsBetween(p, noDate, g.asOf) {
		f := &g.cohort.itemSets[s.itemSet]
		r := 0
		if f.respondent == model.ByCaseworker {
			r = 1
		}
		if f.instrument.Code != g.choice.Instrument || s.date == last[r] {
			continue
		}
		if !s.date.Before(g.from) {
			m.dates[r]++
			switch off := s.date.Sub(last[r].Add(f.instrument.Interval)); {
			case last[r].IsZero():
			case off >= -model.DueWindow && off <= model.DueWindow:
				m.inside++
			default:
				m.outside++
			}
		}
		last[r] = s.date
		m.recent[r] = g.asOf.Sub(s.date) <= f.instrument.Interval+model.DueWindow
	}
	return m
}

// idle reports whether a citizen has no activity on the last day.
func (g *Group) idle(p *citizen) bool {
	for _, s := range g.cohort.spansOf(p) {
		if !s.from.After(g.asOf) && !s.to.Before(g.asOf) {
			return false
		}
	}
	return true
}
