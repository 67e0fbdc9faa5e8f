// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestPictureDrawsItsValue(t *testing.T) {
	start(t)
	p := widgets.NewPicture(func(b *widgets.Brush, size fyne.Size, value any, pal plots.Palette) {
		b.Rect(0, 0, size.Width*value.(float32), size.Height, pal.Ink)
	}, float32(0.5), fyne.NewSize(40, 20))
	w := show(t, p, p.MinSize())
	img := w.Canvas().Capture()
	if p.MinSize() != fyne.NewSize(40, 20) || img.Bounds() != image.Rect(0, 0, 40, 20) {
		t.Fatalf("size %v, image %v", p.MinSize(), img.Bounds())
	}
	ink := widgets.CurrentPalette().Ink
	if !sameColour(img.At(10, 10), ink) || sameColour(img.At(30, 10), ink) {
		t.Error("the left half is not drawn, or the right half is")
	}
	test.ApplyTheme(t, widgets.NewTheme(plots.Dark(), true))
	if img := w.Canvas().Capture(); !sameColour(img.At(10, 10), plots.Dark().Ink) {
		t.Error("the picture does not follow the theme")
	}
}

// A sparkline stays inside its cell, and is left out where there is no room.
func TestSparkline(t *testing.T) {
	t.Parallel()
	spark := &widgets.Spark{Segments: [][]widgets.Point{{{X: 0, Y: 0}, {X: 0.5, Y: 1}}, {{X: 1, Y: 0.5}}}, Ticks: []float32{0, 1}}
	for _, c := range []struct {
		name  string
		value any
		width int
		drawn bool
	}{
		{"a line", spark, 186, true},
		{"no room", spark, 40, false},
		{"no value", (*widgets.Spark)(nil), 186, false},
		{"another type", 3, 186, false},
	} {
		img := image.NewRGBA(image.Rect(0, 0, c.width, 29))
		widgets.DrawSpark(widgets.NewBrush(img, 1), fyne.NewSize(float32(c.width), 29), c.value, plots.Light())
		if uniform(img) == c.drawn {
			t.Errorf("%s: drawn %t", c.name, !c.drawn)
		}
		for x := c.width - 24; c.drawn && x < c.width; x++ { // the room of the number
			for y := range 29 {
				if img.RGBAAt(x, y).A != 0 {
					t.Fatalf("%s: painted at %d,%d", c.name, x, y)
				}
			}
		}
	}
}
