// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Size is the size and the medium that a figure is laid out for.
type Size struct {
	Width, Height float64
	TextScale     float64 // of text on a screen; 0 counts as 1
	Print         bool    // on paper, in black and white
	// Large is the code of a domain that is also drawn large above the others, if there
	// is room; empty for none.
	Large string
}

// Layout holds the positions of a [Progression] for one size. Drawing and hit testing
// both use it.
type Layout struct {
	Width, Height float64
	// PanelsTop is where the panels begin: what lies above stays in place when
	// the panels are scrolled.
	PanelsTop float64
	// PanelsBottom is where they end.
	PanelsBottom float64
	// LargeFits is whether a domain can be drawn large above the others.
	LargeFits bool

	m     dimensions
	axis  timeAxis
	inner rect // all but the margin

	head, eventsLane        rect
	companyLane, otherLane  lane
	ordinaryLane            lane
	neutralLane             lane // with passive time
	caseworkerLane, axisRow rect
	large                   *largePanel
	panels                  []panelBox
	legend, caution         rect
}

// largePanel is the panel that is drawn large, by its index in the figure.
type largePanel struct {
	panelBox
	index int
}

// lane is a lane with its rows. An empty lane has no height.
type lane struct {
	rect
	rows []rect
}

// fold is what a figure gives up, one after the other, so that its panels fit.
type fold int

const (
	foldNothing fold = iota
	foldEvents       // events share the lane of the caseworkers
	foldOther        // other activities share one low row, without words
)

// Layout lays the figure out for a size. Where the panels do not fit, the Height that
// comes back is the least that shows every panel: none is squeezed below it.
func (p *Progression) Layout(s Size) *Layout {
	if s.TextScale == 0 {
		s.TextScale = 1
	}
	if s.Print {
		return p.arrangePrint(s)
	}
	m := screenDimensions(s.Width, s.TextScale)
	if p.header {
		m.margin, m.head = 16, 50*s.TextScale
	}
	for f := foldNothing; ; f++ {
		if l, fits := p.arrangeScreen(s, m, f); fits || f == foldOther {
			return l
		}
	}
}

// arrangement places the parts of a figure from the top down.
type arrangement struct {
	*Layout
	y float64
}

func (a *arrangement) take(h float64) rect {
	r := rect{a.inner.x, a.y, a.inner.w, h}
	a.y += h
	return r
}

// arrangeLanes places what stays in place when the panels are scrolled.
func (p *Progression) arrangeLanes(s Size, m dimensions, f fold) *arrangement {
	l := &Layout{Width: s.Width, Height: s.Height, m: m}
	l.inner = rect{m.margin, m.margin, s.Width - 2*m.margin, s.Height - 2*m.margin}
	columns := m.valueColumn
	if !m.print {
		columns *= float64(len(p.columns()))
	}
	l.axis = timeAxis{from: p.from, to: p.to, origin: p.origin, x0: l.inner.x + m.gutter, x1: l.inner.right() - columns}
	a := &arrangement{l, l.inner.y}
	l.head = a.take(m.head)
	if f < foldEvents {
		l.eventsLane = a.take(m.events)
	}
	l.companyLane = a.takeLane(len(p.company), m.company, m.row)
	if f == foldOther && len(p.other) > 1 {
		l.otherLane = a.takeShared(len(p.other), lowRow)
	} else {
		l.otherLane = a.takeLane(len(p.other), m.row, m.row)
	}
	l.ordinaryLane = a.takeLane(len(p.ordinary), m.ordinary, m.ordinary)
	neutral := len(p.neutral)
	if len(p.passive) > 0 {
		neutral = max(neutral, 1)
	}
	l.neutralLane = a.takeLane(neutral, m.neutral, m.neutral)
	l.caseworkerLane = a.take(m.caseworker)
	if f >= foldEvents {
		l.eventsLane = l.caseworkerLane
	}
	l.axisRow = a.take(m.axis)
	return a
}

