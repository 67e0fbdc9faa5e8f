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
	r := &pictureRenderer{picture: p, drawing: newDrawing(p.draw)}
	r.Refresh()
	return r
}

type pictureRenderer struct {
	noDestroy
	picture *Picture
	drawing *drawing
}

func (r *pictureRenderer) MinSize() fyne.Size { return r.picture.size }

func (r *pictureRenderer) Layout(s fyne.Size) { r.drawing.Resize(s) }

func (r *pictureRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.drawing.Raster} }

func (r *pictureRenderer) Refresh() { r.drawing.set(r.picture.value, CurrentPalette()) }
