// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// periodDays is the length of the periods in which a case history is drawn.
const periodDays = 91

// simulation is the case history of one citizen while it is drawn. In each period,
// first activities are selected, then days are counted, and then answers are drawn.
type simulation struct {
	*generator
	random
	citizen    model.Citizen
	team       team
	firstVisit model.Date // the first measurement, if the case lasts as long
	lastDay    model.Date // the last day of the case, or of the municipality

	base  []float64 // level of each domain at the opening
	drift []float64 // own slope of each domain per 91 days, which selection ignores
	style float64

	spells  []spell
	clock   exposureClock
	visits  []visit
	index   float64 // latest index of the citizen, in steps
	history model.CaseHistory
}

// citizen draws citizen i, which depends only on the seed and on i.
func (g *generator) citizen(i int) model.CaseHistory {
	sim := g.newCitizen(i)
	sim.scheduleVisits()
	start := sim.citizen.Opened.Add(-1)
	for end := model.MinDate(sim.firstVisit, sim.AsOf); ; end = model.MinDate(end.Add(periodDays), sim.AsOf) {
		sim.simulate(start, end)
		if !sim.citizen.Closed.IsZero() || end == sim.AsOf {
			break
		}
		start = end
	}
	return sim.finish()
}

func (g *generator) newCitizen(i int) *simulation {
	r := newRandom(g.Seed, uint64(i))
	sim := &simulation{generator: g, random: r, team: teamOf(i), lastDay: g.AsOf}
	opened := workday(g.AsOf.Add(-sim.daysSinceOpened()))
	sim.firstVisit = workday(opened.Add(r.between(3, 30)))
	sim.citizen = model.Citizen{
		ID:          r.id(opened),
		TargetGroup: sim.targetGroup(),
		Caseworker:  initials(sim.team.first + r.IntN(sim.team.size)),
		Team:        sim.team.name,
		Opened:      opened,
		Revision:    1,
	}
	sim.citizen.CaseNumber = caseNumber(opened, i)
	sim.citizen.Name, sim.citizen.CPR = g.person(r, i, sim.team.young)

	level := r.normal(g.spread.Citizen)
	own := r.normal(g.spread.Drift)
	for _, d := range g.domains {
		sim.base = append(sim.base, g.spread.Mean+d.offset+level+r.normal(g.spread.Domain))
		sim.drift = append(sim.drift, own+r.normal(g.spread.Drift))
	}
	sim.style = r.normal(g.spread.Style)
	sim.clock = newClock(opened, g.AsOf)
	sim.index = g.spread.Mean
	return sim
}

// daysSinceOpened draws the age of the case. Many were opened about three years ago,
// when measurements began, and some in the last weeks.
func (sim *simulation) daysSinceOpened() int {
	switch p := sim.Float64(); {
	case p < .30:
		return sim.between(1000, 1150)
	case p < .93:
		return sim.between(60, 1000)
	}
	return sim.between(1, 60)
}

func (sim *simulation) targetGroup() string {
	var codes []string
	var weights []int
	for _, t := range sim.Vocabulary.TargetGroups {
		if !t.ValidOn(sim.AsOf) {
			continue
		}
		weight := 0
		switch {
		case t.Code == "UDH-A" && sim.team.young:
			weight = 20
		case sim.team.young:
		case t.Code == "KTH-A":
			weight = 20
		case t.Code == "KTH-P", t.Code == "JAF":
			weight = 4
		}
		codes, weights = append(codes, t.Code), append(weights, weight)
	}
	if i := sim.weighted(weights); i >= 0 {
		return codes[i]
	}
	if len(codes) == 0 {
		return ""
	}
	return pick(sim.random, codes)
}

// simulate draws the days after start up to and including end.
func (sim *simulation) simulate(start, end model.Date) {
	sim.changeCaseworker(start, end)
	sim.startActivities(start, end)
	sim.endCase(start, end)
	sim.clock.advance(sim.spells, model.MinDate(end, sim.lastDay))
	sim.recordVisits(model.MinDate(end, sim.lastDay))
}

