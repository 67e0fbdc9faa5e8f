// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"cmp"
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

// Height is how high the figure is at a width.
func (f *Survival) Height(width float64) float64 {
	return survivalHead + survivalMinPlot + survivalFoot + notesHeight(f.notes(width))
}

func (f *Survival) notes(width float64) []string {
	exact := ""
	for _, c := range f.curves {
		if len(c.Steps) > 0 {
			exact = f.words.T("group.marks_are_exact")
		}
	}
	return noteLines(width, exact, f.note, f.withheldNote)
}

// survivalLayout holds the positions of a [Survival] for one size.
type survivalLayout struct {
	plot   rect
	x, y   valueAxis // days, and shares
	tick   float64   // months between ticks
	labels []rect    // of the curves
}

func (f *Survival) layout(at rect) survivalLayout {
	var l survivalLayout
	high := math.Min(at.h-survivalHead-survivalFoot-notesHeight(f.notes(at.w)), survivalMaxPlot)
	label := 0.0
	for _, c := range f.curves {
		label = math.Max(label, math.Max(textWidth(c.name, bold(smallSize)), textWidth(c.basis, plain(axisSize))))
	}
	label += survivalLead + 8
	l.plot = rect{at.x + survivalGutter, at.y + survivalHead, math.Max(at.w-survivalGutter-label-groupInset-12, 120), high}
	last := 6 * daysPerMonth
	for _, c := range f.curves {
		if n := len(c.Steps); n > 0 {
			last = math.Max(last, float64(c.Steps[n-1].Day))
		}
	}
	l.x = valueAxis{0, last * 1.02, l.plot.x, l.plot.right()}
	l.y = valueAxis{0, 1, l.plot.bottom(), l.plot.y}
	for _, l.tick = range []float64{1, 3, 6, 12, 24, 60, 120} {
		if l.x.at(l.tick*daysPerMonth)-l.plot.x >= 46 {
			break
		}
	}
	l.labels = f.arrangeLabels(l, at)
	return l
}

// arrangeLabels places each curve's label next to its end, without overlap.
func (f *Survival) arrangeLabels(l survivalLayout, at rect) []rect {
	order := make([]int, len(f.curves))
	labels := make([]rect, len(f.curves))
	for i, c := range f.curves {
		order[i] = i
		end := 1.0
		if n := len(c.Steps); n > 0 {
			end = c.Steps[n-1].Survival.Value
		}
		x := l.plot.right() + 12
		labels[i] = rect{x, l.y.at(end) - survivalLabel/2, at.right() - groupInset - x, survivalLabel}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(labels[a].y, labels[b].y) })
	// Down from the top, then up again from the bottom.
	least := l.plot.y - 6
	for _, i := range order {
		labels[i].y = math.Max(labels[i].y, least)
		least = labels[i].bottom()
	}
	most := l.plot.bottom() + 6
	for _, i := range slices.Backward(order) {
		labels[i].y = math.Min(labels[i].y, most-survivalLabel)
		most = labels[i].y
	}
	return labels
}

// curveMark is a step of a curve that is marked, and whether its interval is drawn:
// where marks would run into each other some are left out.
type curveMark struct {
	point
	step     cohort.Step
	interval bool
}

// The least between two marks, and between two intervals, of a curve.
const (
	minMarkGap     = 9
	minIntervalGap = 44
)

func (l survivalLayout) marks(c curve) []curveMark {
	var list []curveMark
	marked, interval := math.Inf(-1), math.Inf(-1)
	for i, s := range c.Steps {
		x, last := l.x.at(float64(s.Day)), i == len(c.Steps)-1
		if x-marked < minMarkGap && !last {
			continue
		}
		m := curveMark{point{x, l.y.at(s.Survival.Value)}, s, x-interval >= minIntervalGap || last}
		if marked = x; m.interval {
			interval = x
		}
		list = append(list, m)
	}
	return list
}

