// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// pointer is what follows the pointer and the arrow keys over a figure: the
// crosshair, a ring about the answer, the days of the activity that was chosen,
// and the tooltip. It lies above the pictures, so nothing is drawn anew when it
// moves.
type pointer struct {
	view    *figureView
	targets []plots.Target
	layout  *plots.Layout

	at     plots.Target // what is told, where told
	told   bool
	chosen plots.Target // an activity, where marked
	marked bool

	cross, span [2]*canvas.Rectangle // in the upper and the lower piece
	day         *dayMark
	halo        *canvas.Circle
	tip         *widgets.Tip
}

const (
	slack     = 6 // units beside a mark in which it is found
	haloApart = 4
)

func newPointer(v *figureView) *pointer {
	p := &pointer{view: v, halo: &canvas.Circle{StrokeWidth: 2}, day: newDayMark(), tip: widgets.NewTip()}
	for i := range p.cross {
		p.cross[i], p.span[i] = &canvas.Rectangle{}, &canvas.Rectangle{}
	}
	v.upper.Overlay.Objects = []fyne.CanvasObject{p.span[0], p.cross[0], p.day.chip, p.day.date, p.day.head}
	v.lower.Overlay.Objects = []fyne.CanvasObject{p.span[1], p.cross[1], p.halo}
	for _, o := range []fyne.CanvasObject{p.span[0], p.span[1], p.cross[0], p.cross[1], p.halo} {
		o.Hide()
	}
	v.upper.OnHover = func(pos fyne.Position) { p.hover(pos) }
	v.lower.OnHover = func(pos fyne.Position) { p.hover(fyne.NewPos(pos.X, pos.Y+v.top())) }
	v.upper.OnLeave, v.lower.OnLeave = p.hide, p.hide
	v.upper.OnTapped = func(pos fyne.Position) { p.tapped(pos) }
	v.lower.OnTapped = func(pos fyne.Position) { p.tapped(fyne.NewPos(pos.X, pos.Y+v.top())) }
	return p
}

// show is for another figure, or the same at another size.
func (p *pointer) show() {
	v := p.view
	p.layout, p.targets = v.layout, v.figure.Targets(v.layout)
	colours := widgets.CurrentPalette()
	shade := colours.Focus
	shade.A = 36
	for i := range p.cross {
		p.cross[i].FillColor, p.span[i].FillColor = colours.Focus, shade
	}
	v.lower.Overlay.Objects = append([]fyne.CanvasObject{p.span[1], p.cross[1], p.halo}, p.day.show(v.figure, v.layout)...)
	p.halo.StrokeColor = colours.Focus
	p.hide()
	if p.marked {
		i := slices.IndexFunc(p.targets, func(t plots.Target) bool {
			return t.Kind == plots.TargetActivity && t.Activity == p.chosen.Activity
		})
		if p.marked = i >= 0; p.marked {
			p.chosen = p.targets[i]
		}
	}
	p.mark()
}

// hover tells what lies at a place of the figure.
func (p *pointer) hover(pos fyne.Position) {
	if p.layout == nil {
		return
	}
	x, y := float64(pos.X), float64(pos.Y)
	t, ok := plots.FindTarget(p.targets, x, y, slack)
	at := pos.X
	if ok && t.Kind == plots.TargetAnswer { // the day of the answer that is told
		mx, _ := t.Box.Middle()
		at = float32(mx)
	}
	p.crosshair(at)
	defer p.paint()
	if !ok || t.Kind == plots.TargetPanel && x >= p.layout.Plot().X {
		p.told = false
		p.tip.Hide()
		p.halo.Hidden = true
		return
	}
	p.tell(t, pos)
}

// tell shows a target's tooltip beside a place.
func (p *pointer) tell(t plots.Target, pos fyne.Position) {
	if !p.told || !same(p.at, t) {
		p.tip.Say(t.Tooltip())
	}
	p.at, p.told = t, true
	if p.halo.Hidden = t.Kind != plots.TargetAnswer; !p.halo.Hidden {
		b := t.Box
		p.halo.Move(fyne.NewPos(float32(b.X)-haloApart, float32(b.Y)-p.view.top()-haloApart))
		p.halo.Resize(fyne.NewSize(float32(b.W)+2*haloApart, float32(b.H)+2*haloApart))
	}
	p.tip.ShowAt(fyne.NewPos(pos.X, p.view.onView(pos.Y)), p.view.content.Size())
}

// paint shows what has changed. What was hidden when it was last painted is
// known to nobody, so the ones that hold it are told.
func (p *pointer) paint() {
	p.view.upper.Overlay.Refresh()
	p.view.lower.Overlay.Refresh()
	p.view.content.Refresh()
}

func same(a, b plots.Target) bool {
	return a.Kind == b.Kind && a.Box == b.Box && slices.Equal(a.Tooltip(), b.Tooltip())
}

// crosshair stands at a place along the axis; beside it, nowhere.
func (p *pointer) crosshair(x float32) {
	day, ok := p.layout.Day(float64(x))
	for i, c := range p.cross {
		if c.Hidden = !ok; ok {
			p.upright(c, i, x-crossWide/2, crossWide)
		}
	}
	if !ok {
		p.day.hide()
		return
	}
	p.day.move(p.view.figure, p.layout, day, p.view.top())
}

const crossWide = 1.5

