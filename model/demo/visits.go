// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// visit is a scheduled assessment.
type visit struct {
	on         model.Date
	respondent model.Respondent
	kind       model.AssessmentKind
	draft      bool
}

func caseNumber(opened model.Date, i int) string { return fmt.Sprintf("%d-%04d", opened.Year(), i+1) }

// workday returns the day, or the Friday before it on a weekend.
func workday(d model.Date) model.Date {
	switch d.Weekday() {
	case time.Saturday:
		return d.Add(-1)
	case time.Sunday:
		return d.Add(-2)
	}
	return d
}

// scheduleVisits schedules the measurements until the last day: one every 91 days or
// so, with omissions and an occasional long pause.
func (sim *simulation) scheduleVisits() {
	kind := model.KindBaseline
	for on := sim.firstVisit; !on.After(sim.lastDay); on = workday(on) {
		sim.scheduleOccasion(on, kind)
		kind = model.KindOrdinary
		on = on.Add(sim.Instrument.Interval + sim.between(-10, 10))
		switch {
		case sim.chance(sim.rates.LongPause):
			on = on.Add(sim.between(110, 230))
		case sim.chance(sim.rates.SkippedVisit):
			on = on.Add(sim.Instrument.Interval)
		}
	}
	sim.sortVisits()
	if n := len(sim.visits); n > 1 && sim.visits[n-1].respondent == model.ByCaseworker && sim.chance(.06) {
		sim.visits[n-1].draft = true
	}
}

// scheduleOccasion schedules the assessments of one measurement. The caseworker's may
// follow up to three days after the citizen's.
func (sim *simulation) scheduleOccasion(on model.Date, kind model.AssessmentKind) {
	citizen, worker := true, true
	if kind != model.KindBaseline && sim.chance(sim.rates.OneSided) {
		citizen = sim.chance(.5)
		worker = !citizen
	}
	if citizen {
		sim.scheduleVisit(visit{on: on, respondent: model.ByCitizen, kind: kind})
	}
	if !worker {
		return
	}
	later := on
	if sim.chance(.2) {
		later = workday(on.Add(sim.between(1, 3)))
	}
	if later.After(sim.lastDay) {
		later = on
	}
	sim.scheduleVisit(visit{on: later, respondent: model.ByCaseworker, kind: kind})
}

// scheduleVisit schedules an assessment, with a retest for a few.
func (sim *simulation) scheduleVisit(v visit) {
	if sim.itemCount[v.respondent] == 0 {
		return
	}
	sim.visits = append(sim.visits, v)
	again := workday(v.on.Add(sim.between(9, 14)))
	if sim.chance(sim.rates.Retest) && !again.After(sim.lastDay) {
		sim.visits = append(sim.visits, visit{on: again, respondent: v.respondent, kind: model.KindRetest})
	}
}

func (sim *simulation) sortVisits() {
	slices.SortStableFunc(sim.visits, func(a, b visit) int { return a.on.Compare(b.on) })
}

// scheduleExitVisit removes the measurements after the end of the case, and draws
// whether there is one at the end.
func (sim *simulation) scheduleExitVisit() {
	sim.visits = slices.DeleteFunc(sim.visits, func(v visit) bool { return v.on.After(sim.lastDay) })
	recent := func(v visit) bool { return sim.lastDay.Sub(v.on) < 21 }
	if slices.ContainsFunc(sim.visits, recent) || !sim.chance(.4) {
		return
	}
	sim.scheduleOccasion(sim.lastDay, model.KindExit)
	sim.sortVisits()
}
