// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// The rows of a Forest.
const (
	forestHead          = 30
	forestSectionHeight = 20
	forestStep          = 21
	forestAxis          = 26
	forestCode          = 30  // from the code to the name
	forestColumns       = 18  // between two of them
	forestMinPlot       = 130 // the least of a plot before a name is cut, and a column left out
	forestMark          = 26  // room of a key before a head
)

// Height is how high the figure is at a width.
func (f *Forest) Height(width float64) float64 {
	rows := forestSectionHeight*float64(len(f.sections)) + forestStep*float64(max(1, len(f.rows)))
	return forestHead + rows + forestAxis + notesHeight(noteLines(width, f.note))
}

// forestLayout holds the positions of a [Forest] for one size.
type forestLayout struct {
	names float64 // width
	axis  valueAxis
	step  float64
	// Right edges of the columns, 0 for one that there is no room for.
	company, p, holm, other float64
	sections, rows          []rect
	foot                    float64
}

func (f *Forest) layout(at rect) forestLayout {
	var l forestLayout
	y, section := at.y+forestHead, 0
	for i := range f.rows {
		if section < len(f.sections) && f.sections[section].first == i {
			l.sections = append(l.sections, rect{at.x, y, at.w, forestSectionHeight})
			y += forestSectionHeight
			section++
		}
		l.rows = append(l.rows, rect{at.x, y, at.w, forestStep})
		y += forestStep
	}
	l.foot = math.Max(y, at.y+forestHead+forestStep)
	f.arrangeColumns(&l, at)
	f.arrangeAxis(&l)
	return l
}

// arrangeColumns gives the plot the room that names and numbers leave. Where that is
// too little, p is left out, then names are cut, then p after Holm is left out: they
// are in the tooltip and in the table next to the figure.
func (f *Forest) arrangeColumns(l *forestLayout, at rect) {
	w := f.words
	t, head := plain(bodySize), bold(smallSize)
	width := func(title string, room float64, of func(forestRow) string) float64 {
		column := textWidth(title, head) + room
		for _, r := range f.rows {
			column = math.Max(column, textWidth(of(r), t))
		}
		return column + forestColumns
	}
	company := width(w.T("group.company"), 0, func(r forestRow) string { return r.company })
	p := width(w.T("group.p"), 0, func(r forestRow) string { return r.p })
	holm := width(w.T("group.holm"), 0, func(r forestRow) string { return r.holm })
	other := width(w.T("group.other"), forestMark, func(r forestRow) string { return r.other })
	for _, r := range f.rows {
		l.names = math.Max(l.names, textWidth(r.name, t))
	}
	const gap = 14
	start, end := at.x+groupInset+forestCode+gap, at.right()-groupInset
	room := func() float64 { return end - start - company - p - holm - other - forestMinPlot }
	if room() < l.names {
		p = 0
	}
	if l.names = math.Min(l.names, math.Max(at.w*.18, room())); room() < l.names {
		holm = 0
	}
	left := start + l.names
	l.axis.x0, l.axis.x1 = left, math.Max(end-company-p-holm-other-8, left+60)
	for _, c := range []struct {
		edge  *float64
		width float64
	}{{&l.other, other}, {&l.holm, holm}, {&l.p, p}, {&l.company, company}} {
		if c.width > 0 {
			*c.edge = end
			end -= c.width
		}
	}
}

// arrangeAxis lets the axis hold all estimates and, but for outliers, their
// intervals: one that is far longer than most is cut with an arrow, or nothing could
// be seen of the others.
func (f *Forest) arrangeAxis(l *forestLayout) {
	var values, all valueRange
	var bounds []float64
	for _, r := range f.rows {
		for _, e := range r.disclosedIntervals() {
			values.include(e.Value)
			all.include(e.Low, e.High)
			bounds = append(bounds, math.Abs(e.Low), math.Abs(e.High))
		}
	}
	values.include(0)
	if len(bounds) > 0 {
		slices.Sort(bounds)
		most := 4 * bounds[len(bounds)/2]
		values.include(math.Max(all.low, -most), math.Min(all.high, most))
	}
	if values.high-values.low < 1e-6 {
		values.include(-.1, .1)
	}
	air := (values.high - values.low) * .03
	l.axis.low, l.axis.high = values.low-air, values.high+air
	l.step = niceStep(l.axis.high-l.axis.low, max(2, int((l.axis.x1-l.axis.x0)/30)))
}

// disclosedIntervals returns the intervals of a row that are disclosed.
func (r forestRow) disclosedIntervals() []cohort.Interval {
	var list []cohort.Interval
	for _, s := range []disclosure.Value[cohort.Interval]{r.Company.Interval, r.Other.Interval} {
		if e, ok := s.Get(); ok {
			list = append(list, e)
		}
	}
	return list
}
