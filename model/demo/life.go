package demo

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// period is the length in days of the periods in which a life is drawn.
const period = 91

// life is one citizen's course while it is drawn, a period at a time: first who
// gets what, then the days, then the answers given in them.
type life struct {
	*world
	draw
	citizen model.Citizen
	team    team
	origin  model.Date // of the first measurement, which may never come
	last    model.Date // the last day of the case, or of the municipality

	base  []float64 // level of each domain at the opening
	drift []float64 // own slope of each domain per 91 days, blind to selection
	style float64

	spells []spell
	clock  clock
	visits []visit
	index  float64 // latest of the citizen's, in steps
	course model.CaseHistory
}

// citizen draws citizen i. It depends on the seed and on i alone.
func (w *world) citizen(i int) model.CaseHistory {
	l := w.born(i)
	l.measure()
	start := l.citizen.Opened.Add(-1)
	for end := model.MinDate(l.origin, l.AsOf); ; end = model.MinDate(end.Add(period), l.AsOf) {
		l.live(start, end)
		if !l.citizen.Closed.IsZero() || end == l.AsOf {
			break
		}
		start = end
	}
	return l.finish()
}

func (w *world) born(i int) *life {
	r := newDraw(w.Seed, uint64(i))
	l := &life{world: w, draw: r, team: teamOf(i), last: w.AsOf}
	opened := workday(w.AsOf.Add(-l.age()))
	l.origin = workday(opened.Add(r.between(3, 30)))
	l.citizen = model.Citizen{
		ID:          r.id(opened),
		TargetGroup: l.targetGroup(),
		Caseworker:  initials(l.team.first + r.IntN(l.team.size)),
		Team:        l.team.name,
		Opened:      opened,
		Revision:    1,
	}
	l.citizen.CaseNumber = caseNumber(opened, i)
	l.citizen.Name, l.citizen.CPR = w.person(r, i, l.team.young)

	level := r.normal(w.spread.Citizen)
	own := r.normal(w.spread.Drift)
	for _, d := range w.domains {
		l.base = append(l.base, w.spread.Mean+d.offset+level+r.normal(w.spread.Domain))
		l.drift = append(l.drift, own+r.normal(w.spread.Drift))
	}
	l.style = r.normal(w.spread.Style)
	l.clock = newClock(opened, w.AsOf)
	l.index = w.spread.Mean
	return l
}

// age is how many days ago the case was opened: many about three years ago,
// when measuring began, some in the last weeks.
func (l *life) age() int {
	switch p := l.Float64(); {
	case p < .30:
		return l.between(1000, 1150)
	case p < .93:
		return l.between(60, 1000)
	}
	return l.between(1, 60)
}

func (l *life) targetGroup() string {
	var codes []string
	var weights []int
	for _, t := range l.Vocabulary.TargetGroups {
		if !t.ValidOn(l.AsOf) {
			continue
		}
		weight := 0
		switch {
		case t.Code == "UDH-A" && l.team.young:
			weight = 20
		case l.team.young:
		case t.Code == "KTH-A":
			weight = 20
		case t.Code == "KTH-P", t.Code == "JAF":
			weight = 4
		}
		codes, weights = append(codes, t.Code), append(weights, weight)
	}
	if i := l.weighted(weights); i >= 0 {
		return codes[i]
	}
	if len(codes) == 0 {
		return ""
	}
	return pick(l.draw, codes)
}

// live draws the days after start up to and including end.
func (l *life) live(start, end model.Date) {
	l.changeCaseworker(start, end)
	l.begin(start, end)
	l.leave(start, end)
	l.clock.run(l.spells, model.MinDate(end, l.last))
	l.answer(model.MinDate(end, l.last))
}

