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

// pointer follows the mouse and the arrow keys over a figure: the crosshair, a
// ring around the answer, the days of the selected activity and the tooltip. All
// of it is an overlay, so moving it redraws no figure.
type pointer struct {
	view    *figureView
	targets []plots.Target
	layout  *plots.Layout

	hovered plots.Target // valid while active: the target with the tooltip
	active  bool
	chosen  plots.Target // an activity; valid while marked
	marked  bool

	cross, span [2]*canvas.Rectangle // in the upper and the lower part
	day         *dayMark
	halo        [2]*canvas.Circle
	tip         *widgets.Tip
}

const (
	hitTolerance = 6 // distance at which a mark is still hit
	haloGap      = 4
)

func newPointer(v *figureView) *pointer {
	p := &pointer{view: v, day: newDayMark(), tip: widgets.NewTip()}
	for i := range p.cross {
		p.cross[i], p.span[i], p.halo[i] = &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Circle{StrokeWidth: 2}
	}
	v.upper.Overlay.Objects = []fyne.CanvasObject{p.span[0], p.cross[0], p.day.chip, p.day.date, p.day.heads[0], p.day.heads[1], p.halo[0]}
	v.lower.Overlay.Objects = []fyne.CanvasObject{p.span[1], p.cross[1], p.halo[1]}
	for _, o := range []fyne.CanvasObject{p.span[0], p.span[1], p.cross[0], p.cross[1], p.halo[0], p.halo[1]} {
		o.Hide()
	}
	v.upper.OnHover = func(pos fyne.Position) { p.hover(pos) }
	v.lower.OnHover = func(pos fyne.Position) { p.hover(fyne.NewPos(pos.X, pos.Y+v.top())) }
	v.upper.OnLeave, v.lower.OnLeave = p.hide, p.hide
	v.upper.OnTapped = func(pos fyne.Position) { p.tapped(pos) }
	v.lower.OnTapped = func(pos fyne.Position) { p.tapped(fyne.NewPos(pos.X, pos.Y+v.top())) }
	return p
}

// reset adapts to another figure or layout.
func (p *pointer) reset() {
	v := p.view
	p.layout, p.targets = v.layout, v.figure.Targets(v.layout)
	colours := widgets.CurrentPalette()
	shade := colours.Focus
	shade.A = 36
	for i := range p.cross {
		p.cross[i].FillColor, p.span[i].FillColor = colours.Focus, shade
	}
	v.lower.Overlay.Objects = append([]fyne.CanvasObject{p.span[1], p.cross[1], p.halo[1]}, p.day.reset(v.figure, v.layout)...)
	p.halo[0].StrokeColor, p.halo[1].StrokeColor = colours.Focus, colours.Focus
	p.hide()
	if p.marked {
		i := slices.IndexFunc(p.targets, func(t plots.Target) bool {
			return t.Kind == plots.TargetActivity && t.Activity == p.chosen.Activity
		})
		if p.marked = i >= 0; p.marked {
			p.chosen = p.targets[i]
		}
	}
	p.showMarked()
}

// hover shows what is at a position of the figure.
func (p *pointer) hover(pos fyne.Position) {
	if p.layout == nil {
		return
	}
	x, y := float64(pos.X), float64(pos.Y)
	t, ok := plots.FindTarget(p.targets, x, y, hitTolerance)
	at := pos.X
	if ok && t.Kind == plots.TargetAnswer { // snap to the day of the answer
		mx, _ := t.Box.Middle()
		at = float32(mx)
	}
	p.crosshair(at)
	defer p.refresh()
	if !ok || t.Kind == plots.TargetPanel && x >= p.layout.Plot().X {
		p.active = false
		p.tip.Hide()
		p.hideHalo()
		return
	}
	p.showTooltip(t, pos)
}

