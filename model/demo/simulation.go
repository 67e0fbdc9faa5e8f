package demo

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// periodDays is the length in days of the periods in which a life is drawn.
const periodDays = 91

// simulation is one citizen's course while it is drawn, a period at a time: first who
// gets what, then the days, then the answers given in them.
type simulation struct {
	*generator
	random
	citizen    model.Citizen
	team       team
	firstVisit model.Date // of the first measurement, which may never come
	lastDay    model.Date // the last day of the case, or of the municipality

	base  []float64 // level of each domain at the opening
	drift []float64 // own slope of each domain per 91 days, blind to selection
	style float64

	spells  []spell
	clock   exposureClock
	visits  []visit
	index   float64 // latest of the citizen's, in steps
	history model.CaseHistory
}

// citizen draws citizen i. It depends on the seed and on i alone.
func (w *generator) citizen(i int) model.CaseHistory {
	l := w.newCitizen(i)
	l.scheduleVisits()
	start := l.citizen.Opened.Add(-1)
	for end := model.MinDate(l.firstVisit, l.AsOf); ; end = model.MinDate(end.Add(periodDays), l.AsOf) {
		l.simulate(start, end)
		if !l.citizen.Closed.IsZero() || end == l.AsOf {
			break
		}
		start = end
	}
	return l.finish()
}

