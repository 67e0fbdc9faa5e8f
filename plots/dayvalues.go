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
	_, _, x, _ := d.valueColumns()
	if x == 0 {
		return nil
	}
	var list []DayValue
	for i, q := range p.panels {
		y := firstValueRow(l.panels[i], len(q.rows))
		for _, n := range q.rows {
			text, exact := n.valueOn(day)
			list = append(list, DayValue{text, x, y, exact})
			y += valueRowStep(l.panels[i])
		}
	}
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

// DayColumnHead returns where the head of the day column is written, false where it
// has no room.
func (p *Progression) DayColumnHead(l *Layout) (x, y float64, ok bool) {
	d := &drawing{Progression: p, l: l, m: l.m}
	_, _, x, _ = d.valueColumns()
	return x, l.axisRow.y + 23, x > 0 && len(p.panels) > 0
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
