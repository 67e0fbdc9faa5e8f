package demo

import (
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// visit is a sheet to come: a date and a respondent.
type visit struct {
	on         model.Date
	respondent model.Respondent
	kind       model.AssessmentKind
	draft      bool
}

func caseNumber(opened model.Date, i int) string { return fmt.Sprintf("%d-%04d", opened.Year(), i+1) }

// workday is the day, or the Friday before it at a weekend.
func workday(d model.Date) model.Date {
	switch d.Weekday() {
	case time.Saturday:
		return d.Add(-1)
	case time.Sunday:
		return d.Add(-2)
	}
	return d
}

// scheduleVisits lays out the citizen's measurements until the last day: one every 91
// days or so, some left out, now and then a long pause.
func (l *simulation) scheduleVisits() {
	kind := model.KindBaseline
	for on := l.firstVisit; !on.After(l.lastDay); on = workday(on) {
		l.scheduleOccasion(on, kind)
		kind = model.KindOrdinary
		on = on.Add(l.Instrument.Interval + l.between(-10, 10))
		switch {
		case l.chance(l.rates.LongPause):
			on = on.Add(l.between(110, 230))
		case l.chance(l.rates.SkippedVisit):
			on = on.Add(l.Instrument.Interval)
		}
	}
	l.sortVisits()
	if n := len(l.visits); n > 1 && l.visits[n-1].respondent == model.ByCaseworker && l.chance(.06) {
		l.visits[n-1].draft = true
	}
}

// scheduleOccasion are those of one occasion. The caseworker's may lie up to three days
// after the citizen's.
func (l *simulation) scheduleOccasion(on model.Date, kind model.AssessmentKind) {
	citizen, worker := true, true
	if kind != model.KindBaseline && l.chance(l.rates.OneSided) {
		citizen = l.chance(.5)
		worker = !citizen
	}
	if citizen {
		l.scheduleVisit(visit{on: on, respondent: model.ByCitizen, kind: kind})
	}
	if !worker {
		return
	}
	later := on
	if l.chance(.2) {
		later = workday(on.Add(l.between(1, 3)))
	}
	if later.After(l.lastDay) {
		later = on
	}
	l.scheduleVisit(visit{on: later, respondent: model.ByCaseworker, kind: kind})
}

func (l *simulation) scheduleVisit(v visit) {
	if l.itemCount[v.respondent] == 0 {
		return
	}
	l.visits = append(l.visits, v)
	again := workday(v.on.Add(l.between(9, 14)))
	if l.chance(l.rates.Retest) && !again.After(l.lastDay) {
		l.visits = append(l.visits, visit{on: again, respondent: v.respondent, kind: model.KindRetest})
	}
}

func (l *simulation) sortVisits() {
	slices.SortStableFunc(l.visits, func(a, b visit) int { return a.on.Compare(b.on) })
}

// scheduleExitVisit drops the measurements that an ended case will not have, and draws
// whether there is a last one.
func (l *simulation) scheduleExitVisit() {
	l.visits = slices.DeleteFunc(l.visits, func(v visit) bool { return v.on.After(l.lastDay) })
	recent := func(v visit) bool { return l.lastDay.Sub(v.on) < 21 }
	if slices.ContainsFunc(l.visits, recent) || !l.chance(.4) {
		return
	}
	l.scheduleOccasion(l.lastDay, model.KindExit)
	l.sortVisits()
}
