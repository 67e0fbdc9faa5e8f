// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// GroupView shows the figure of a group at device pixels, with a tooltip for the
// target under the pointer or reached by the arrow keys. It scrolls where it is lower
// than the figure.
type GroupView struct {
	// OnChosen is called with the target that is clicked, or chosen by Enter.
	OnChosen func(t plots.GroupTarget)

	content *fyne.Container
	view    *PlotView
	scroll  *container.Scroll
	frame   *canvas.Rectangle // around the current target
	tip     *Tip

	figure  plots.Figure
	size    fyne.Size // of the view
	targets []plots.GroupTarget
	current int // the target of the tooltip, or -1
}

// groupSlack is how far from a target the pointer may be.
const groupSlack = 5

// NewGroupView returns an empty view that draws its figures with run.
func NewGroupView(run Runner) *GroupView {
	v := &GroupView{view: NewPlotView(run), frame: &canvas.Rectangle{StrokeWidth: 1.5, CornerRadius: 3}, tip: NewTip(), current: -1}
	v.frame.Hide()
	v.view.Overlay.Objects = []fyne.CanvasObject{v.frame}
	v.view.OnHover = v.onHover
	v.view.OnLeave = v.clearTip
	v.view.OnTapped = v.onTapped
	v.view.OnKey = v.onKey
	v.view.OnScroll = func(_ fyne.Position, d fyne.Delta) { v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: d}) }
	v.scroll = container.NewVScroll(v.view)
	v.content = container.New(v, v.scroll, v.tip.Content)
	return v
}

// Content returns the canvas object of the view.
func (v *GroupView) Content() fyne.CanvasObject { return v.content }

// Focusable returns the object that takes the focus.
func (v *GroupView) Focusable() fyne.Focusable { return v.view }

// OnError sets the function that is called when a figure cannot be drawn.
func (v *GroupView) OnError(report func(err error)) { v.view.OnError = report }

// Show draws another figure. The previous one remains until the new one is drawn.
func (v *GroupView) Show(f plots.Figure) {
	v.figure, v.size = f, fyne.Size{}
	v.clearTip()
	v.Layout(nil, v.content.Size())
}

// MinSize implements [fyne.Layout].
func (v *GroupView) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, 80) }

// Layout implements [fyne.Layout].
func (v *GroupView) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	if s.Width < 1 || s.Height < 1 {
		return
	}
	Place(v.scroll, 0, 0, s.Width, s.Height)
	Place(v.tip.Content, 0, 0, s.Width, s.Height)
	if v.figure == nil || s == v.size {
		return
	}
	v.size = s
	high := max(float64(s.Height), v.figure.Height(float64(s.Width)))
	v.targets = v.figure.Targets(float64(s.Width), high)
	v.view.MinFigure = fyne.NewSize(100, float32(high))
	v.view.Resize(fyne.NewSize(s.Width, float32(high)))
	v.scroll.Refresh()
	figure, palette := v.figure, CurrentPalette()
	v.view.SetRenderer(func(ctx context.Context, w, h int, scale float32) (image.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return figure.Image(float64(w)/float64(scale), float64(h)/float64(scale), palette, plots.NearestScale(float64(scale))), nil
	})
}

func (v *GroupView) onHover(pos fyne.Position) {
	t, ok := plots.FindGroupTarget(v.targets, float64(pos.X), float64(pos.Y), groupSlack)
	if !ok {
		v.clearTip()
		return
	}
	for i := range v.targets {
		if v.targets[i].Box == t.Box {
			v.showTip(i, pos)
		}
	}
}

// showTip shows the tooltip of target i next to pos in the figure.
func (v *GroupView) showTip(i int, pos fyne.Position) {
	t := v.targets[i]
	if i != v.current {
		v.current = i
		v.tip.Say(t.Tooltip())
	}
	v.frame.StrokeColor = CurrentPalette().Focus
	const around = 2
	Place(v.frame, float32(t.Box.X)-around, float32(t.Box.Y)-around, float32(t.Box.W)+2*around, float32(t.Box.H)+2*around)
	v.frame.CornerRadius = 3
	if t.Round {
		v.frame.CornerRadius = float32(t.Box.W)/2 + around
	}
	v.frame.Hidden = false
	v.tip.ShowAt(fyne.NewPos(pos.X, pos.Y-v.scroll.Offset.Y), v.content.Size())
	v.paint()
}

func (v *GroupView) clearTip() {
	v.current = -1
	v.frame.Hidden = true
	v.tip.Hide()
	v.paint()
}

func (v *GroupView) paint() {
	v.view.Overlay.Refresh()
	v.content.Refresh()
}

func (v *GroupView) onTapped(pos fyne.Position) {
	if t, ok := plots.FindGroupTarget(v.targets, float64(pos.X), float64(pos.Y), groupSlack); ok && v.OnChosen != nil {
		v.OnChosen(t)
	}
}

// onKey moves from target to target and chooses one.
func (v *GroupView) onKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyRight:
		v.step(1)
	case fyne.KeyUp, fyne.KeyLeft:
		v.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.current >= 0 && v.OnChosen != nil {
			v.OnChosen(v.targets[v.current])
		}
	case fyne.KeyEscape:
		v.clearTip()
	}
}

func (v *GroupView) step(by int) {
	if len(v.targets) == 0 {
		return
	}
	i := min(max(v.current+by, 0), len(v.targets)-1)
	x, y := v.targets[i].Box.Middle()
	v.reveal(float32(y))
	v.showTip(i, fyne.NewPos(float32(x), float32(y)))
}

// reveal scrolls until y in the figure is visible.
func (v *GroupView) reveal(y float32) {
	const around = 30
	high := v.scroll.Size().Height
	switch {
	case y-around < v.scroll.Offset.Y:
		v.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y-around)))
	case y+around > v.scroll.Offset.Y+high:
		v.scroll.ScrollToOffset(fyne.NewPos(0, y+around-high))
	}
}
