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
	d.drawGrounds()
	d.drawBands()
	d.drawScales()
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
	parts := [][2]float64{{d.l.lanesTop(), d.l.axisRow.y}}
	if len(d.l.panels) > 0 {
		parts = append(parts, [2]float64{d.l.axisRow.bottom(), d.l.PanelsBottom})
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

// drawGrounds shades the panels, so that each is seen as a row without dividers that
// could be read as lines of a scale.
func (d *drawing) drawGrounds() {
	d.eachPanel(func(_ panel, box panelBox) {
		g := box.ground()
		if d.pal.Print {
			d.hline(d.x0(), d.x1(), g.y, 0.6, d.pal.Line)
			d.hline(d.x0(), d.x1(), g.bottom(), 0.6, d.pal.Line)
			return
		}
		d.fill(rect{d.x0(), g.y, d.x1() - d.x0(), g.h}, d.pal.Raised)
	})
	if l := d.l.large; l != nil {
		d.markChosen(l.panelBox)
		d.markChosen(d.l.panels[l.index])
	}
}

// markChosen marks the domain that is drawn large, beside the plot.
func (d *drawing) markChosen(box panelBox) {
	d.fill(rect{box.x, box.y, d.m.gutter, box.h}, d.pal.Selection)
	d.fill(rect{d.x1(), box.y, d.l.inner.right() - d.x1(), box.h}, d.pal.Selection)
	d.fill(rect{box.x, box.y, 3, box.h}, d.pal.Focus)
}

// drawBands draws the measurement error with its edges, which a change must cross, under
// everything else.
func (d *drawing) drawBands() {
	d.eachPanel(func(q panel, box panelBox) {
		g := box.ground()
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
			high, low := box.yOf(b.high), box.yOf(b.low)
			if !d.pal.Print {
				y0, y1 := math.Max(high, g.y), math.Min(low, g.bottom())
				d.fill(rect{x0, y0, x1 - x0, y1 - y0}, d.pal.Band)
			}
			for _, y := range []float64{high, low} {
				switch {
				case y <= g.y || y >= g.bottom():
				case d.pal.Print:
					d.dashedH(x0, x1, y, 0.7, 1, 2, d.pal.Band)
				default:
					d.hline(x0, x1, y, 1, d.pal.BandEdge)
				}
			}
		}
	})
}

