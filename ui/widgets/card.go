// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Card is a bordered surface. Content fills it up to Inset.
type Card struct {
	widget.BaseWidget

	Content fyne.CanvasObject
	Inset   float32
}

// NewCard returns a card with an inset of [Gap].
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{Content: content, Inset: Gap}
	c.ExtendBaseWidget(c)
	return c
}

// NewBareCard returns a card without an inset.
func NewBareCard(content fyne.CanvasObject) *Card {
	c := &Card{Content: content}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements [fyne.Widget].
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &cardRenderer{card: c, frame: newFrame(cardRadius)}
	r.Refresh()
	return r
}

type cardRenderer struct {
	noDestroy
	card  *Card
	frame *frame
}

func (r *cardRenderer) inset() float32 { return r.card.Inset + 1 }

func (r *cardRenderer) MinSize() fyne.Size {
	min := fyne.NewSquareSize(2 * r.inset())
	if r.card.Content == nil {
		return min
	}
	return min.Add(r.card.Content.MinSize())
}

func (r *cardRenderer) Layout(s fyne.Size) {
	r.frame.layout(fyne.Position{}, s, 1)
	if r.card.Content == nil {
		return
	}
	in := r.inset()
	r.card.Content.Move(fyne.NewSquareOffsetPos(in))
	r.card.Content.Resize(s.SubtractWidthHeight(2*in, 2*in))
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	if r.card.Content == nil {
		return r.frame.objects()
	}
	return append(r.frame.objects(), r.card.Content)
}

func (r *cardRenderer) Refresh() {
	p := CurrentPalette()
	r.frame.paint(p.Line, p.Surface)
	r.Layout(r.card.Size())
	if r.card.Content != nil {
		r.card.Content.Refresh()
	}
}
