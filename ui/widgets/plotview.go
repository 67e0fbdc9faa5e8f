// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"
	"errors"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Renderer draws a figure of w by h pixels, with scale pixels per screen unit. It
// runs off the UI goroutine, so it must not use the state of widgets.
type Renderer func(ctx context.Context, w, h int, scale float32) (image.Image, error)

// PlotView shows a figure at device pixels. The figure is drawn in the background;
// until it is ready the previous one is shown, stretched.
//
// Objects that follow the pointer, such as a crosshair and its tooltip, belong in
// Overlay: they move without redrawing the figure.
type PlotView struct {
	control

	// Overlay is drawn above the figure and has no layout.
	Overlay   *fyne.Container
	MinFigure fyne.Size

	OnHover  func(pos fyne.Position) // in screen units, from the top left
	OnLeave  func()
	OnTapped func(pos fyne.Position)
	OnScroll func(pos fyne.Position, delta fyne.Delta)
	OnDrag   func(delta fyne.Delta)
	OnKey    func(e *fyne.KeyEvent)
	OnResize func(size fyne.Size)
	OnError  func(err error)

	run      Runner
	renderer Renderer
	version  int
	raster   *canvas.Raster

	picture image.Image
	drawn   figureKey // the key of picture
	wanted  figureKey // the key being drawn, or that of picture
	cancel  func()
}

type figureKey struct{ w, h, version int }

var (
	_ fyne.Focusable    = (*PlotView)(nil)
	_ fyne.Tappable     = (*PlotView)(nil)
	_ fyne.Scrollable   = (*PlotView)(nil)
	_ fyne.Draggable    = (*PlotView)(nil)
	_ desktop.Hoverable = (*PlotView)(nil)
)

// NewPlotView returns an empty view that draws with run.
func NewPlotView(run Runner) *PlotView {
	v := &PlotView{run: run, Overlay: &fyne.Container{}}
	v.raster = canvas.NewRaster(v.generate)
	v.raster.ScaleMode = canvas.ImageScaleFastest
	v.ExtendBaseWidget(v)
	return v
}

// SetRenderer shows another figure. The previous one remains until it is drawn.
func (v *PlotView) SetRenderer(r Renderer) {
	v.renderer = r
	v.Invalidate()
}

// Invalidate redraws the figure because its data have changed.
func (v *PlotView) Invalidate() {
	v.version++
	v.raster.Refresh()
	v.request()
}

// Stale reports whether the current figure has not been drawn yet.
func (v *PlotView) Stale() bool { return v.drawn != v.wanted || v.picture == nil }

// request draws the figure at its last size without waiting for the window to
// paint.
func (v *PlotView) request() {
	if v.wanted.w > 0 && v.wanted.h > 0 {
		v.schedule(v.wanted.w, v.wanted.h)
	}
}

func (v *PlotView) generate(w, h int) image.Image {
	v.schedule(w, h)
	if v.picture == nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	return v.picture
}

func (v *PlotView) schedule(w, h int) {
	key := figureKey{w, h, v.version}
	if v.renderer == nil || w <= 0 || h <= 0 || key == v.wanted {
		return
	}
	v.wanted = key
	if v.cancel != nil {
		v.cancel()
		v.cancel = nil
	}
	scale := float32(1)
	if v.Size().Width > 0 {
		scale = float32(w) / v.Size().Width
	}
	draw := v.renderer
	var picture image.Image
	finished := false
	cancel := v.run(func(ctx context.Context) (err error) {
		picture, err = draw(ctx, w, h, scale)
		return err
	}, func(err error) {
		finished = true
		v.finish(key, picture, err)
	})
	if !finished {
		v.cancel = cancel
	}
}

func (v *PlotView) finish(key figureKey, picture image.Image, err error) {
	if key != v.wanted {
		return
	}
	v.cancel = nil
	if err != nil {
		if v.OnError != nil && !errors.Is(err, context.Canceled) {
			v.OnError(err)
		}
		return
	}
	v.picture, v.drawn = picture, key
	v.raster.Refresh()
}

// MouseIn implements [desktop.Hoverable].
func (v *PlotView) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (v *PlotView) MouseMoved(e *desktop.MouseEvent) {
	notifyActivity()
	if v.OnHover != nil {
		v.OnHover(e.Position)
	}
}

// MouseOut implements [desktop.Hoverable].
func (v *PlotView) MouseOut() {
	if v.OnLeave != nil {
		v.OnLeave()
	}
}

// Tapped implements [fyne.Tappable].
func (v *PlotView) Tapped(e *fyne.PointEvent) {
	v.focusByPointer(v)
	if v.OnTapped != nil {
		v.OnTapped(e.Position)
	}
}

// Scrolled implements [fyne.Scrollable].
func (v *PlotView) Scrolled(e *fyne.ScrollEvent) {
	if v.OnScroll != nil {
		v.OnScroll(e.Position, e.Scrolled)
	}
}

// Dragged implements [fyne.Draggable].
func (v *PlotView) Dragged(e *fyne.DragEvent) {
	if v.OnDrag != nil {
		v.OnDrag(e.Dragged)
	}
}

// DragEnd implements [fyne.Draggable].
func (v *PlotView) DragEnd() {}

// TypedKey implements [fyne.Focusable].
func (v *PlotView) TypedKey(e *fyne.KeyEvent) {
	v.keyed(v, e)
	if v.OnKey != nil {
		v.OnKey(e)
	}
}

// FocusGained implements [fyne.Focusable].
func (v *PlotView) FocusGained() {
	v.focused = true
	v.Refresh()
	if v.focusCallback != nil {
		v.focusCallback()
	}
}

// FocusLost implements [fyne.Focusable].
func (v *PlotView) FocusLost() {
	v.focused, v.clicked = false, false
	v.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (v *PlotView) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	r := &plotRenderer{view: v}
	for i := range r.ring {
		r.ring[i] = &canvas.Rectangle{}
	}
	r.paint()
	return r
}

type plotRenderer struct {
	noDestroy
	view *PlotView
	ring [4]*canvas.Rectangle
}

func (r *plotRenderer) MinSize() fyne.Size { return r.view.MinFigure }

func (r *plotRenderer) Layout(s fyne.Size) {
	r.view.raster.Resize(s)
	r.view.Overlay.Resize(s)
	const w = 2
	place := func(i int, x, y, width, height float32) {
		r.ring[i].Move(fyne.NewPos(x, y))
		r.ring[i].Resize(fyne.NewSize(width, height))
	}
	place(0, 0, 0, s.Width, w)
	place(1, 0, s.Height-w, s.Width, w)
	place(2, 0, 0, w, s.Height)
	place(3, s.Width-w, 0, w, s.Height)
	if r.view.OnResize != nil {
		r.view.OnResize(s)
	}
}

func (r *plotRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.view.raster, r.view.Overlay, r.ring[0], r.ring[1], r.ring[2], r.ring[3]}
}

// Refresh does not redraw the figure; see [PlotView.Invalidate].
func (r *plotRenderer) Refresh() {
	r.paint()
	r.view.Overlay.Refresh()
}

func (r *plotRenderer) paint() {
	p := CurrentPalette()
	for _, side := range r.ring {
		side.FillColor = p.Focus
		side.Hidden = !r.view.ring()
		side.Refresh()
	}
}