// drawScales draws a line for each step: on the band in the colour of the surface.
func (d *drawing) drawScales() {
	hair := 1.0
	if d.m.print {
		hair = 0.6
	}
	d.eachPanel(func(q panel, box panelBox) {
		for s := range q.maxSteps + 1 {
			y := box.yOf(float64(s))
			d.hline(d.x0(), d.x1(), y, hair, d.pal.Grid)
			for _, b := range q.bands {
				if float64(s) <= b.low || float64(s) >= b.high || d.pal.Print {
					continue
				}
				x0, x1 := d.x0(), d.x1()
				if !b.from.IsZero() {
					x0 = math.Max(x0, d.l.axis.mid(b.from))
				}
				if !b.to.IsZero() {
					x1 = math.Min(x1, d.l.axis.mid(b.to))
				}
				d.hline(x0, x1, y, hair, d.pal.Surface)
			}
		}
	})
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
	if d.m.print {
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
	// Dividers beside the plot only.
	d.eachPanel(func(_ panel, box panelBox) {
		d.hline(d.l.inner.x, d.x0(), box.bottom(), thin, d.pal.Line)
		d.hline(d.x1(), d.l.inner.right(), box.bottom(), thin, d.pal.Line)
	})
	for _, r := range []rect{
		d.l.companyLane.rect, d.l.otherLane.rect, d.l.ordinaryLane.rect, d.l.neutralLane.rect, d.l.caseworkerLane, d.l.axisRow,
	} {
		if r.h > 0 {
			d.hline(d.l.inner.x, d.x1(), r.y, hair, d.pal.Grid)
		}
	}
	for _, day := range d.versions {
		if x := d.l.axis.x(day); !day.Before(d.from) && day.Before(d.to) && len(d.panels) > 0 {
			d.dashedV(x, d.l.axisRow.bottom(), d.l.PanelsBottom, 1.2, 6, 3, d.pal.Ink)
		}
	}
	for _, part := range d.timeSections() {
		d.vline(d.x0(), part[0], part[1], 1, d.pal.Edge)
	}
}

func (d *drawing) drawAxis() {
	r, t := d.l.axisRow, d.m.smallStyle
	d.hline(d.x0(), d.x1(), r.y, 1, d.pal.Line)
	if d.m.print {
		d.drawPrintedAxis()
		return
	}
	base := r.y + 1 + t.size
	if len(d.panels) > 0 {
		d.text(truncate(d.scaleWords, t, d.m.gutter-d.m.inset-8), d.l.inner.x+d.m.inset, base, t, left, d.pal.Muted)
		d.drawMeasurements()
	}
	bold := style{t.size + 0.5, true}
	ticks := d.l.axis.ticks()
	for i, k := range ticks {
		x, end := d.l.axis.x(k.date)+3, d.x1()+12
		d.vline(x-3, r.y, r.y+4, 1, d.pal.Edge)
		if i+1 < len(ticks) {
			end = d.l.axis.x(ticks[i+1].date)
		}
		name, under := d.tickLabels(k)
		switch {
		case !d.l.axis.origin.IsZero():
			under = ""
			if k.hasSubLabel {
				name = d.words.T("figure.week", "Week", name)
			}
		case k.major:
			name = "" // the year is written for January
		}
		if name != "" && x+textWidth(name, t) <= end {
			d.text(name, x, base, t, left, d.pal.Muted)
			x += textWidth(name, t) + 4
		}
		if k.hasSubLabel && x+textWidth(under, bold) <= end {
			d.text(under, x, base, bold, left, d.pal.Ink)
		}
	}
	d.drawValueHeads(base)
}

// drawMeasurements marks the days with an assessment at the foot of the axis: a tick, or
// an open dot for a retest, which is in no panel.
func (d *drawing) drawMeasurements() {
	y := d.l.axisRow.bottom()
	for _, m := range d.measurements {
		if m.date.Before(d.from) || !m.date.Before(d.to) {
			continue
		}
		x := d.l.axis.mid(m.date)
		if m.retest {
			d.ring(x, y-3, 2, 1, d.pal.Ink)
			continue
		}
		d.vline(x, y-4, y, 1.6, d.pal.Ink)
	}
}

// drawPrintedAxis writes the axis in two lines, years under months.
func (d *drawing) drawPrintedAxis() {
	r, t := d.l.axisRow, d.m.smallStyle
	year := style{t.size + 0.5, true}
	for _, k := range d.l.axis.ticks() {
		x := d.l.axis.x(k.date)
		d.vline(x, r.y, r.y+4, 1, d.pal.Edge)
		name, under := d.tickLabels(k)
		if x+3+textWidth(name, t) <= d.x1()+12 {
			d.text(name, x+3, r.y+13, t, left, d.pal.Muted)
		}
		if k.hasSubLabel && x+3+textWidth(under, year) <= d.x1()+12 {
			d.text(under, x+3, r.y+27, year, left, d.pal.Ink)
		}
	}
	d.drawValueHeads(r.y + 27)
}

// tickLabels returns the label of a tick and its second line.
func (d *drawing) tickLabels(t tick) (name, under string) {
	if d.l.axis.origin.IsZero() {
		y, month, _ := t.date.Civil()
		return d.words.ShortMonth(month), strconv.Itoa(y)
	}
	return d.words.Number(float64(t.week), 0), d.words.T("figure.weeks_from")
}

// drawNextWindow outlines the window of the next measurement in the lane of the
// caseworkers, where nothing else can be, with its label at the right.
func (d *drawing) drawNextWindow() {
	if d.nextWindow.From.IsZero() || !d.nextWindow.To.After(d.from) || !d.nextWindow.From.Before(d.to) {
		return
	}
	r, t := d.l.caseworkerLane, d.m.smallStyle
	x0, x1 := math.Max(d.l.axis.x(d.nextWindow.From), d.x0()), math.Min(d.l.axis.x(d.nextWindow.To.Add(1)), d.x1())
	box := rect{x0, r.y + 3, math.Max(x1-x0, 8), r.h - 6}
	d.fill(box, d.pal.Surface)
	d.frame(box, 1, d.pal.Ink)
	for _, label := range d.nextLabels() {
		if box.right()+5+textWidth(label, t) <= d.l.inner.right() {
			d.text(label, box.right()+5, baselineAt(r.y+r.h/2, t), t, left, d.pal.Ink)
			return
		}
	}
}

// nextLabels are the words of the next measurement, the longest first. After the first
// one it says what the next will bring.
func (d *drawing) nextLabels() []string {
	w := d.words
	labels := []string{w.T("figure.next_measurement"), w.T("figure.next")}
	days := map[model.Date]bool{}
	for _, m := range d.measurements {
		days[m.date] = true
	}
	if len(days) == 1 {
		labels = append([]string{w.T("figure.next_first")}, labels...)
	}
	return labels
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