// readiness returns z of [Selection] on a day up to which exposure is known.
func (sim *simulation) readiness(on model.Date) float64 {
	sum, n := 0.0, 0
	for j, d := range sim.domains {
		if d.inReadiness {
			sum += sim.levelWithoutDrift(j, on)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return (sum/float64(n) - sim.spread.Mean) / sim.spread.Citizen
}

// levelWithoutDrift returns the latent level of a domain without the citizen's own
// drift.
func (sim *simulation) levelWithoutDrift(j int, on model.Date) float64 {
	t, c, o := sim.clock.at(on)
	d := sim.domains[j]
	return sim.base[j] + d.d*t + d.bc*c + d.bo*o
}

// level returns the latent level of a domain, on a scale from 1 to 5.
func (sim *simulation) level(j int, on model.Date) float64 {
	t, _, _ := sim.clock.at(on)
	return sim.levelWithoutDrift(j, on) + sim.drift[j]*t
}

// meanDrift returns the mean over the domains of the citizen's own drift.
func (sim *simulation) meanDrift() float64 {
	sum := 0.0
	for _, d := range sim.drift {
		sum += d
	}
	return sum / float64(max(1, len(sim.drift)))
}

func (sim *simulation) changeCaseworker(start, end model.Date) {
	if sim.team.size < 2 || !sim.chance(sim.rates.NewCaseworker) {
		return
	}
	on := start.Add(sim.between(1, max(1, end.Sub(start))))
	from := sim.citizen.Caseworker
	to := initials(sim.team.first + sim.IntN(sim.team.size))
	if from == to || on.After(end) {
		return
	}
	sim.history.Events = append(sim.history.Events, model.Event{
		ID: sim.id(on), Date: on, Kind: model.EventCaseworker, From: from, To: to,
	})
	sim.citizen.Caseworker = to
}

// caseworkerOn returns the caseworker on the day.
func (sim *simulation) caseworkerOn(d model.Date) string {
	for _, e := range sim.history.Events {
		if e.Kind == model.EventCaseworker && e.Date.After(d) {
			return e.From
		}
	}
	return sim.citizen.Caseworker
}

// endCase draws whether and how the case ends after start up to and including end.
func (sim *simulation) endCase(start, end model.Date) {
	if start.Before(sim.firstVisit) {
		return
	}
	on, kind := sim.drawExit(start)
	if kind == "" || on.After(end) {
		return
	}
	if o, known := sim.Vocabulary.OutcomeKind(kind); known && o.Role == model.OutcomeJob {
		sim.startHoursBeforeJob(start, on)
	}
	sim.lastDay = on
	sim.citizen.Closed, sim.citizen.CloseReason = on, kind
	sim.history.Outcomes = append(sim.history.Outcomes, model.Outcome{ID: sim.id(on), Date: on, Kind: kind})
	sim.citizen.Caseworker = sim.caseworkerOn(on) // undoes a later change
	sim.history.Events = slices.DeleteFunc(sim.history.Events, func(e model.Event) bool { return e.Date.After(on) })
	sim.scheduleExitVisit()
}

// drawExit draws the earliest exit in the period after start.
func (sim *simulation) drawExit(start model.Date) (model.Date, string) {
	comp, oth := sim.clock.shares(start.Add(-periodDays), start)
	job := sim.job.Intercept + sim.job.Index*sim.index + sim.job.Company*comp + sim.job.Other*oth

	var on model.Date
	kind := ""
	take := func(out bool, role model.OutcomeRole) {
		day := start.Add(sim.between(1, periodDays))
		code := sim.outcome(role)
		if out && code != "" && (kind == "" || day.Before(on)) {
			on, kind = day, code
		}
	}
	take(sim.odds(job), model.OutcomeJob)
	take(sim.chance(sim.rates.Flexjob), model.OutcomeFlexJob)
	take(sim.chance(sim.rates.Education), model.OutcomeEducation)
	take(sim.chance(sim.rates.OtherExit), model.OutcomeExit)
	return on, kind
}

// outcome draws the code of an outcome with the role, empty if there is none. No citizen
// dies.
func (sim *simulation) outcome(role model.OutcomeRole) string {
	var codes []string
	for _, o := range sim.Vocabulary.OutcomeKinds {
		if o.Role == role && o.Code != "deceased" && o.ValidOn(sim.AsOf) {
			codes = append(codes, o.Code)
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return pick(sim.random, codes)
}

// changeTargetGroup draws an earlier target group, for a few.
func (sim *simulation) changeTargetGroup() {
	from := sim.targetGroup()
	on := sim.citizen.Opened.Add(sim.between(20, 400))
	if from == sim.citizen.TargetGroup || on.After(sim.lastDay) || !sim.chance(.2) {
		return
	}
	sim.history.Events = append(sim.history.Events, model.Event{
		ID: sim.id(on), Date: on, Kind: model.EventTargetGroup, From: from, To: sim.citizen.TargetGroup,
	})
	slices.SortStableFunc(sim.history.Events, func(a, b model.Event) int { return a.Date.Compare(b.Date) })
}

// finish completes and sorts the case history.
func (sim *simulation) finish() model.CaseHistory {
	sim.changeTargetGroup()
	sim.history.Activities = sim.activities()
	sim.history.Citizen = sim.citizen
	id := sim.citizen.ID
	for i := range sim.history.Assessments {
		sim.history.Assessments[i].Citizen = id
	}
	for i := range sim.history.Activities {
		sim.history.Activities[i].Citizen = id
	}
	for i := range sim.history.Outcomes {
		sim.history.Outcomes[i].Citizen = id
	}
	for i := range sim.history.Events {
		sim.history.Events[i].Citizen = id
	}
	slices.SortStableFunc(sim.history.Assessments, func(a, b model.Assessment) int {
		return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt))
	})
	return sim.history
}
