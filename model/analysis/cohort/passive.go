// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// PassiveCitizen is a citizen of a group who has been without activity for long.
// The list is of single citizens: it is for the screen of somebody who has access
// to them, and no part of a file.
type PassiveCitizen struct {
	Citizen    model.ID
	Caseworker string
	Weeks      int        // whole weeks without activity, to the day
	Activity   string     // type of the latest activity; empty for none yet
	Ended      model.Date // its last day
}

// LongPassive are the citizens of the group with an open case that have been
// passive for so many weeks or more, the longest first.
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

// idleSince is the first day of a citizen's days without activity up to the last:
// the day after the latest activity, neutral ones among them, or the opening of the
// case, for which the first measurement stands in. It is no date where there is
// none of them.
func (g *Group) idleSince(p *citizen) model.Date {
	since := p.opened
	if sheets := g.cohort.assessmentsOf(p); since.IsZero() && len(sheets) > 0 && !sheets[0].date.After(g.asOf) {
		since = sheets[0].date
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
