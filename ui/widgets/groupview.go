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

// GroupView shows a figure of a group at the pixels of the screen, and tells what
// the pointer lies on or the arrow keys have reached. Where it is lower than the
// figure it scrolls.
type GroupView struct {
	// OnChosen is told what is clicked, or chosen by Enter.
	OnChosen func(t plots.GroupTarget)

	content *fyne.Container
	view    *PlotView
	scroll  *container.Scroll
	frame   *canvas.Rectangle // about what is told
	tip     *Tip

	figure  plots.Figure
	size    fyne.Size // of the view
	targets []plots.GroupTarget
	at      int // the target that is told, or -1
}

// groupSlack is how far beside a mark it is found.
const groupSlack = 5

// NewGroupView returns an empty view that draws by run.
func NewGroupView(run Runner) *GroupView {
	v := &GroupView{view: NewPlotView(run), frame: &canvas.Rectangle{StrokeWidth: 1.5, CornerRadius: 3}, tip: NewTip(), at: -1}
	v.frame.Hide()
	v.view.Overlay.Objects = []fyne.CanvasObject{v.frame}
	v.view.OnHover = v.onHover
	v.view.OnLeave = v.hide
	v.view.OnTapped = v.onTapped
	v.view.OnKey = v.onKey
	v.view.OnScroll = func(_ fyne.Position, d fyne.Delta) { v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: d}) }
	v.scroll = container.NewVScroll(v.view)
	v.content = container.New(v, v.scroll, v.tip.Content)
	return v
}

// Content is what the view shows.
func (v *GroupView) Content() fyne.CanvasObject { return v.content }

// Focusable takes the keyboard.
func (v *GroupView) Focusable() fyne.Focusable { return v.view }

// OnError tells of a figure that could not be drawn.
func (v *GroupView) OnError(tell func(err error)) { v.view.OnError = tell }

// Show draws another figure; the old one stays until it is there.
func (v *GroupView) Show(f plots.Figure) {
	v.figure, v.size = f, fyne.Size{}
	v.hide()
	v.Layout(nil, v.content.Size())
}

// MinSize implements fyne.Layout.
func (v *GroupView) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, 80) }

// Layout implements fyne.Layout.
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
		v.hide()
		return
	}
	for i := range v.targets {
		if v.targets[i].Box == t.Box {
			v.tell(i, pos)
		}
	}
}

// tell shows a target's tip beside a place of the figure.
func (v *GroupView) tell(i int, pos fyne.Position) {
	t := v.targets[i]
	if i != v.at {
		v.at = i
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

func (v *GroupView) hide() {
	v.at = -1
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

// onKey goes through what can be pointed at.
func (v *GroupView) onKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyRight:
		v.step(1)
	case fyne.KeyUp, fyne.KeyLeft:
		v.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.at >= 0 && v.OnChosen != nil {
			v.OnChosen(v.targets[v.at])
		}
	case fyne.KeyEscape:
		v.hide()
	}
}

func (v *GroupView) step(by int) {
	if len(v.targets) == 0 {
		return
	}
	i := min(max(v.at+by, 0), len(v.targets)-1)
	x, y := v.targets[i].Box.Middle()
	v.reveal(float32(y))
	v.tell(i, fyne.NewPos(float32(x), float32(y)))
}

// reveal scrolls until a height of the figure is seen.
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
