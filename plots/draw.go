// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"math"
	"sort"
	"strconv"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots/typeset"
)

// draw draws the figure.
func (p *Progression) draw(b *brush, l *Layout, pal Palette) {
	d := &drawing{brush: b, Progression: p, l: l, m: l.m, pal: pal}
	d.fill(rect{0, 0, l.Width, l.Height}, pal.Surface)
	d.drawHead()
	d.drawBands()
	d.drawCompanyPeriods()
	d.drawGrid()
	d.drawLanes()
	d.drawAxis()
	d.drawPanels()
	d.drawToday()
	d.drawFoot()
}

// drawing is one figure being drawn.
type drawing struct {
	*brush
	*Progression
	l   *Layout
	m   dimensions
	pal Palette
}

func (d *drawing) x0() float64 { return d.l.axis.x0 }
func (d *drawing) x1() float64 { return d.l.axis.x1 }

// timeSections are the two parts of the figure that time runs through: the lanes,
// and the panels.
func (d *drawing) timeSections() [][2]float64 {
	parts := [][2]float64{{d.l.eventsLane.bottom(), d.l.axisRow.y}}
	if len(d.l.panels) > 0 {
		parts = append(parts, [2]float64{d.l.PanelsTop, d.l.PanelsBottom})
	}
	return parts
}

func (d *drawing) drawHead() {
	if d.m.head == 0 {
		return
	}
	r, m := d.l.head, d.m
	small := style{m.textStyle.size, false}
	titleWidth := r.w - 230
	d.text(truncate(d.title, m.titleStyle, titleWidth), r.x, r.y+15, m.titleStyle, left, d.pal.Ink)
	d.text(truncate(d.subtitle, small, r.w), r.x, r.y+34, small, left, d.pal.Muted)
	for i, s := range d.headerRight {
		d.text(truncate(s, small, r.w-titleWidth), r.right(), r.y+15+19*float64(i), small, right, d.pal.Muted)
	}
	d.hline(r.x, r.right(), r.bottom()-5, 1, d.pal.Line)
}

// drawBands draws the measurement error, under everything else.
func (d *drawing) drawBands() {
	for i, q := range d.panels {
		slot := d.l.panels[i]
		top, bottom := slot.y+panelGap/2, slot.bottom()-panelGap/2
		for _, b := range q.bands {
			x0, x1 := d.x0(), d.x1()
			if !b.from.IsZero() {
				x0 = math.Max(x0, d.l.axis.mid(b.from))
			}
			if !b.to.IsZero() {
				x1 = math.Min(x1, d.l.axis.mid(b.to))
			}
			if x1 <= x0 {
				continue
			}
			high, low := d.l.y(slot, b.high, q.maxSteps), d.l.y(slot, b.low, q.maxSteps)
			if !d.pal.Print {
				high, low = math.Max(high, top), math.Min(low, bottom)
				d.fill(rect{x0, high, x1 - x0, low - high}, d.pal.Band)
				continue
			}
			for _, y := range []float64{high, low} {
				if y > top && y < bottom {
					d.dashedH(x0, x1, y, 0.7, 1, 2, d.pal.Band)
				}
			}
		}
	}
}

// drawCompanyPeriods lets company-directed periods run faintly through lanes and panels.
func (d *drawing) drawCompanyPeriods() {
	for _, s := range d.companyPeriods {
		x0, x1 := math.Max(d.l.axis.x(s.From), d.x0()), math.Min(d.l.axis.x(s.To.Add(1)), d.x1())
		for _, part := range d.timeSections() {
			d.fill(rect{x0, part[0], x1 - x0, part[1] - part[0]}, d.pal.CompanyShade)
			if d.pal.Print {
				d.dashedV(x0, part[0], part[1], 0.6, 1, 2, d.pal.Hatch)
				d.dashedV(x1, part[0], part[1], 0.6, 1, 2, d.pal.Hatch)
			}
		}
	}
}

