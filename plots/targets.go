// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// TargetKind is what a place of the figure shows.
type TargetKind string

// The kinds of targets.
const (
	TargetAnswer     TargetKind = "answer" // a value, or why there is none
	TargetActivity   TargetKind = "activity"
	TargetPassive    TargetKind = "passive"
	TargetCaseworker TargetKind = "caseworker"
	TargetEvent      TargetKind = "event"
	TargetPanel      TargetKind = "panel" // a domain's whole panel
)

// Box is a place in a figure, in its units from the top left.
type Box struct{ X, Y, W, H float64 }

func (b Box) right() float64  { return b.X + b.W }
func (b Box) bottom() float64 { return b.Y + b.H }

// Middle is the middle of the box.
func (b Box) Middle() (x, y float64) { return b.X + b.W/2, b.Y + b.H/2 }

func (b Box) contains(x, y float64) bool {
	return x >= b.X && x < b.right() && y >= b.Y && y < b.bottom()
}

// Target is something of the figure that can be pointed at.
type Target struct {
	Kind TargetKind
	Box  Box
	// Tooltip returns a heading and the lines below it, made on demand because
	// most are never read.
	Tooltip func() []string

	Domain     string           // code, of an answer or a panel
	Respondent model.Respondent // of an answer
	Assessment model.ID         // of an answer
	Activity   model.ID
	From, To   model.Date // the days that it covers
}

// contains reports whether a place belongs to the target. A mark is round.
func (t Target) contains(x, y float64) bool {
	if t.Kind != TargetAnswer {
		return t.Box.contains(x, y)
	}
	mx, my := t.Box.Middle()
	return math.Hypot(mx-x, my-y) <= t.Box.W/2
}

// Targets are what can be pointed at, in the order of drawing: where two lie on
// each other, the later is on top.
func (p *Progression) Targets(l *Layout) []Target {
	t := &targetList{p: p, d: &drawing{Progression: p, l: l, m: l.m}}
	t.d.eachPanel(func(q panel, box panelBox) {
		t.add(Target{
			Kind: TargetPanel, Box: Box{box.x, box.y, box.w, box.h}, Domain: q.domain, Tooltip: func() []string { return []string{q.name, q.lowLabel + " – " + q.highLabel} },
		})
	})
	for _, s := range p.passive {
		t.addDays(s.From, s.To, t.d.passiveRow(), Target{Kind: TargetPassive, Tooltip: func() []string { return p.passiveTooltip(s.From, s.To) }})
	}
	for _, w := range p.caseworkers {
		t.addDays(w.from, w.to, l.caseworkerLane, Target{Kind: TargetCaseworker, Tooltip: func() []string { return p.caseworkerTooltip(w) }})
	}
	t.addBars(l.companyLane, p.company, false)
	t.addBars(l.otherLane, p.other, false)
	t.addBars(l.ordinaryLane, p.ordinary, false)
	t.addBars(l.neutralLane, p.neutral, true)
	for _, e := range p.events {
		x := l.axis.x(e.date)
		if e.flag {
			x = l.axis.mid(e.date)
		}
		r := l.eventsLane
		t.add(Target{
			Kind: TargetEvent, Box: Box{x - 4, r.y, 14, r.h}, From: e.date, To: e.date,
			Tooltip: func() []string { return []string{e.label, p.words.Date(e.date)} },
		})
	}
	t.d.eachPanel(t.addAnswers)
	return t.list
}

type targetList struct {
	p    *Progression
	d    *drawing
	list []Target
}

func (t *targetList) add(x Target) { t.list = append(t.list, x) }

// addDays adds a target that fills a lane for some days.
func (t *targetList) addDays(from, to model.Date, lane rect, x Target) {
	x0, x1 := t.d.dayRange(from, to)
	x.Box, x.From, x.To = Box{x0, lane.y, x1 - x0, lane.h}, from, to
	t.add(x)
}

