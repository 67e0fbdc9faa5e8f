// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Picture is a [Draw] function as a widget, for example a symbol in a legend. It
// follows the theme.
type Picture struct {
	widget.BaseWidget

	draw  Draw
	value any
	size  fyne.Size
}

// NewPicture returns a picture of value with a minimum size.
func NewPicture(draw Draw, value any, size fyne.Size) *Picture {
	p := &Picture{draw: draw, value: value, size: size}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements [fyne.Widget].
func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return newDrawingRenderer(p.draw, func() any { return p.value }, func() fyne.Size { return p.size })
}
