// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"strconv"

	"codeberg.org/fremskridt/fremskridt/model"
)

// DayValue is the text for the day under the pointer. X and Y are its centre.
type DayValue struct {
	Text  string
	X, Y  float64
	Exact bool // answered that very day; otherwise the last answer before it
}

// DayValues returns the answers current on a day, one per respondent and panel, for
// the column between the first and the latest answer. It is nil where that column has
// no room. An answer is current until the line breaks.
func (p *Progression) DayValues(l *Layout, day model.Date) []DayValue {
	d := &drawing{Progression: p, l: l, m: l.m}
	var list []DayValue
	d.eachPanel(func(q panel, box panelBox) {
		for i, n := range q.rows {
			if x := d.valueColumns(n.respondent).day; x > 0 {
				text, exact := n.valueOn(day)
				list = append(list, DayValue{text, x, d.valueY(q, box, i), exact})
			}
		}
	})
	return list
}

func (n valueRow) valueOn(day model.Date) (text string, exact bool) {
	text = "–"
	for _, s := range n.series {
		if a, ok := s.At(day); ok && day.Sub(a.Date) <= 2*s.Instrument.Interval {
			text, exact = strconv.Itoa(a.Value), a.Date == day
		}
	}
	return text, exact
}

// DayColumnHeads returns where the heads of the columns of the day are written; none
// where they have no room.
func (p *Progression) DayColumnHeads(l *Layout) (list []Box) {
	d := &drawing{Progression: p, l: l, m: l.m}
	for _, who := range p.columns() {
		if x := d.valueColumns(who).day; x > 0 && len(p.panels) > 0 {
			list = append(list, Box{x - 26, l.axisRow.y, 52, l.axisRow.h - 2})
		}
	}
	return list
}

// AxisStrip is where the axis is written.
func (l *Layout) AxisStrip() Box {
	r := l.axisRow
	return Box{l.axis.x0, r.y, l.axis.x1 - l.axis.x0, r.h}
}

// ShortDayLabel formats a day for the head of the day column: 19. feb.
func (p *Progression) ShortDayLabel(day model.Date) string { return p.words.ShortDayMonth(day) }

// DayLabel formats a day for the axis: its date, with the week where time is counted
// from the first assessment.
func (p *Progression) DayLabel(day model.Date) string {
	date := p.words.ShortDate(day)
	if p.origin.IsZero() {
		return date
	}
	return p.words.T("figure.week_on", "Week", p.words.Number(float64(floorDiv(day.Sub(p.origin), 7)), 0), "Date", date)
}
