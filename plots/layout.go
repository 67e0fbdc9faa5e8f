package plots

import "math"

// measures are the sizes of a figure for one medium.
type measures struct {
	margin  float64 // around a picture that stands alone
	gutter  float64 // names and end labels, left of the axis
	numbers float64 // column of numbers, right of the plot
	inset   float64 // of the names

	titleStyle, nameStyle, textStyle, smallStyle style

	head                                                 float64
	events, company, row, ordinary, neutral, passive, by float64 // lanes
	axis                                                 float64
	slot, slotMost                                       float64 // a panel, at least and at most
	legend, caution                                      float64
	hour, leastBar                                       float64 // height of a weekly hour

	citizenLine, workerLine      float64
	disc, triangle, triangleLine float64
	ring, ringLine               float64
	cross, crossLine             float64
}

func screenMeasures(width float64) measures {
	m := measures{
		gutter: 292, numbers: 112, inset: 8,
		titleStyle: style{16, true}, nameStyle: style{13, true}, textStyle: style{12, false}, smallStyle: style{11, false},
		events: 18, company: 34, row: 28, ordinary: 22, neutral: 18, passive: 14, by: 18,
		axis: 34, slot: 39, slotMost: 64, legend: 26, caution: 30, hour: 1, leastBar: 5,
		citizenLine: 1.8, workerLine: 1.4, disc: 3.6, triangle: 4.6, triangleLine: 1.3,
		ring: 7, ringLine: 1.3, cross: 3.4, crossLine: 1.7,
	}
	switch {
	case width < 1000:
		m.gutter = 250
	case width >= crosshairFrom:
		m.numbers = 152
	}
	return m
}

// crosshairFrom is the width from which the column of numbers has room for those
// of the day that is pointed at.
const crosshairFrom = 1380

func printMeasures() measures {
	return measures{
		margin: 44, gutter: 166, numbers: 78, inset: 0,
		titleStyle: style{16, true}, nameStyle: style{10, true}, textStyle: style{9.5, false}, smallStyle: style{8.5, false},
		head: 54, events: 18, company: 28, row: 24, ordinary: 20, neutral: 18, passive: 16, by: 19,
		axis: 34, slot: 33, slotMost: 56, legend: 38, caution: 48, hour: 0.6, leastBar: 5,
		citizenLine: 1.4, workerLine: 1.1, disc: 2.9, triangle: 3.8, triangleLine: 1,
		ring: 5.6, ringLine: 1, cross: 2.6, crossLine: 1.1,
	}
}

// Layout says where in a figure of a size everything stands. It is the one map
// between the figure's content and places: drawing and finding both use it.
type Layout struct {
	Width, Height float64
	// PanelsTop is where the panels begin: what lies above stays in place when
	// the panels are scrolled.
	PanelsTop float64
	// PanelsBottom is where they end.
	PanelsBottom float64

	m    measures
	axis timeAxis
	out  rect // all but the margin

	head, eventsLane             rect
	companyLane, otherLane       lane
	ordinaryLane, neutralLane    lane
	passiveLane, byLane, axisRow rect
	panels                       []rect // the slots
	legend, caution              rect
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
	m := screenMeasures(width)
	if print {
		m = printMeasures()
	} else if p.header {
		m.margin, m.head = 16, 50
		m.gutter -= 16
	}
	l := p.place(width, height, m, print)
	if l.Height > height && !print {
		// Lanes give a little before panels are scrolled.
		m.company, m.row, m.ordinary, m.axis = 32, 26, 20, 32
		if m.head > 0 {
			m.head = 46
		}
		l = p.place(width, height, m, print)
	}
	return l
}

func (p *Progression) place(width, height float64, m measures, print bool) *Layout {
	l := &Layout{Width: width, Height: height, m: m}
	l.out = rect{m.margin, m.margin, width - 2*m.margin, height - 2*m.margin}
	l.axis = timeAxis{from: p.from, to: p.to, origin: p.origin, x0: l.out.x + m.gutter, x1: l.out.right() - m.numbers}

	y := l.out.y
	take := func(h float64) rect {
		r := rect{l.out.x, y, l.out.w, h}
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
	l.byLane = take(m.by)
	l.axisRow = take(m.axis)
	l.PanelsTop = y

	below := m.margin
	if p.header || print {
		below += m.legend + m.caution
	}
	slot := m.slot
	if n := len(p.panels); n > 0 {
		most := m.slotMost
		if n == 1 {
			most = aloneMost
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
		l.legend = rect{l.out.x, l.Height - below, l.out.w, m.legend}
		l.caution = rect{l.out.x, l.legend.bottom(), l.out.w, m.caution}
		if print { // directly below the panels, as on paper
			l.legend.y = y + 6
			l.caution.y = l.legend.bottom()
		}
	}
	return l
}

// aloneMost is how high a panel becomes that is the only one.
const aloneMost = 320

// rowsWhole is the number of rows of a lane that keep their full height. More
// share it, so that many activities at once do not push the panels out.
const rowsWhole = 4

func takeLane(take func(float64) rect, n int, first, more float64) lane {
	n = max(n, 1)
	if n > rowsWhole {
		more = math.Max(12, math.Floor(more*(rowsWhole-1)/float64(n-1)))
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

// gap is the air between panels, half of it above and below.
const gap = 4

// small reports whether the panels are so low that marks are drawn smaller.
func (l *Layout) small() bool { return len(l.panels) > 0 && l.panels[0].h < 44 }

// y is where a number of steps above the low end stands in a panel: the scale
// with 0.3 of a step of air at both ends.
func (l *Layout) y(slot rect, steps float64, top int) float64 {
	inner := slot.h - gap
	step := inner / (float64(top) + 0.6)
	return slot.y + gap/2 + inner - step*(steps+0.3)
}