// readiness is the z of Selection on a day whose clock has been run.
func (l *life) readiness(on model.Date) float64 {
	sum, n := 0.0, 0
	for j, d := range l.domains {
		if d.inReadiness {
			sum += l.gained(j, on)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return (sum/float64(n) - l.spread.Mean) / l.spread.Citizen
}

// gained is the level of a domain but for the citizen's own drift.
func (l *life) gained(j int, on model.Date) float64 {
	t, c, o := l.clock.at(on)
	d := l.domains[j]
	return l.base[j] + d.d*t + d.bc*c + d.bo*o
}

// level is the latent level of a domain, in steps of 1 to 5.
func (l *life) level(j int, on model.Date) float64 {
	t, _, _ := l.clock.at(on)
	return l.gained(j, on) + l.drift[j]*t
}

// ownDrift is the mean of the citizen's own slopes over the domains.
func (l *life) ownDrift() float64 {
	sum := 0.0
	for _, d := range l.drift {
		sum += d
	}
	return sum / float64(max(1, len(l.drift)))
}

func (l *life) changeCaseworker(start, end model.Date) {
	if l.team.size < 2 || !l.chance(l.rates.NewCaseworker) {
		return
	}
	on := start.Add(l.between(1, max(1, end.Sub(start))))
	from := l.citizen.Caseworker
	to := initials(l.team.first + l.IntN(l.team.size))
	if from == to || on.After(end) {
		return
	}
	l.course.Events = append(l.course.Events, model.Event{
		ID: l.id(on), Date: on, Kind: model.EventCaseworker, From: from, To: to,
	})
	l.citizen.Caseworker = to
}

// caseworkerOn is who had the case that day.
func (l *life) caseworkerOn(d model.Date) string {
	for _, e := range l.course.Events {
		if e.Kind == model.EventCaseworker && e.Date.After(d) {
			return e.From
		}
	}
	return l.citizen.Caseworker
}

// leave draws whether and how the case ends after start up to and including
// end.
func (l *life) leave(start, end model.Date) {
	if start.Before(l.origin) {
		return
	}
	on, kind := l.exit(start)
	if kind == "" || on.After(end) {
		return
	}
	if o, known := l.Vocabulary.OutcomeKind(kind); known && o.Role == model.RoleJob {
		l.paidBefore(start, on)
	}
	l.last = on
	l.citizen.Closed, l.citizen.CloseReason = on, kind
	l.course.Outcomes = append(l.course.Outcomes, model.Outcome{ID: l.id(on), Date: on, Kind: kind})
	l.citizen.Caseworker = l.caseworkerOn(on) // a change that was to come later does not come
	l.course.Events = slices.DeleteFunc(l.course.Events, func(e model.Event) bool { return e.Date.After(on) })
	l.exitVisit()
}

// exit draws the earliest way out of the period after start.
func (l *life) exit(start model.Date) (model.Date, string) {
	comp, oth := l.clock.shares(start.Add(-period), start)
	job := l.job.Intercept + l.job.Index*l.index + l.job.Company*comp + l.job.Other*oth

	var on model.Date
	kind := ""
	take := func(out bool, role model.OutcomeRole) {
		day := start.Add(l.between(1, period))
		code := l.outcome(role)
		if out && code != "" && (kind == "" || day.Before(on)) {
			on, kind = day, code
		}
	}
	take(l.odds(job), model.RoleJob)
	take(l.chance(l.rates.Flexjob), model.RoleFlexJob)
	take(l.chance(l.rates.Education), model.RoleEducation)
	take(l.chance(l.rates.OtherExit), model.RoleExit)
	return on, kind
}

// outcome is the code of an outcome with the role, or empty for none. No one
// dies in the demo.
func (l *life) outcome(role model.OutcomeRole) string {
	var codes []string
	for _, o := range l.Vocabulary.OutcomeKinds {
		if o.Role == role && o.Code != "deceased" && o.ValidOn(l.AsOf) {
			codes = append(codes, o.Code)
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return pick(l.draw, codes)
}

// regroup draws a change of target group, for a few.
func (l *life) regroup() {
	from := l.targetGroup()
	on := l.citizen.Opened.Add(l.between(20, 400))
	if from == l.citizen.TargetGroup || on.After(l.last) || !l.chance(.2) {
		return
	}
	l.course.Events = append(l.course.Events, model.Event{
		ID: l.id(on), Date: on, Kind: model.EventTargetGroup, From: from, To: l.citizen.TargetGroup,
	})
	slices.SortStableFunc(l.course.Events, func(a, b model.Event) int { return a.Date.Compare(b.Date) })
}

// finish puts the course in order.
func (l *life) finish() model.CaseHistory {
	l.regroup()
	l.course.Activities = l.activities()
	l.course.Citizen = l.citizen
	id := l.citizen.ID
	for i := range l.course.Assessments {
		l.course.Assessments[i].Citizen = id
	}
	for i := range l.course.Activities {
		l.course.Activities[i].Citizen = id
	}
	for i := range l.course.Outcomes {
		l.course.Outcomes[i].Citizen = id
	}
	for i := range l.course.Events {
		l.course.Events[i].Citizen = id
	}
	slices.SortStableFunc(l.course.Assessments, func(a, b model.Assessment) int {
		return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt))
	})
	return l.course
}
