// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"cmp"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// spell is an activity while the case history is drawn. It always has an end, which
// may be after the last day.
type spell struct {
	kind       model.ActivityType
	start, end model.Date
	minutes    int
	provider   string
	reason     string
	planned    bool
}

// The groups of activities on a day, as bits.
const (
	markCompany uint8 = 1 << iota
	markOther
	markNeutral
)

func (s spell) mark() uint8 {
	switch {
	case s.planned:
		return 0
	case s.kind.Group == model.GroupCompany:
		return markCompany
	case s.kind.Group == model.GroupOther:
		return markOther
	}
	return markNeutral
}

// startActivities draws the activities that start after start up to and including
// end.
func (sim *simulation) startActivities(start, end model.Date) {
	span := end.Sub(start)
	if span < 1 {
		return
	}
	// A shorter period has a smaller probability.
	share := float64(span) / periodDays
	starts := func(logit float64) bool { return sim.odds(logit) && sim.chance(share) }
	day := func() model.Date { return monday(start.Add(sim.between(1, span)), end) }

	s, z := sim.selection, sim.readiness(start)
	if starts(s.Sick+s.SickReadiness*z) && !sim.isRunning(model.LaneNeutral, end) {
		sim.startSickness(day())
	}
	company := s.Company + s.CompanyReadiness*z + s.CompanyLatest*(sim.index-sim.spread.Mean) + s.CompanyDrift*sim.meanDrift()
	if starts(company) && !sim.isRunning(model.LaneCompany, end) {
		sim.startActivity(model.LaneCompany, day())
	}
	if starts(s.Other + s.OtherReadiness*z) {
		sim.startActivity(model.LaneOther, day())
	}
	if starts(s.Paid+s.PaidReadiness*z) && !sim.isRunning(model.LaneOrdinary, end) {
		sim.startPaidHours(day())
	}
}

// monday returns the day, or the Monday after it on a weekend unless that is after
// end.
func monday(d, end model.Date) model.Date {
	next := d
	for next.Weekday() == time.Saturday || next.Weekday() == time.Sunday {
		next = next.Add(1)
	}
	if next.After(end) {
		return d
	}
	return next
}

// isRunning reports whether an activity of the lane runs on or after a day.
func (sim *simulation) isRunning(lane model.Lane, on model.Date) bool {
	return slices.ContainsFunc(sim.spells, func(s spell) bool { return s.kind.Lane == lane && !s.end.Before(on) })
}

// startActivity starts an activity of a lane. It returns nil if the vocabulary has
// none.
func (sim *simulation) startActivity(lane model.Lane, on model.Date) *spell {
	types, weights := sim.candidates(lane, on)
	i := sim.weighted(weights)
	if i < 0 {
		return nil
	}
	o := profileFor(types[i])
	s := spell{kind: types[i], start: on, reason: "completed"}
	weeks := sim.between(o.weeks[0], o.weeks[1])
	if sim.chance(.12) {
		weeks, s.reason = max(1, weeks/3), "dropped_out"
	}
	s.end = on.Add(7*weeks - 1)
	s.minutes = 60 * sim.between(o.hours[0], o.hours[1])
	if len(o.providers) > 0 {
		s.provider = pick(sim.random, o.providers)
	}
	sim.spells = append(sim.spells, s)
	return &sim.spells[len(sim.spells)-1]
}

// startSickness starts a spell of sickness or leave, which ends most company-directed
// activities early.
func (sim *simulation) startSickness(on model.Date) {
	s := sim.startActivity(model.LaneNeutral, on)
	if s == nil {
		return
	}
	s.reason = ""
	for i := range sim.spells {
		o := &sim.spells[i]
		if o.kind.Group == model.GroupCompany && o.start.Before(on) && o.end.After(on) && sim.chance(.6) {
			o.end, o.reason = on.Add(-1), "sickness"
		}
	}
}

// startPaidHours starts ordinary paid hours, which increase after a while.
func (sim *simulation) startPaidHours(on model.Date) {
	s := sim.startActivity(model.LaneOrdinary, on)
	if s == nil {
		return
	}
	s.reason = "completed"
	more := *s
	for range sim.between(0, 2) {
		more.start, more.end = more.end.Add(1), more.end.Add(7*sim.between(6, 13))
		more.minutes += 60 * sim.between(2, 5)
		sim.spells = append(sim.spells, more)
	}
}

// startHoursBeforeJob draws the ordinary hours that precede a job: none for a third,
// and never before the period after start, since earlier days have been drawn.
func (sim *simulation) startHoursBeforeJob(start, job model.Date) {
	from := model.MaxDate(start.Add(1), job.Add(-sim.between(21, 80)))
	if job.Sub(from) < 14 || sim.chance(.33) {
		return
	}
	s := sim.startActivity(model.LaneOrdinary, from)
	if s == nil {
		return
	}
	s.minutes, s.reason = 60*sim.between(4, 8), "completed"
	half := from.Add(job.Sub(from) / 2)
	s.end = half
	more := *s
	more.start, more.end, more.minutes, more.reason = half.Add(1), job, s.minutes+60*sim.between(4, 10), "job"
	sim.spells = append(sim.spells, more)
}

// planActivity draws an activity that is agreed but has not started.
func (sim *simulation) planActivity() {
	if !sim.citizen.Closed.IsZero() || !sim.chance(.12) {
		return
	}
	lane := model.LaneOther
	if sim.chance(.5) {
		lane = model.LaneCompany
	}
	if s := sim.startActivity(lane, sim.AsOf.Add(sim.between(3, 60))); s != nil {
		s.planned, s.reason = true, ""
	}
}

// activities returns the spells as the register records them: without those that had
// not started by the last day, and open if they run on.
func (sim *simulation) activities() []model.Activity {
	sim.planActivity()
	var all []model.Activity
	for _, s := range sim.spells {
		if !s.planned && s.start.After(sim.lastDay) || s.end.Before(s.start) {
			continue
		}
		a := model.Activity{
			ID: sim.id(s.start), Type: s.kind.Code, Start: s.start, End: s.end, Minutes: s.minutes, Provider: s.provider,
			Planned: s.planned, Source: model.FromEntry, Revision: 1,
		}
		reason := s.reason
		switch {
		case s.planned || !s.end.After(sim.lastDay):
		case sim.citizen.Closed.IsZero():
			a.End, reason = model.Date{}, ""
		default:
			a.End, reason = sim.lastDay, sim.citizen.CloseReason
		}
		a.EndReason = sim.endReason(reason)
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b model.Activity) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Type, b.Type))
	})
	return all
}

// endReason returns the code if the vocabulary has it, else "other" if it has that,
// else none.
func (sim *simulation) endReason(code string) string {
	if code == "" {
		return ""
	}
	for _, want := range []string{code, "other"} {
		for _, t := range sim.Vocabulary.EndReasons {
			if t.Code == want {
				return want
			}
		}
	}
	return ""
}