func (f *Survival) draw(b *brush, at rect, pal Palette, _ bool) {
	d, l := pen{b, pal, f.words}, f.layout(at)
	d.label(f.words.T("group.without."+string(f.data.Event)), at.x+groupInset, at.y+9, plain(smallSize), left, pal.Ink)
	if why := f.withheldReason(); why != "" {
		d.message(f.words.withheld(why), l.plot)
	} else {
		f.drawGrid(d, l)
	}
	for i, c := range f.curves {
		f.drawCurve(d, l, c)
		f.drawLabel(d, c, l.labels[i])
	}
	d.notes(f.notes(at.w), at.x+groupInset, l.plot.bottom()+survivalFoot)
}

func (f *Survival) drawGrid(d pen, l survivalLayout) {
	for v := 0.0; v <= 1; v += .25 {
		c := d.pal.Grid
		if v == 0 {
			c = d.pal.Edge
		}
		d.hline(l.plot.x, l.plot.right(), l.y.at(v), 1, c)
		d.label(f.words.Percent(v), l.plot.x-8, l.y.at(v), plain(axisSize), right, d.pal.Muted)
	}
	for v := 0.0; v*daysPerMonth <= l.x.high; v += l.tick {
		x := l.x.at(v * daysPerMonth)
		d.vline(x, l.plot.y, l.plot.bottom(), 1, d.pal.Grid)
		d.label(f.words.Number(v, 0), x, l.plot.bottom()+13, plain(axisSize), centre, d.pal.Muted)
	}
	d.label(f.words.T("group.months"), l.plot.x+l.plot.w/2, l.plot.bottom()+30, plain(smallSize), centre, d.pal.Ink)
}

func (f *Survival) drawCurve(d pen, l survivalLayout, c curve) {
	if len(c.Steps) == 0 {
		return
	}
	colour := d.respondentColour(f.data.Respondent)
	path := []point{{l.x.at(0), l.y.at(1)}}
	for _, s := range c.Steps {
		path = append(path, point{l.x.at(float64(s.Day)), l.y.at(s.Survival.Value)})
	}
	d.polyline(path, c.width, colour, c.dash...)
	marks := l.marks(c)
	for _, m := range marks {
		if m.interval {
			d.intervalY(m.x, l.y.at(m.step.Survival.Low), l.y.at(m.step.Survival.High), 3, 1, colour)
		}
	}
	for _, m := range marks {
		c.mark(d, m.x, m.y, colour)
	}
}

func (f *Survival) drawLabel(d pen, c curve, at rect) {
	colour, y := d.respondentColour(f.data.Respondent), at.y+at.h/2-8
	if len(c.Steps) > 0 {
		d.polyline([]point{{at.x, y}, {at.x + survivalLead, y}}, c.width, colour, c.dash...)
		c.mark(d, at.x+survivalLead/2, y, colour)
	}
	d.label(c.name, at.x+survivalLead+8, y, bold(smallSize), left, d.pal.Ink)
	d.label(c.basis, at.x+survivalLead+8, y+16, plain(axisSize), left, d.pal.Muted)
}

// Targets are the marks of the curves, and their words.
func (f *Survival) Targets(width, height float64) []GroupTarget {
	l := f.layout(f.bounds(width, height))
	var list []GroupTarget
	for i, c := range f.curves {
		list = append(list, GroupTarget{Box: boxOf(l.labels[i]), Tooltip: func() []string { return f.tooltip(c) }})
	}
	for _, c := range f.curves {
		for _, m := range l.marks(c) {
			list = append(list, GroupTarget{
				Box: Box{m.x - survivalMark, m.y - survivalMark, 2 * survivalMark, 2 * survivalMark}, Round: true,
				Tooltip: func() []string { return f.stepTooltip(c, m.step) },
			})
		}
	}
	return list
}

func (f *Survival) tooltip(c curve) []string {
	says := []string{c.name, c.basis}
	if c.Reason != "" {
		says = append(says, f.words.withheld(c.Reason))
	}
	return says
}

func (f *Survival) stepTooltip(c curve, s cohort.Step) []string {
	w := f.words
	return []string{
		c.name,
		w.T("group.says.without."+string(f.data.Event), "Share", w.Percent(s.Survival.Value),
			"Low", w.Number(100*s.Survival.Low, 0), "High", w.Number(100*s.Survival.High, 0)),
		w.T("group.says.after", "Months", w.Number(float64(s.Day)/daysPerMonth, 1), "Days", w.Count(s.Day)),
		c.basis,
	}
}