// upright stretches a rectangle over the height of a piece's part of the plot.
func (p *pointer) upright(r *canvas.Rectangle, piece int, x, width float32) {
	plot, top := p.layout.Plot(), p.view.top()
	from, to := float32(plot.Y), min(float32(plot.Y+plot.H), top)
	if piece == 1 {
		from, to = 0, float32(plot.Y+plot.H)-top
	}
	r.Move(fyne.NewPos(x, from))
	r.Resize(fyne.NewSize(width, max(0, to-from)))
}

func (p *pointer) hide() {
	p.told = false
	p.tip.Hide()
	p.halo.Hidden = true
	for _, c := range p.cross {
		c.Hidden = true
	}
	p.day.hide()
	p.paint()
}

// tapped chooses what lies at a place.
func (p *pointer) tapped(pos fyne.Position) {
	if p.layout == nil {
		return
	}
	t, ok := plots.FindTarget(p.targets, float64(pos.X), float64(pos.Y), slack)
	if ok {
		p.choose(t)
	}
}

// choose marks the days of an activity in every panel, shows a panel large, or
// tells an answer.
func (p *pointer) choose(t plots.Target) {
	switch t.Kind {
	case plots.TargetActivity:
		if p.marked && p.chosen.Activity == t.Activity {
			p.clear()
			return
		}
		p.hide() // what it tells stands in words now
		p.chosen, p.marked = t, true
		p.mark()
		p.view.onActivity(t.Activity)
	case plots.TargetPanel:
		p.view.onPanel(t.Domain)
	}
}

// clear takes the mark away and reports whether there was one.
func (p *pointer) clear() bool {
	if !p.marked {
		return false
	}
	p.marked = false
	p.mark()
	p.view.onActivity("")
	return true
}

func (p *pointer) mark() {
	for i, s := range p.span {
		if s.Hidden = !p.marked || p.layout == nil; !s.Hidden {
			p.upright(s, i, float32(p.chosen.Box.X), float32(math.Max(p.chosen.Box.W, 2)))
		}
	}
	p.paint()
}

// step goes to the next answer or the one before, in the same line of the same
// panel, or, by lines, to the next line at about the same time.
func (p *pointer) step(lines, answers int) {
	var all []plots.Target
	for _, t := range p.targets {
		if t.Kind == plots.TargetAnswer {
			all = append(all, t)
		}
	}
	if len(all) == 0 {
		return
	}
	domains := map[string]int{}
	for _, t := range p.targets {
		if t.Kind == plots.TargetPanel {
			domains[t.Domain] = len(domains)
		}
	}
	slices.SortStableFunc(all, func(a, b plots.Target) int {
		if a.Domain != b.Domain {
			return domains[a.Domain] - domains[b.Domain]
		}
		if a.Respondent != b.Respondent {
			if a.Respondent > b.Respondent { // citizen before caseworker
				return -1
			}
			return 1
		}
		return a.From.Compare(b.From)
	})
	i := slices.IndexFunc(all, func(t plots.Target) bool { return p.told && same(t, p.at) })
	switch {
	case i < 0:
		i = 0
	case answers != 0:
		if j := i + answers; j >= 0 && j < len(all) && line(all[j]) == line(all[i]) {
			i = j
		}
	default:
		i = otherLine(all, i, lines)
	}
	p.reach(all[i])
}

func line(t plots.Target) string { return t.Domain + " " + string(t.Respondent) }

// otherLine is the answer nearest in time in the line that many further down.
func otherLine(all []plots.Target, i, by int) int {
	var starts []int
	own := 0
	for j := range all {
		if j == 0 || line(all[j]) != line(all[j-1]) {
			starts = append(starts, j)
		}
		if j == i {
			own = len(starts) - 1
		}
	}
	to := own + by
	if to < 0 || to >= len(starts) {
		return i
	}
	best := starts[to]
	apart := func(j int) int {
		d := all[j].From.Sub(all[i].From)
		return max(d, -d)
	}
	for j := best; j < len(all) && line(all[j]) == line(all[starts[to]]); j++ {
		if apart(j) < apart(best) {
			best = j
		}
	}
	return best
}

// reach tells an answer and brings it into view.
func (p *pointer) reach(t plots.Target) {
	x, y := t.Box.Middle()
	p.view.scrollTo(float32(y) - p.view.top())
	p.crosshair(float32(x))
	p.tell(t, fyne.NewPos(float32(x), float32(y)))
	p.paint()
}

// enlarge shows the domain of the answer that is told large.
func (p *pointer) enlarge() {
	if p.told && p.at.Domain != "" {
		p.view.onPanel(p.at.Domain)
	}
}

// nextActivity marks the next activity, in the order of the lanes, and tells it;
// after the last one none is marked.
func (p *pointer) nextActivity() {
	var all []plots.Target
	for _, t := range p.targets {
		if t.Kind == plots.TargetActivity {
			all = append(all, t)
		}
	}
	next := 0
	if p.marked {
		next = 1 + slices.IndexFunc(all, func(t plots.Target) bool { return t.Activity == p.chosen.Activity })
	}
	if next >= len(all) {
		p.clear()
		p.hide()
		return
	}
	t := all[next]
	p.chosen, p.marked = t, true
	p.mark()
	x, y := t.Box.Middle()
	p.tell(t, fyne.NewPos(float32(x), float32(y)))
	p.paint()
}
