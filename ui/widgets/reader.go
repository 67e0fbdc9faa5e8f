// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Reader shows scrollable content that takes the focus, so that the keyboard can
// scroll it. The scroll bar does not cover the content.
type Reader struct {
	control

	scroll  *container.Scroll
	minSize fyne.Size
}

const (
	readerBarWidth = 14
	readerLineStep = 36
)

var _ fyne.Focusable = (*Reader)(nil)

// NewReader returns a reader of content with a minimum size.
func NewReader(content fyne.CanvasObject, minSize fyne.Size) *Reader {
	r := &Reader{minSize: minSize}
	r.scroll = container.NewVScroll(container.New(&readerLayout{}, content))
	r.ExtendBaseWidget(r)
	return r
}

// TypedKey implements [fyne.Focusable].
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	r.keyed(r, e)
	page := r.scroll.Size().Height - readerLineStep
	switch e.Name {
	case fyne.KeyUp:
		r.scrollBy(readerLineStep)
	case fyne.KeyDown:
		r.scrollBy(-readerLineStep)
	case fyne.KeyPageUp:
		r.scrollBy(page)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.scrollBy(-page)
	case fyne.KeyHome:
		r.scroll.ScrollToTop()
	case fyne.KeyEnd:
		r.scroll.ScrollToBottom()
	case fyne.KeyReturn, fyne.KeyEnter:
		bubbleKey(r, e)
	}
}

func (r *Reader) scrollBy(dy float32) {
	r.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
}

// CreateRenderer implements [fyne.Widget].
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	ring := &canvas.Rectangle{StrokeWidth: 2, CornerRadius: controlRadius}
	rr := &readerRenderer{reader: r, ring: ring}
	rr.Refresh()
	return rr
}

type readerRenderer struct {
	noDestroy
	reader *Reader
	ring   *canvas.Rectangle
}

func (r *readerRenderer) MinSize() fyne.Size { return r.reader.minSize }

func (r *readerRenderer) Layout(s fyne.Size) {
	r.reader.scroll.Resize(s)
	r.ring.Move(fyne.NewPos(-6, -6))
	r.ring.Resize(s.AddWidthHeight(12, 12))
}

func (r *readerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.reader.scroll, r.ring}
}

func (r *readerRenderer) Refresh() {
	r.ring.StrokeColor = CurrentPalette().Focus
	r.ring.Hidden = !r.reader.ring()
	r.ring.Refresh()
}

// readerLayout leaves room for the scroll bar to the right of its single object.
type readerLayout struct{}

func (*readerLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(readerBarWidth, 0)
}

func (*readerLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width-readerBarWidth, s.Height))
}
