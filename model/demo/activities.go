package demo

import (
	"cmp"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// spell is an activity while a life is drawn. It has an end always, which may
// lie after the last day.
type spell struct {
	kind       model.ActivityType
	start, end model.Date
	minutes    int
	provider   string
	reason     string
	planned    bool
}

// What a day has of each group.
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

// startActivities draws the activities that begin after start up to and including end.
func (l *simulation) startActivities(start, end model.Date) {
	span := end.Sub(start)
	if span < 1 {
		return
	}
	// A period that is shorter has its share of the probability.
	share := float64(span) / periodDays
	starts := func(logit float64) bool { return l.odds(logit) && l.chance(share) }
	day := func() model.Date { return monday(start.Add(l.between(1, span)), end) }

	s, z := l.selection, l.readiness(start)
	if starts(s.Sick+s.SickReadiness*z) && !l.isRunning(model.LaneNeutral, end) {
		l.startSickness(day())
	}
	company := s.Company + s.CompanyReadiness*z + s.CompanyLatest*(l.index-l.spread.Mean) + s.CompanyDrift*l.meanDrift()
	if starts(company) && !l.isRunning(model.LaneCompany, end) {
		l.startActivity(model.LaneCompany, day())
	}
	if starts(s.Other + s.OtherReadiness*z) {
		l.startActivity(model.LaneOther, day())
	}
	if starts(s.Paid+s.PaidReadiness*z) && !l.isRunning(model.LaneOrdinary, end) {
		l.startPaidHours(day())
	}
}

// monday is the day, or the Monday after it at a weekend, if that is not after
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

// isRunning reports whether an activity of the lane goes on beyond a day.
func (l *simulation) isRunning(lane model.Lane, on model.Date) bool {
	return slices.ContainsFunc(l.spells, func(s spell) bool { return s.kind.Lane == lane && !s.end.Before(on) })
}

// startActivity begins an activity of a lane, and returns it, or nil where the vocabulary
// has none.
func (l *simulation) startActivity(lane model.Lane, on model.Date) *spell {
	types, weights := l.candidates(lane, on)
	i := l.weighted(weights)
	if i < 0 {
		return nil
	}
	o := profileFor(types[i])
	s := spell{kind: types[i], start: on, reason: "completed"}
	weeks := l.between(o.weeks[0], o.weeks[1])
	if l.chance(.12) {
		weeks, s.reason = max(1, weeks/3), "dropped_out"
	}
	s.end = on.Add(7*weeks - 1)
	s.minutes = 60 * l.between(o.hours[0], o.hours[1])
	if len(o.providers) > 0 {
		s.provider = pick(l.random, o.providers)
	}
	l.spells = append(l.spells, s)
	return &l.spells[len(l.spells)-1]
}

// startSickness begins a time of sickness or leave. It cuts most company-directed
// activities short.
func (l *simulation) startSickness(on model.Date) {
	s := l.startActivity(model.LaneNeutral, on)
	if s == nil {
		return
	}
	s.reason = ""
	for i := range l.spells {
		o := &l.spells[i]
		if o.kind.Group == model.GroupCompany && o.start.Before(on) && o.end.After(on) && l.chance(.6) {
			o.end, o.reason = on.Add(-1), "sickness"
		}
	}
}

// startPaidHours begins ordinary hours beside benefit, which grow after a while.
func (l *simulation) startPaidHours(on model.Date) {
	s := l.startActivity(model.LaneOrdinary, on)
	if s == nil {
		return
	}
	s.reason = "completed"
	more := *s
	for range l.between(0, 2) {
		more.start, more.end = more.end.Add(1), more.end.Add(7*l.between(6, 13))
		more.minutes += 60 * l.between(2, 5)
		l.spells = append(l.spells, more)
	}
}

// startHoursBeforeJob draws the ordinary hours that lead into a job: none in a third of
// cases, and never before the period after start, whose past has been drawn.
func (l *simulation) startHoursBeforeJob(start, job model.Date) {
	from := model.MaxDate(start.Add(1), job.Add(-l.between(21, 80)))
	if job.Sub(from) < 14 || l.chance(.33) {
		return
	}
	s := l.startActivity(model.LaneOrdinary, from)
	if s == nil {
		return
	}
	s.minutes, s.reason = 60*l.between(4, 8), "completed"
	half := from.Add(job.Sub(from) / 2)
	s.end = half
	more := *s
	more.start, more.end, more.minutes, more.reason = half.Add(1), job, s.minutes+60*l.between(4, 10), "job"
	l.spells = append(l.spells, more)
}

// planActivity draws what is agreed and has not begun.
func (l *simulation) planActivity() {
	if !l.citizen.Closed.IsZero() || !l.chance(.12) {
		return
	}
	lane := model.LaneOther
	if l.chance(.5) {
		lane = model.LaneCompany
	}
	if s := l.startActivity(lane, l.AsOf.Add(l.between(3, 60))); s != nil {
		s.planned, s.reason = true, ""
	}
}

// activities are the spells as the register holds them: what has not begun by
// the last day is left out, what goes on then is open or ends with the case.
func (l *simulation) activities() []model.Activity {
	l.planActivity()
	var all []model.Activity
	for _, s := range l.spells {
		if !s.planned && s.start.After(l.lastDay) || s.end.Before(s.start) {
			continue
		}
		a := model.Activity{
			ID: l.id(s.start), Type: s.kind.Code, Start: s.start, End: s.end, Minutes: s.minutes, Provider: s.provider,
			Planned: s.planned, Source: model.FromEntry, Revision: 1,
		}
		reason := s.reason
		switch {
		case s.planned || !s.end.After(l.lastDay):
		case l.citizen.Closed.IsZero():
			a.End, reason = model.Date{}, ""
		default:
			a.End, reason = l.lastDay, l.citizen.CloseReason
		}
		a.EndReason = l.endReason(reason)
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b model.Activity) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Type, b.Type))
	})
	return all
}

// endReason is the code where the vocabulary has it, else "other" where it has
// that, else none.
func (l *simulation) endReason(code string) string {
	if code == "" {
		return ""
	}
	for _, want := range []string{code, "other"} {
		for _, t := range l.Vocabulary.EndReasons {
			if t.Code == want {
				return want
			}
		}
	}
	return ""
}