func (t *targetList) addBars(l lane, rows [][]bar, full bool) {
	for i, row := range rows {
		for _, v := range row {
			box := t.d.barBox(l.rows[i], v)
			if full {
				box = t.d.fullBox(l.rows[i], v)
			}
			t.add(Target{
				Kind: TargetActivity, Box: Box{box.x, box.y, box.w, box.h}, Activity: v.id, From: v.from, To: v.to, Tooltip: v.tooltip,
			})
		}
	}
}

// addAnswers adds the marks of a panel. The citizen's lie on top of the
// caseworker's, as they are drawn.
func (t *targetList) addAnswers(q panel, box panelBox) {
	d := t.d
	missing := map[model.Date]point{}
	for _, m := range d.missingMarks(q, box) {
		day, _ := d.l.Day(m.at.x)
		missing[day] = m.at
	}
	for k := len(q.lines) - 1; k >= 0; k-- {
		l := q.lines[k]
		for _, m := range l.points {
			if !d.visible(m) {
				continue
			}
			at, r := d.at(box, m), box.marks.triangle
			switch {
			case !m.answered:
				at, r = missing[m.date], d.m.cross
			case l.respondent == model.ByCitizen:
				r = box.marks.disc
			}
			t.add(Target{
				Kind: TargetAnswer, Box: Box{at.x - r, at.y - r, 2 * r, 2 * r}, Domain: q.domain, Respondent: l.respondent,
				Assessment: m.assessment, From: m.date, To: m.date, Tooltip: m.tooltip,
			})
		}
	}
}

// FindTarget returns the topmost target at a position. A mark is also found from slack
// units outside it, the nearest first, unless a target other than a panel is exactly
// there.
func FindTarget(list []Target, x, y, slack float64) (Target, bool) {
	exact := -1
	for i, t := range slices.Backward(list) {
		if t.contains(x, y) {
			exact = i
			break
		}
	}
	if exact >= 0 && list[exact].Kind != TargetPanel {
		return list[exact], true
	}
	near, least := -1, slack
	for i, t := range list {
		if t.Kind != TargetAnswer && t.Kind != TargetEvent {
			continue
		}
		mx, my := t.Box.Middle()
		if apart := math.Hypot(mx-x, my-y) - t.Box.W/2; apart <= least {
			near, least = i, apart
		}
	}
	switch {
	case near >= 0:
		return list[near], true
	case exact >= 0:
		return list[exact], true
	}
	return Target{}, false
}

// Plot is where time runs through the figure: the crosshair moves in it.
func (l *Layout) Plot() Box {
	top := l.lanesTop()
	return Box{l.axis.x0, top, l.axis.x1 - l.axis.x0, l.PanelsBottom - top}
}

// Day returns the day at an x position, false outside the axis.
func (l *Layout) Day(x float64) (model.Date, bool) {
	if x < l.axis.x0 || x >= l.axis.x1 {
		return model.Date{}, false
	}
	return l.axis.from.Add(int((x - l.axis.x0) / l.axis.dayWidth())), true
}

// X is where the middle of a day lies along the axis.
func (l *Layout) X(day model.Date) float64 { return l.axis.mid(day) }

// Span are the first day of the axis and the day after its last.
func (l *Layout) Span() (from, to model.Date) { return l.axis.from, l.axis.to }

func (p *Progression) passiveTooltip(from, to model.Date) []string {
	w := p.words
	return []string{w.T("hover.passive"), p.periodText(from, to), w.N("list.weeks", (to.Sub(from)+1)/7)}
}

func (p *Progression) caseworkerTooltip(v caseworkerPeriod) []string {
	return []string{p.words.T("hover.caseworker", "Initials", v.initials), p.periodText(v.from, v.to)}
}

// periodText is a time from one day to another; one that lasts until today has no end.
func (p *Progression) periodText(from, to model.Date) string {
	w := p.words
	if !to.Before(p.today) {
		return w.T("hover.since", "From", w.Date(from))
	}
	return w.T("hover.from_to", "From", w.Date(from), "To", w.Date(to))
}