// showTooltip shows a target's tooltip near a position.
func (p *pointer) showTooltip(t plots.Target, pos fyne.Position) {
	if !p.active || !sameTarget(p.hovered, t) {
		p.tip.Say(t.Tooltip())
	}
	p.hovered, p.active = t, true
	p.hideHalo()
	if b := t.Box; t.Kind == plots.TargetAnswer {
		y := float32(b.Y) - haloGap
		halo := p.halo[0]
		if top := p.view.top(); float32(b.Y) >= top {
			halo, y = p.halo[1], y-top
		}
		halo.Move(fyne.NewPos(float32(b.X)-haloGap, y))
		halo.Resize(fyne.NewSize(float32(b.W)+2*haloGap, float32(b.H)+2*haloGap))
		halo.Hidden = false
	}
	p.tip.ShowAt(fyne.NewPos(pos.X, p.view.viewY(pos.Y)), p.view.content.Size())
}

func (p *pointer) hideHalo() { p.halo[0].Hidden, p.halo[1].Hidden = true, true }

// domain returns the domain of the selected answer, or the first of the figure.
func (p *pointer) domain() (string, bool) {
	if p.active && p.hovered.Domain != "" {
		return p.hovered.Domain, true
	}
	for _, t := range p.targets {
		if t.Kind == plots.TargetPanel {
			return t.Domain, true
		}
	}
	return "", false
}

// refresh repaints the overlays. The toolkit does not repaint an object that was
// hidden, so its containers are refreshed.
func (p *pointer) refresh() {
	p.view.upper.Overlay.Refresh()
	p.view.lower.Overlay.Refresh()
	p.view.content.Refresh()
}

func sameTarget(a, b plots.Target) bool {
	return a.Kind == b.Kind && a.Box == b.Box && slices.Equal(a.Tooltip(), b.Tooltip())
}

// crosshair moves to a position on the axis; outside the axis it is hidden.
func (p *pointer) crosshair(x float32) {
	day, ok := p.layout.Day(float64(x))
	for i, c := range p.cross {
		if c.Hidden = !ok; ok {
			p.placeBand(c, i, x-crosshairWidth/2, crosshairWidth)
		}
	}
	if !ok {
		p.day.hide()
		return
	}
	p.day.move(p.view.figure, p.layout, day, p.view.top())
}

const crosshairWidth = 1.5

// placeBand gives a rectangle the height of a part's share of the plot.
func (p *pointer) placeBand(r *canvas.Rectangle, piece int, x, width float32) {
	plot, top := p.layout.Plot(), p.view.top()
	from, to := float32(plot.Y), min(float32(plot.Y+plot.H), top)
	if piece == 1 {
		from, to = 0, float32(plot.Y+plot.H)-top
	}
	r.Move(fyne.NewPos(x, from))
	r.Resize(fyne.NewSize(width, max(0, to-from)))
}

func (p *pointer) hide() {
	p.active = false
	p.tip.Hide()
	p.hideHalo()
	for _, c := range p.cross {
		c.Hidden = true
	}
	p.day.hide()
	p.refresh()
}

// tapped selects what is at a position.
func (p *pointer) tapped(pos fyne.Position) {
	if p.layout == nil {
		return
	}
	t, ok := plots.FindTarget(p.targets, float64(pos.X), float64(pos.Y), hitTolerance)
	if ok {
		p.choose(t)
	}
}

// choose marks the days of an activity in every panel, or enlarges a panel.
func (p *pointer) choose(t plots.Target) {
	switch t.Kind {
	case plots.TargetActivity:
		if p.marked && p.chosen.Activity == t.Activity {
			p.unmark()
			return
		}
		p.hide() // the summary says it now
		p.chosen, p.marked = t, true
		p.showMarked()
		p.view.onActivity(t.Activity)
	case plots.TargetPanel:
		p.view.onPanel(t.Domain)
	}
}

// unmark removes the mark and reports whether there was one.
func (p *pointer) unmark() bool {
	if !p.marked {
		return false
	}
	p.marked = false
	p.showMarked()
	p.view.onActivity("")
	return true
}

func (p *pointer) showMarked() {
	for i, s := range p.span {
		if s.Hidden = !p.marked || p.layout == nil; !s.Hidden {
			p.placeBand(s, i, float32(p.chosen.Box.X), float32(math.Max(p.chosen.Box.W, 2)))
		}
	}
	p.refresh()
}