func (d *drawing) drawGrid() {
	hair, thin := 1.0, 1.0
	if d.pal.Print {
		hair, thin = 0.6, 0.6
	}
	for _, t := range d.l.axis.ticks() {
		x := d.l.axis.x(t.date)
		c := d.pal.Grid
		if t.major {
			c = d.pal.Line
		}
		for _, part := range d.timeSections() {
			d.vline(x, part[0], part[1], hair, c)
		}
	}
	for i, q := range d.panels {
		slot := d.l.panels[i]
		for s := range q.maxSteps + 1 {
			c, width := d.pal.Grid, hair
			if s == 0 || s == q.maxSteps {
				c, width = d.pal.Line, thin
			}
			d.hline(d.x0(), d.x1(), d.l.y(slot, float64(s), q.maxSteps), width, c)
		}
		if i > 0 {
			d.hline(d.l.inner.x, d.l.inner.right(), slot.y, thin, d.pal.Line)
		}
	}
	for _, y := range []float64{
		d.l.companyLane.y, d.l.otherLane.y, d.l.ordinaryLane.y, d.l.neutralLane.y, d.l.passiveLane.y, d.l.caseworkerLane.y, d.l.axisRow.y,
	} {
		d.hline(d.l.inner.x, d.x1(), y, hair, d.pal.Grid)
	}
	for _, part := range d.timeSections() {
		d.vline(d.x0(), part[0], part[1], 1, d.pal.Edge)
	}
}

func (d *drawing) drawAxis() {
	r := d.l.axisRow
	d.hline(d.x0(), d.x1(), r.y, 1, d.pal.Line)
	year := style{d.m.smallStyle.size + 0.5, true}
	next := d.drawNextWindow()
	for _, t := range d.l.axis.ticks() {
		x := d.l.axis.x(t.date)
		d.vline(x, r.y, r.y+4, 1, d.pal.Edge)
		name, under := d.tickLabels(t)
		if x+3+textWidth(name, d.m.smallStyle) <= d.x1()+12 {
			d.text(name, x+3, r.y+13, d.m.smallStyle, left, d.pal.Muted)
		}
		at := rect{x + 3, r.y + 17, textWidth(under, year), 12}
		if t.hasSubLabel && at.right() <= d.x1()+12 && !at.overlaps(next) {
			d.text(under, x+3, r.y+27, year, left, d.pal.Ink)
		}
	}
	if len(d.panels) == 0 {
		return
	}
	_, start, _, now := d.valueColumns()
	d.text(d.words.T("figure.start"), start, r.y+27, d.m.smallStyle, centre, d.pal.Muted)
	d.text(d.words.T("figure.now"), now, r.y+27, style{d.m.smallStyle.size, true}, centre, d.pal.Ink)
}

// tickLabels returns the label of a tick and its second line.
func (d *drawing) tickLabels(t tick) (name, under string) {
	if d.l.axis.origin.IsZero() {
		y, month, _ := t.date.Civil()
		return d.words.ShortMonth(month), strconv.Itoa(y)
	}
	return d.words.Number(float64(t.week), 0), d.words.T("figure.weeks_from")
}

// drawNextWindow outlines the window of the next measurement in the axis strip, and
// returns the room that it takes with its label: a year gives way to it.
func (d *drawing) drawNextWindow() rect {
	if d.nextWindow.From.IsZero() || !d.nextWindow.To.After(d.from) || !d.nextWindow.From.Before(d.to) {
		return rect{}
	}
	r := d.l.axisRow
	x0, x1 := math.Max(d.l.axis.x(d.nextWindow.From), d.x0()), math.Min(d.l.axis.x(d.nextWindow.To.Add(1)), d.x1())
	box := rect{x0, r.y + 18, math.Max(x1-x0, 8), 11}
	d.fill(box, d.pal.Surface)
	d.frame(box, 1, d.pal.Ink)
	label := d.words.T("figure.next")
	w := textWidth(label, d.m.smallStyle)
	d.text(label, box.x-5, box.y+9.5, d.m.smallStyle, right, d.pal.Ink)
	return rect{box.x - w - 10, box.y - 1, w + 16 + box.w, box.h + 2}
}

// drawToday draws the line of today; it pauses in the axis strip.
func (d *drawing) drawToday() {
	x := d.l.axis.mid(d.today)
	if d.today.Before(d.from) || !d.today.Before(d.to) {
		return
	}
	for _, part := range d.timeSections() {
		d.dashedV(x, part[0], part[1], 1, 2, 3, d.pal.Ink)
	}
}

// truncate cuts a text that is too wide, with an ellipsis.
func truncate(s string, t style, width float64) string {
	if textWidth(s, t) <= width {
		return s
	}
	r := []rune(typeset.Line(s))
	fits := sort.Search(len(r), func(n int) bool { return textWidth(string(r[:n+1])+"…", t) > width })
	return string(r[:fits]) + "…"
}

func (d *drawing) respondentColour(who model.Respondent) color.NRGBA {
	if who == model.ByCitizen {
		return d.pal.Citizen
	}
	return d.pal.Caseworker
}
