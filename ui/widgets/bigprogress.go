// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// BigProgress shows one bar per question.
type BigProgress struct {
	widget.BaseWidget

	at, of int
}

// NewBigProgress returns a progress without questions.
func NewBigProgress() *BigProgress {
	b := &BigProgress{}
	b.ExtendBaseWidget(b)
	return b
}

// Set sets the current question at, counted from 0, and the number of questions.
func (b *BigProgress) Set(at, of int) {
	b.at, b.of = at, of
	b.Refresh()
}

const bigBars = 452

// CreateRenderer implements [fyne.Widget].
func (b *BigProgress) CreateRenderer() fyne.WidgetRenderer {
	return newDrawingRenderer(drawBars, func() any { return [2]int{b.at, b.of} }, func() fyne.Size { return fyne.NewSize(bigBars, 8) })
}

func drawBars(b *Brush, size fyne.Size, value any, p plots.Palette) {
	v := value.([2]int)
	at, of := v[0], v[1]
	if of == 0 {
		return
	}
	step := fyne.Min(46, (size.Width+8)/float32(of))
	gap := fyne.Min(8, step/4)
	left := size.Width - step*float32(of) + gap
	for i := range of {
		c := p.Line
		switch {
		case i < at:
			c = p.Ink
		case i == at:
			c = p.Focus
		}
		// Done and coming differ in height too, not only in colour.
		y, h := float32(0), float32(8)
		if i > at {
			y, h = 2, 4
		}
		b.RoundRect(left+float32(i)*step, y, step-gap, h, h/2, c)
	}
}
