// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"strconv"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// EventStudy are the answers to one item about the first company-directed activity,
// measured from the last answer before it. The activity begins somewhere between
// that answer and the next.
type EventStudy struct {
	exporter
	data   cohort.EventRow
	reason disclosure.Reason // of withholding it all
	note   string
}

// NewEventStudy makes the figure.
func NewEventStudy(r cohort.EventRow, w *assets.Words) *EventStudy {
	f := &EventStudy{data: r}
	f.exporter = exporter{f, formatter{w}}
	var why reasons
	estimates := 0
	for _, p := range r.Points {
		why.add(p.Citizens.Reason(), p.Estimate.Interval.Reason())
		if _, ok := p.Estimate.Interval.Get(); ok && !isReference(p) {
			estimates++
		}
	}
	switch {
	case estimates == 0 && len(why) > 0:
		f.reason = why[0]
	case estimates == 0:
		f.reason = disclosure.NoCitizens
	default:
		f.note = why.note(f.words)
	}
	return f
}

// isReference reports whether the others are measured from a point.
func isReference(p cohort.EventPoint) bool { return p.At == -1 }

// The parts of an EventStudy.
const (
	eventHead    = 22
	eventMinPlot = 150 // the least
	eventMaxPlot = 340
	eventFoot    = 44
	eventGutter  = groupInset + 40
)

// Height is how high the figure is at a width.
func (f *EventStudy) Height(width float64) float64 {
	return eventHead + eventMinPlot + eventFoot + notesHeight(noteLines(width, f.note))
}

// Cautions are what must be said with the figure.
func (f *EventStudy) Cautions() []cohort.Caution {
	list := []cohort.Caution{cohort.Together, cohort.StepError, cohort.Regression, cohort.NoGuide}
	if f.data.Dips {
		list = append(list, cohort.Dip)
	}
	return list
}

// eventLayout holds the positions of an [EventStudy] for one size.
type eventLayout struct {
	plot rect
	x, y valueAxis
	step float64
}

func (f *EventStudy) layout(at rect) eventLayout {
	var l eventLayout
	high := math.Min(at.h-eventHead-eventFoot-notesHeight(noteLines(at.w, f.note)), eventMaxPlot)
	gutter := math.Max(eventGutter, groupInset+textWidth(f.words.T("group.answer"), plain(axisSize))+22)
	l.plot = rect{at.x + gutter, at.y + eventHead, at.w - gutter - groupInset, high}
	var held valueRange
	held.include(0)
	first, last := -2, 2
	for i, p := range f.data.Points {
		if i == 0 {
			first, last = p.At, p.At
		}
		first, last = min(first, p.At), max(last, p.At)
		if e, ok := p.Estimate.Interval.Get(); ok {
			held.include(e.Value, e.Low, e.High)
		}
	}
	if held.high-held.low < .1 {
		held.include(held.low-.05, held.low+.05)
	}
	l.step = niceStep(held.high-held.low, int(math.Max(2, high/36)))
	low, top := math.Floor(held.low/l.step+1e-9)*l.step, math.Ceil(held.high/l.step-1e-9)*l.step
	l.y = valueAxis{low, top, l.plot.bottom() - 6, l.plot.y + 6}
	l.x = valueAxis{float64(first) - .35, float64(last) + .35, l.plot.x, l.plot.right()}
	return l
}

func (f *EventStudy) draw(b *brush, at rect, pal Palette, _ bool) {
	d, l := pen{b, pal, f.words}, f.layout(at)
	if f.reason != "" {
		d.message(f.words.withheld(f.reason), l.plot)
	} else {
		f.drawStart(d, l)
		f.drawGrid(d, l)
		f.drawPoints(d, l)
	}
	y := l.plot.bottom()
	d.hline(l.plot.x, l.plot.right(), y, 1, pal.Line)
	d.label(f.words.T("group.answer"), at.x+groupInset, y+14, plain(axisSize), left, pal.Muted)
	d.label(f.words.T("group.n"), at.x+groupInset, y+31, plain(axisSize), left, pal.Muted)
	for _, p := range f.data.Points {
		x := l.x.at(float64(p.At))
		d.label(f.words.steps(float64(p.At)), x, y+14, plain(smallSize), centre, pal.Ink)
		d.label(disclosedText(p.Citizens, f.words.Count), x, y+31, plain(axisSize), centre, pal.Muted)
	}
	d.notes(noteLines(at.w, f.note), at.x+groupInset, y+eventFoot)
}