// lanesTop is where time begins to run through the figure.
func (l *Layout) lanesTop() float64 {
	if l.eventsLane == l.caseworkerLane { // shared
		return l.companyLane.y
	}
	return l.eventsLane.bottom()
}

// lowRow is the height of a row of activities without words.
const lowRow = 10

func (p *Progression) arrangeScreen(s Size, m dimensions, f fold) (l *Layout, fits bool) {
	a := p.arrangeLanes(s, m, f)
	l = a.Layout
	below := m.margin
	if p.header {
		below += m.legend + m.caution
	}
	n, steps := len(p.panels), 0
	for _, q := range p.panels {
		steps += q.maxSteps
	}
	available := s.Height - below - a.y
	large := math.Min(maxLarge, available-smallPanel*float64(n))
	l.LargeFits = n > 1 && large >= minLarge
	if i := slices.IndexFunc(p.panels, func(q panel) bool { return q.domain == s.Large }); i >= 0 && l.LargeFits {
		l.large = &largePanel{largeBox(a.take(large), p.panels[i].maxSteps), i}
		available -= large
	}
	l.PanelsTop = a.y
	switch n {
	case 0:
		a.take(noPanelsRoom)
		fits = true
	case 1:
		h := math.Max(smallPanel, math.Min(maxSingle, available))
		l.panels = append(l.panels, largeBox(a.take(h), steps))
		fits = true
	default:
		var scale rowScale
		scale, fits = rowScaleFor(available, n, steps)
		for _, q := range p.panels {
			b := scale.box(l.inner.x, a.y, l.inner.w, q.maxSteps)
			a.take(b.h)
			l.panels = append(l.panels, b)
		}
	}
	l.PanelsBottom = a.y
	l.Height = math.Max(s.Height, a.y+below)
	if p.header {
		l.legend = rect{l.inner.x, l.Height - below, l.inner.w, m.legend}
		l.caution = rect{l.inner.x, l.legend.bottom(), l.inner.w, m.caution}
	}
	return l, fits
}

func (p *Progression) arrangePrint(s Size) *Layout {
	m := printDimensions()
	a := p.arrangeLanes(s, m, foldNothing)
	l := a.Layout
	l.PanelsTop = a.y
	below := m.margin + m.legend + m.caution
	slot := m.slot
	if n := len(p.panels); n > 0 {
		slot = math.Max(slot, math.Min(math.Floor((s.Height-below-a.y)/float64(n)), m.maxSlot))
	} else {
		a.take(noPanelsRoom)
	}
	for _, q := range p.panels {
		l.panels = append(l.panels, printBox(a.take(slot), q.maxSteps, m.marks))
	}
	l.PanelsBottom = a.y
	l.Height = math.Max(s.Height, a.y+below)
	// Directly below the panels.
	l.legend = rect{l.inner.x, a.y + 6, l.inner.w, m.legend}
	l.caution = rect{l.inner.x, l.legend.bottom(), l.inner.w, m.caution}
	return l
}

// maxFullRows is the number of rows of a lane that keep their full height. More
// share it, so that many activities at once do not push the panels out.
const maxFullRows = 4

func (a *arrangement) takeLane(n int, first, more float64) lane {
	if n > maxFullRows {
		return a.takeShared(n, first+(maxFullRows-1)*more)
	}
	l := lane{rect: rect{a.inner.x, a.y, a.inner.w, 0}}
	for i := range n {
		h := more
		if i == 0 {
			h = first
		}
		l.rows = append(l.rows, a.take(h))
		l.h += h
	}
	return l
}

// takeShared takes a lane of a height that its rows share.
func (a *arrangement) takeShared(n int, h float64) lane {
	l := lane{rect: a.take(h)}
	for i := range n {
		l.rows = append(l.rows, rect{l.x, l.y + h*float64(i)/float64(n), l.w, h / float64(n)})
	}
	return l
}

// columns returns the respondents with a column of numbers on a screen.
func (p *Progression) columns() []model.Respondent {
	var list []model.Respondent
	for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
		if p.respondents.includes(r) {
			list = append(list, r)
		}
	}
	return list
}
