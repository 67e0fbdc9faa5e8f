// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// Draw paints value into an area of size. It is called only when the value, the
// size or the palette changes.
type Draw func(b *Brush, size fyne.Size, value any, p plots.Palette)

// drawing is a raster that caches its picture until value, size or palette change.
type drawing struct {
	*canvas.Raster
	draw    Draw
	value   any
	palette plots.Palette
	picture *image.RGBA
}

func newDrawing(draw Draw) *drawing {
	d := &drawing{draw: draw}
	d.Raster = canvas.NewRaster(d.generate)
	return d
}

// set shows value in the colours of p.
func (d *drawing) set(value any, p plots.Palette) {
	if d.palette == p && same(d.value, value) {
		return
	}
	d.value, d.palette, d.picture = value, p, nil
	d.Raster.Refresh()
}

func (d *drawing) generate(w, h int) image.Image {
	if d.picture != nil && d.picture.Rect.Dx() == w && d.picture.Rect.Dy() == h {
		return d.picture
	}
	d.picture = image.NewRGBA(image.Rect(0, 0, w, h))
	size := d.Size()
	if d.value == nil || size.Width <= 0 || w == 0 {
		return d.picture
	}
	d.draw(NewBrush(d.picture, float32(w)/size.Width), size, d.value, d.palette)
	return d.picture
}

// drawingRenderer renders a widget that is one drawing of its state.
type drawingRenderer struct {
	noDestroy
	drawing *drawing
	value   func() any
	minSize func() fyne.Size
}

func newDrawingRenderer(draw Draw, value func() any, minSize func() fyne.Size) *drawingRenderer {
	r := &drawingRenderer{drawing: newDrawing(draw), value: value, minSize: minSize}
	r.Refresh()
	return r
}

func (r *drawingRenderer) MinSize() fyne.Size           { return r.minSize() }
func (r *drawingRenderer) Layout(s fyne.Size)           { r.drawing.Resize(s) }
func (r *drawingRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.drawing.Raster} }

func (r *drawingRenderer) Refresh() { r.drawing.set(r.value(), CurrentPalette()) }

func same(a, b any) bool {
	if a == nil || b == nil {
		return a == b
	}
	ta, tb := reflect.TypeOf(a), reflect.TypeOf(b)
	return ta == tb && ta.Comparable() && a == b
}
