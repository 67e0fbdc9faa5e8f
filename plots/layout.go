// SPDX-License-Identifier: MPL-2.0

package plots

import "math"

// dimensions are the sizes of a figure for one medium.
type dimensions struct {
	margin      float64 // around a picture with a header
	gutter      float64 // names and end labels, left of the axis
	valueColumn float64 // column of numbers, right of the plot
	inset       float64 // of the names

	titleStyle, nameStyle, textStyle, smallStyle style

	head                                                         float64
	events, company, row, ordinary, neutral, passive, caseworker float64 // lanes
	axis                                                         float64
	slot, maxSlot                                                float64 // a panel, at least and at most
	legend, caution                                              float64
	hour, minBar                                                 float64 // height of a weekly hour

	citizenLine, caseworkerLine  float64
	disc, triangle, triangleLine float64
	ring, ringLine               float64
	cross, crossLine             float64
}

func screenDimensions(width float64) dimensions {
	m := dimensions{
		gutter: 292, valueColumn: 112, inset: 8,
		titleStyle: style{16, true}, nameStyle: style{13, true}, textStyle: style{12, false}, smallStyle: style{11, false},
		events: 18, company: 34, row: 28, ordinary: 22, neutral: 18, passive: 14, caseworker: 18,
		axis: 34, slot: 39, maxSlot: 64, legend: 26, caution: 30, hour: 1, minBar: 5,
		citizenLine: 1.8, caseworkerLine: 1.4, disc: 3.6, triangle: 4.6, triangleLine: 1.3,
		ring: 7, ringLine: 1.3, cross: 3.4, crossLine: 1.7,
	}
	switch {
	case width < 1000:
		m.gutter = 250
	case width >= dayColumnFrom:
		m.valueColumn = 152
	}
	return m
}

// dayColumnFrom is the width from which the column of numbers has room for those
// of the day that is pointed at.
const dayColumnFrom = 1380

func printDimensions() dimensions {
	return dimensions{
		margin: 44, gutter: 166, valueColumn: 78, inset: 0,
		titleStyle: style{16, true}, nameStyle: style{10, true}, textStyle: style{9.5, false}, smallStyle: style{8.5, false},
		head: 54, events: 18, company: 28, row: 24, ordinary: 20, neutral: 18, passive: 16, caseworker: 19,
		axis: 34, slot: 33, maxSlot: 56, legend: 38, caution: 48, hour: 0.6, minBar: 5,
		citizenLine: 1.4, caseworkerLine: 1.1, disc: 2.9, triangle: 3.8, triangleLine: 1,
		ring: 5.6, ringLine: 1, cross: 2.6, crossLine: 1.1,
	}
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

	m     dimensions
	axis  timeAxis
	inner rect // all but the margin

	head, eventsLane                     rect
	companyLane, otherLane               lane
	ordinaryLane, neutralLane            lane
	passiveLane, caseworkerLane, axisRow rect
	panels                               []rect // the slots
	legend, caution                      rect
}

// lane is a lane with its rows.
type lane struct {
	rect
	rows []rect
}

// Layout lays the figure out for a width and, where the panels fit, a height.
// Where they do not, the Height that comes back is the least that shows every
// panel; nothing is squeezed below it and nothing stretched to fill.
func (p *Progression) Layout(width, height float64, print bool) *Layout {
	m := screenDimensions(width)
	if print {
		m = printDimensions()
	} else if p.header {
		m.margin, m.head = 16, 50
		m.gutter -= 16
	}
	l := p.arrange(width, height, m, print)
	if l.Height > height && !print {
		// Lanes give a little before panels are scrolled.
		m.company, m.row, m.ordinary, m.axis = 32, 26, 20, 32
		if m.head > 0 {
			m.head = 46
		}
		l = p.arrange(width, height, m, print)
	}
	return l
}

func (p *Progression) arrange(width, height float64, m dimensions, print bool) *Layout {
	l := &Layout{Width: width, Height: height, m: m}
	l.inner = rect{m.margin, m.margin, width - 2*m.margin, height - 2*m.margin}
	l.axis = timeAxis{from: p.from, to: p.to, origin: p.origin, x0: l.inner.x + m.gutter, x1: l.inner.right() - m.valueColumn}

	y := l.inner.y
	take := func(h float64) rect {
		r := rect{l.inner.x, y, l.inner.w, h}
		y += h
		return r
	}
	l.head = take(m.head)
	l.eventsLane = take(m.events)
	l.companyLane = takeLane(take, len(p.company), m.company, m.row)
	l.otherLane = takeLane(take, len(p.other), m.row, m.row)
	l.ordinaryLane = takeLane(take, len(p.ordinary), m.ordinary, m.ordinary)
	l.neutralLane = takeLane(take, len(p.neutral), m.neutral, m.neutral)
	l.passiveLane = take(m.passive)
	l.caseworkerLane = take(m.caseworker)
	l.axisRow = take(m.axis)
	l.PanelsTop = y

	below := m.margin
	if p.header || print {
		below += m.legend + m.caution
	}
	slot := m.slot
	if n := len(p.panels); n > 0 {
		most := m.maxSlot
		if n == 1 {
			most = maxSinglePanel
		}
		slot = math.Min(math.Floor((height-below-y)/float64(n)), most)
		slot = math.Max(slot, m.slot)
	}
	for range p.panels {
		l.panels = append(l.panels, take(slot))
	}
	if len(p.panels) == 0 {
		take(120)
	}
	l.PanelsBottom = y
	l.Height = math.Max(height, y+below)
	if p.header || print {
		l.legend = rect{l.inner.x, l.Height - below, l.inner.w, m.legend}
		l.caution = rect{l.inner.x, l.legend.bottom(), l.inner.w, m.caution}
		if print { // directly below the panels, as on paper
			l.legend.y = y + 6
			l.caution.y = l.legend.bottom()
		}
	}
	return l
}

// maxSinglePanel is how high a panel becomes that is the only one.
const maxSinglePanel = 320

// maxFullRows is the number of rows of a lane that keep their full height. More
// share it, so that many activities at once do not push the panels out.
const maxFullRows = 4

func takeLane(take func(float64) rect, n int, first, more float64) lane {
	n = max(n, 1)
	if n > maxFullRows {
		more = math.Max(12, math.Floor(more*(maxFullRows-1)/float64(n-1)))
		first = more
	}
	var l lane
	for i := range n {
		h := more
		if i == 0 {
			h = first
		}
		l.rows = append(l.rows, take(h))
	}
	l.rect = l.rows[0]
	l.h = l.rows[n-1].bottom() - l.y
	return l
}

// panelGap is the air between panels, half of it above and below.
const panelGap = 4

// compact reports whether the panels are so low that marks are drawn smaller.
func (l *Layout) compact() bool { return len(l.panels) > 0 && l.panels[0].h < 44 }

// y is the position of a number of steps above the low end in a panel, with 0.3 steps
// of space at both ends of the scale.
func (l *Layout) y(slot rect, steps float64, top int) float64 {
	inner := slot.h - panelGap
	step := inner / (float64(top) + 0.6)
	return slot.y + panelGap/2 + inner - step*(steps+0.3)
}
