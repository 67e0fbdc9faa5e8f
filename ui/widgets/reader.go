// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Reader shows content that may be longer than its room, and scrolls it by the
// arrow keys too. The scroll bar has a margin of its own.
type Reader struct {
	control

	scroll *container.Scroll
	least  fyne.Size
}

const (
	readerBar  = 14
	readerLine = 36
)

var _ fyne.Focusable = (*Reader)(nil)

// NewReader returns a reader of content, no smaller than a size.
func NewReader(content fyne.CanvasObject, least fyne.Size) *Reader {
	r := &Reader{least: least}
	r.scroll = container.NewVScroll(container.New(&readerLayout{}, content))
	r.ExtendBaseWidget(r)
	return r
}

// TypedKey implements fyne.Focusable.
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	r.keyed(r, e)
	page := r.scroll.Size().Height - readerLine
	switch e.Name {
	case fyne.KeyUp:
		r.by(readerLine)
	case fyne.KeyDown:
		r.by(-readerLine)
	case fyne.KeyPageUp:
		r.by(page)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.by(-page)
	case fyne.KeyHome:
		r.scroll.ScrollToTop()
	case fyne.KeyEnd:
		r.scroll.ScrollToBottom()
	case fyne.KeyReturn, fyne.KeyEnter:
		escalate(r, e)
	}
}

func (r *Reader) by(dy float32) {
	r.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
}

// CreateRenderer implements fyne.Widget.
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

func (r *readerRenderer) MinSize() fyne.Size { return r.reader.least }

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

// readerLayout keeps its one object clear of the scroll bar.
type readerLayout struct{}

func (*readerLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(readerBar, 0)
}

func (*readerLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width-readerBar, s.Height))
}
