// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// PassiveCitizen is a citizen who has long been without activity. Lists of single
// citizens are for screens of users with access to them, and part of no file.
type PassiveCitizen struct {
	Citizen    model.ID
	Caseworker string
	Weeks      int        // whole weeks without activity by the last day
	Activity   string     // type of the latest activity; empty for none yet
	Ended      model.Date // its last day
}

// LongPassive returns the group's citizens with an open case and at least so many
// weeks without activity, the longest first.
func (g *Group) LongPassive(weeks int) []PassiveCitizen {
	c := g.cohort
	var list []PassiveCitizen
	for i := range c.citizens {
		p := &c.citizens[i]
		if !g.inPeriod[i] || !g.inView(i) || !p.openOn(g.asOf) || !g.idle(p) {
			continue
		}
		since := g.idleSince(p)
		n := g.asOf.Sub(since) / 7
		if since.IsZero() || n < weeks {
			continue
		}
		row := PassiveCitizen{Citizen: p.id, Caseworker: c.workers[p.worker], Weeks: n}
		for _, a := range c.activitiesOf(p) {
			if !a.start.After(g.asOf) && !a.end.Before(row.Ended) {
				row.Activity, row.Ended = c.activityTypes[a.activityType].Code, a.end
			}
		}
		list = append(list, row)
	}
	slices.SortStableFunc(list, func(a, b PassiveCitizen) int { return cmp.Compare(b.Weeks, a.Weeks) })
	return list
}

// idleSince is the first of a citizen's current days without activity: the day after
// the latest activity, neutral ones included, or else the opening of the case or the
// first assessment. It is no date where there is none of these.
func (g *Group) idleSince(p *citizen) model.Date {
	since := p.opened
	if assessments := g.cohort.assessmentsOf(p); since.IsZero() && len(assessments) > 0 && !assessments[0].date.After(g.asOf) {
		since = assessments[0].date
	}
	if since.IsZero() {
		return since
	}
	for _, s := range g.cohort.spansOf(p) {
		if !s.from.After(g.asOf) {
			since = model.MaxDate(since, s.to.Add(1))
		}
	}
	return since
}