func (w *generator) newCitizen(i int) *simulation {
	r := newRandom(w.Seed, uint64(i))
	l := &simulation{generator: w, random: r, team: teamOf(i), lastDay: w.AsOf}
	opened := workday(w.AsOf.Add(-l.daysSinceOpened()))
	l.firstVisit = workday(opened.Add(r.between(3, 30)))
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

// daysSinceOpened is how many days ago the case was opened: many about three years ago,
// when measuring began, some in the last weeks.
func (l *simulation) daysSinceOpened() int {
	switch p := l.Float64(); {
	case p < .30:
		return l.between(1000, 1150)
	case p < .93:
		return l.between(60, 1000)
	}
	return l.between(1, 60)
}

func (l *simulation) targetGroup() string {
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
	return pick(l.random, codes)
}

// simulate draws the days after start up to and including end.
func (l *simulation) simulate(start, end model.Date) {
	l.changeCaseworker(start, end)
	l.startActivities(start, end)
	l.endCase(start, end)
	l.clock.advance(l.spells, model.MinDate(end, l.lastDay))
	l.recordVisits(model.MinDate(end, l.lastDay))
}

// readiness is the z of Selection on a day whose clock has been run.
func (l *simulation) readiness(on model.Date) float64 {
	sum, n := 0.0, 0
	for j, d := range l.domains {
		if d.inReadiness {
			sum += l.levelWithoutDrift(j, on)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return (sum/float64(n) - l.spread.Mean) / l.spread.Citizen
}

// levelWithoutDrift is the level of a domain but for the citizen's own drift.
func (l *simulation) levelWithoutDrift(j int, on model.Date) float64 {
	t, c, o := l.clock.at(on)
	d := l.domains[j]
	return l.base[j] + d.d*t + d.bc*c + d.bo*o
}

// level is the latent level of a domain, in steps of 1 to 5.
func (l *simulation) level(j int, on model.Date) float64 {
	t, _, _ := l.clock.at(on)
	return l.levelWithoutDrift(j, on) + l.drift[j]*t
}

// meanDrift is the mean of the citizen's own slopes over the domains.
func (l *simulation) meanDrift() float64 {
	sum := 0.0
	for _, d := range l.drift {
		sum += d
	}
	return sum / float64(max(1, len(l.drift)))
}

func (l *simulation) changeCaseworker(start, end model.Date) {
	if l.team.size < 2 || !l.chance(l.rates.NewCaseworker) {
		return
	}
	on := start.Add(l.between(1, max(1, end.Sub(start))))
	from := l.citizen.Caseworker
	to := initials(l.team.first + l.IntN(l.team.size))
	if from == to || on.After(end) {
		return
	}
	l.history.Events = append(l.history.Events, model.Event{
		ID: l.id(on), Date: on, Kind: model.EventCaseworker, From: from, To: to,
	})
	l.citizen.Caseworker = to
}

// caseworkerOn is who had the case that day.
func (l *simulation) caseworkerOn(d model.Date) string {
	for _, e := range l.history.Events {
		if e.Kind == model.EventCaseworker && e.Date.After(d) {
			return e.From
		}
	}
	return l.citizen.Caseworker
}

// endCase draws whether and how the case ends after start up to and including
// end.
func (l *simulation) endCase(start, end model.Date) {
	if start.Before(l.firstVisit) {
		return
	}
	on, kind := l.drawExit(start)
	if kind == "" || on.After(end) {
		return
	}
	if o, known := l.Vocabulary.OutcomeKind(kind); known && o.Role == model.OutcomeJob {
		l.startHoursBeforeJob(start, on)
	}
	l.lastDay = on
	l.citizen.Closed, l.citizen.CloseReason = on, kind
	l.history.Outcomes = append(l.history.Outcomes, model.Outcome{ID: l.id(on), Date: on, Kind: kind})
	l.citizen.Caseworker = l.caseworkerOn(on) // a change that was to come later does not come
	l.history.Events = slices.DeleteFunc(l.history.Events, func(e model.Event) bool { return e.Date.After(on) })
	l.scheduleExitVisit()
}

// drawExit draws the earliest way out of the period after start.
func (l *simulation) drawExit(start model.Date) (model.Date, string) {
	comp, oth := l.clock.shares(start.Add(-periodDays), start)
	job := l.job.Intercept + l.job.Index*l.index + l.job.Company*comp + l.job.Other*oth

	var on model.Date
	kind := ""
	take := func(out bool, role model.OutcomeRole) {
		day := start.Add(l.between(1, periodDays))
		code := l.outcome(role)
		if out && code != "" && (kind == "" || day.Before(on)) {
			on, kind = day, code
		}
	}
	take(l.odds(job), model.OutcomeJob)
	take(l.chance(l.rates.Flexjob), model.OutcomeFlexJob)
	take(l.chance(l.rates.Education), model.OutcomeEducation)
	take(l.chance(l.rates.OtherExit), model.OutcomeExit)
	return on, kind
}

// outcome is the code of an outcome with the role, or empty for none. No one
// dies in the demo.
func (l *simulation) outcome(role model.OutcomeRole) string {
	var codes []string
	for _, o := range l.Vocabulary.OutcomeKinds {
		if o.Role == role && o.Code != "deceased" && o.ValidOn(l.AsOf) {
			codes = append(codes, o.Code)
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return pick(l.random, codes)
}

// changeTargetGroup draws a change of target group, for a few.
func (l *simulation) changeTargetGroup() {
	from := l.targetGroup()
	on := l.citizen.Opened.Add(l.between(20, 400))
	if from == l.citizen.TargetGroup || on.After(l.lastDay) || !l.chance(.2) {
		return
	}
	l.history.Events = append(l.history.Events, model.Event{
		ID: l.id(on), Date: on, Kind: model.EventTargetGroup, From: from, To: l.citizen.TargetGroup,
	})
	slices.SortStableFunc(l.history.Events, func(a, b model.Event) int { return a.Date.Compare(b.Date) })
}

// finish puts the course in order.
func (l *simulation) finish() model.CaseHistory {
	l.changeTargetGroup()
	l.history.Activities = l.activities()
	l.history.Citizen = l.citizen
	id := l.citizen.ID
	for i := range l.history.Assessments {
		l.history.Assessments[i].Citizen = id
	}
	for i := range l.history.Activities {
		l.history.Activities[i].Citizen = id
	}
	for i := range l.history.Outcomes {
		l.history.Outcomes[i].Citizen = id
	}
	for i := range l.history.Events {
		l.history.Events[i].Citizen = id
	}
	slices.SortStableFunc(l.history.Assessments, func(a, b model.Assessment) int {
		return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt))
	})
	return l.history
}