func (f *EventStudy) drawGrid(d pen, l eventLayout) {
	for _, v := range l.y.ticks(l.step) {
		c := d.pal.Grid
		if math.Abs(v) < l.step/2 {
			c = d.pal.Edge
		}
		d.hline(l.plot.x, l.plot.right(), l.y.at(v), 1, c)
		d.label(f.words.tick(v, l.step), l.plot.x-8, l.y.at(v), plain(axisSize), right, d.pal.Muted)
	}
	d.label(f.words.T("group.steps"), l.plot.x-8, l.plot.y-eventHead/2, plain(axisSize), right, d.pal.Muted)
}

// drawStart shades the time in which the activity begins.
func (f *EventStudy) drawStart(d pen, l eventLayout) {
	x0, x1 := l.x.at(-1), l.x.at(0)
	d.fill(rect{x0, l.plot.y, x1 - x0, l.plot.h}, d.pal.CompanyShade)
	if d.pal.Print {
		d.dashedV(x0, l.plot.y, l.plot.bottom(), 0.6, 1, 2, d.pal.Hatch)
		d.dashedV(x1, l.plot.y, l.plot.bottom(), 0.6, 1, 2, d.pal.Hatch)
	}
	d.label(f.words.T("group.activity_begins"), (x0+x1)/2, l.plot.y-9, plain(axisSize), centre, d.pal.Ink)
}

func (f *EventStudy) drawPoints(d pen, l eventLayout) {
	c := d.respondentColour(f.data.Measure.Respondent)
	var run []point
	for _, p := range f.data.Points {
		at, ok := l.at(p)
		if !ok {
			d.polyline(run, 1.6, c)
			run = nil
			continue
		}
		run = append(run, at)
	}
	d.polyline(run, 1.6, c)
	for i, p := range f.data.Points {
		at, ok := l.at(p)
		switch {
		case !ok:
		case isReference(p):
			d.openDisc(at.x, at.y, eventMark, 1.6, c)
			d.label(f.words.T("group.reference"), at.x, at.y+f.labelOffset(l, i), plain(axisSize), centre, d.pal.Ink)
		default:
			e, _ := p.Estimate.Interval.Get()
			d.intervalY(at.x, l.y.at(e.Low), l.y.at(e.High), 4, 1.4, c)
			d.disc(at.x, at.y, eventMark, c)
		}
	}
}

// labelOffset is how far below a point its label is written, negative for above: on
// the side where the line to its neighbours does not run.
func (f *EventStudy) labelOffset(l eventLayout, i int) float64 {
	at, _ := l.at(f.data.Points[i])
	rise := 0.0
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(f.data.Points) {
			if beside, ok := l.at(f.data.Points[k]); ok {
				rise += at.y - beside.y
			}
		}
	}
	if rise >= 0 && at.y+20 < l.plot.bottom() || at.y-20 < l.plot.y {
		return 14
	}
	return -14
}

// eventMark is the radius of a point.
const eventMark = 4.4

// at returns a point's position, false where it is withheld.
func (l eventLayout) at(p cohort.EventPoint) (point, bool) {
	e, ok := p.Estimate.Interval.Get()
	return point{l.x.at(float64(p.At)), l.y.at(e.Value)}, ok
}

// Targets are the points, and the columns behind them.
func (f *EventStudy) Targets(width, height float64) []GroupTarget {
	l := f.layout(f.bounds(width, height))
	half := (l.x.at(1) - l.x.at(0)) / 2
	var list []GroupTarget
	for _, p := range f.data.Points {
		x := l.x.at(float64(p.At))
		x0, x1 := math.Max(x-half, l.plot.x), math.Min(x+half, l.plot.right())
		says := func() []string { return f.tooltip(p) }
		list = append(list, GroupTarget{Box: Box{x0, l.plot.y, x1 - x0, l.plot.h + eventFoot - 6}, Tooltip: says})
		if at, ok := l.at(p); ok && f.reason == "" {
			list = append(list, GroupTarget{Box: Box{at.x - eventMark, at.y - eventMark, 2 * eventMark, 2 * eventMark}, Round: true, Tooltip: says})
		}
	}
	return list
}

func (f *EventStudy) tooltip(p cohort.EventPoint) []string {
	w := f.words
	says := []string{w.T("group.says.event." + strconv.Itoa(p.At))}
	switch why := p.Estimate.Interval.Reason(); {
	case why != "":
		return append(says, w.withheld(why))
	case isReference(p):
		says = append(says, w.T("group.says.reference"))
	default:
		says = append(says, w.T("group.says.steps", "Estimate", w.estimate(p.Estimate)))
	}
	n, _ := p.Citizens.Get()
	return append(says, w.N("group.says.citizens", n))
}
