// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// frame is a filled rectangle with its border inside its size. It is two fills,
// one above the other, because a stroked rectangle would be drawn differently, and
// sometimes blurred, by the toolkit's two painters.
type frame struct {
	outer, inner *canvas.Rectangle
	radius       float32
}

func newFrame(radius float32) *frame {
	return &frame{outer: &canvas.Rectangle{}, inner: &canvas.Rectangle{}, radius: radius}
}

func (f *frame) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.outer, f.inner}
}

func (f *frame) layout(pos fyne.Position, size fyne.Size, border float32) {
	f.outer.CornerRadius = f.radius
	f.outer.Move(pos)
	f.outer.Resize(size)
	f.inner.CornerRadius = fyne.Max(0, f.radius-border)
	f.inner.Move(pos.AddXY(border, border))
	f.inner.Resize(size.SubtractWidthHeight(2*border, 2*border))
}

func (f *frame) paint(edge, fill color.Color) {
	f.outer.FillColor = edge
	f.inner.FillColor = fill
	f.outer.Refresh()
	f.inner.Refresh()
}

func (f *frame) show(visible bool) {
	setVisible(f.outer, visible)
	setVisible(f.inner, visible)
}

func setVisible(o fyne.CanvasObject, visible bool) {
	if visible == o.Visible() {
		return
	}
	if visible {
		o.Show()
		return
	}
	o.Hide()
}

// mix returns the opaque colour of c, at percent opacity, over the colour under.
func mix(c, under color.NRGBA, percent int) color.NRGBA {
	part := func(a, b uint8) uint8 {
		return uint8((int(a)*percent + int(b)*(100-percent)) / 100)
	}
	return color.NRGBA{R: part(c.R, under.R), G: part(c.G, under.G), B: part(c.B, under.B), A: 0xff}
}
