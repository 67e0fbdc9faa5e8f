// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// figureView shows a figure in two parts: the lanes and the axis, which are
// fixed, and the panels, which scroll.
type figureView struct {
	content *fyne.Container
	upper   *widgets.PlotView
	lower   *widgets.PlotView
	scroll  *container.Scroll
	pointer *pointer
	onKey   func(e *fyne.KeyEvent)
	onError func(err error)
	// onActivity reports the selected activity, or "" if it was deselected.
	onActivity func(id model.ID)
	onPanel    func(domain string)
	onWheel    func(at fyne.Position, d fyne.Delta)
	onDrag     func(dx float32)

	figure *plots.Progression
	large  string // the domain that is also shown large, or ""
	layout *plots.Layout
	size   fyne.Size
}

func newFigureView(run widgets.Runner) *figureView {
	v := &figureView{upper: widgets.NewPlotView(run), lower: widgets.NewPlotView(run)}
	v.upper.Disable() // a single stop for the Tab key
	v.scroll = container.NewVScroll(v.lower)
	v.upper.OnScroll = func(at fyne.Position, d fyne.Delta) { v.onWheel(at, d) }
	v.lower.OnScroll = func(at fyne.Position, d fyne.Delta) {
		if d.DX != 0 || v.lower.MinSize().Height <= v.scroll.Size().Height+1 {
			v.onWheel(at, d)
			return
		}
		v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: d})
	}
	drag := func(d fyne.Delta) { v.onDrag(d.DX) }
	v.upper.OnDrag, v.lower.OnDrag = drag, drag
	v.lower.OnKey = func(e *fyne.KeyEvent) { v.onKey(e) }
	fail := func(err error) { v.onError(err) }
	v.upper.OnError, v.lower.OnError = fail, fail
	v.pointer = newPointer(v)
	v.content = container.New(v, v.upper, v.scroll, v.pointer.tip.Content)
	return v
}

// top returns where the panels start in the figure.
func (v *figureView) top() float32 {
	if v.layout == nil {
		return 0
	}
	return float32(math.Round(v.layout.PanelsTop))
}

// viewY converts a y coordinate of the figure to the view, given the scroll
// offset.
func (v *figureView) viewY(y float32) float32 {
	if y < v.top() {
		return y
	}
	return y - v.scroll.Offset.Y
}

// scrollTo makes a y coordinate of the panels visible.
func (v *figureView) scrollTo(y float32) {
	const around = 40
	height := v.scroll.Size().Height
	switch {
	case y-around < v.scroll.Offset.Y:
		v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, v.scroll.Offset.Y-(y-around))})
	case y+around > v.scroll.Offset.Y+height:
		v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, v.scroll.Offset.Y+height-(y+around))})
	}
}

// show displays another figure, with a domain that is also shown large.
func (v *figureView) show(p *plots.Progression, large string) {
	v.figure, v.large, v.size = p, large, fyne.Size{}
	v.Layout(nil, v.content.Size())
}

// MinSize implements [fyne.Layout].
func (v *figureView) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 160) }

// Layout implements [fyne.Layout].
func (v *figureView) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	if v.figure == nil || s.Width < 1 || s.Height < 1 || s == v.size {
		return
	}
	v.size = s
	v.layout = v.figure.Layout(plots.Size{Width: float64(s.Width), Height: float64(s.Height), Large: v.large})
	top := float32(math.Round(v.layout.PanelsTop))
	widgets.Place(v.upper, 0, 0, s.Width, top)
	v.lower.MinFigure = fyne.NewSize(100, float32(v.layout.Height)-top)
	widgets.Place(v.scroll, 0, top, s.Width, max(0, s.Height-top))
	v.scroll.Refresh()
	widgets.Place(v.pointer.tip.Content, 0, 0, s.Width, s.Height)
	v.pointer.reset()
	d := &drawing{figure: v.figure, layout: v.layout, palette: widgets.CurrentPalette()}
	v.upper.SetRenderer(d.upper)
	v.lower.SetRenderer(d.lower)
}

// scrollBy scrolls the panels by a key.
func (v *figureView) scrollBy(key fyne.KeyName) {
	const line = 40
	var dy float32
	switch key {
	case fyne.KeyPageUp:
		dy = v.scroll.Size().Height - line
	case fyne.KeyPageDown:
		dy = line - v.scroll.Size().Height
	case fyne.KeyEnd:
		v.scroll.ScrollToBottom()
	}
	if dy != 0 {
		v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
	}
}
