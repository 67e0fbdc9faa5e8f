// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
)

var ink = color.NRGBA{R: 0x20, G: 0x40, B: 0x60, A: 0xff}

// canvasOf draws on an empty image of w by h units.
func canvasOf(w, h int, scale float32, draw func(b *Brush)) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(float32(w)*scale), int(float32(h)*scale)))
	draw(NewBrush(img, scale))
	return img
}

// covered is how much of the image is painted, in units.
func covered(img *image.RGBA, scale float32) float32 {
	sum := 0
	for i := 3; i < len(img.Pix); i += 4 {
		sum += int(img.Pix[i])
	}
	return float32(sum) / 255 / scale / scale
}

// The edges of rectangles are sharp at every scale, and the thinnest is one pixel.
func TestBrushRectIsSharp(t *testing.T) {
	t.Parallel()
	for _, scale := range []float32{1, 1.25, 1.5, 2} {
		for _, width := range []float32{0.1, 0.4, 1, 3.3} {
			img := canvasOf(20, 20, scale, func(b *Brush) { b.Rect(4.3, 5.7, width, 8, ink) })
			partly, painted := 0, 0
			for i := 3; i < len(img.Pix); i += 4 {
				switch img.Pix[i] {
				case 0:
				case 255:
					painted++
				default:
					partly++
				}
			}
			if partly > 0 || painted == 0 {
				t.Errorf("scale %g, width %g: %d blurred pixels, %d painted", scale, width, partly, painted)
			}
		}
	}
}

// Shapes have their areas, also where parts of one overlap.
func TestBrushAreas(t *testing.T) {
	t.Parallel()
	line := []Point{{5, 5}, {25, 5}, {5, 5}, {25, 5}}
	for _, c := range []struct {
		name string
		draw func(b *Brush)
		want float32
		tol  float32
	}{
		{"rectangle", func(b *Brush) { b.Rect(5, 5, 10, 4, ink) }, 40, 0},
		{"circle", func(b *Brush) { b.Circle(15, 15, 8, ink) }, 201, 7}, // a polygon of 16 corners
		{"triangle", func(b *Brush) { b.Polygon([]Point{{5, 5}, {25, 5}, {5, 25}}, ink) }, 200, 2},
		{"round corners", func(b *Brush) { b.RoundRect(5, 5, 20, 10, 5, ink) }, 200 - (4-3.14159)*25, 3},
		{"line", func(b *Brush) { b.Polyline(line[:2], 2, ink) }, 40 + 3.1, 1},
		{"line that runs back over itself", func(b *Brush) { b.Polyline(line, 2, ink) }, 40 + 3.1, 1},
		{"a point", func(b *Brush) { b.Polyline(line[:1], 4, ink) }, 12.6, 1},
		{"half outside", func(b *Brush) { b.Circle(0, 15, 8, ink) }, 100, 4},
		{"outside", func(b *Brush) { b.Circle(-50, 500, 8, ink); b.RoundRect(40, -20, 10, 10, 2, ink) }, 0, 0},
		{"no points", func(b *Brush) { b.Polyline(nil, 4, ink); b.Polygon(line[:2], ink) }, 0, 0},
	} {
		for _, scale := range []float32{1, 2} {
			got := covered(canvasOf(30, 30, scale, c.draw), scale)
			if got < c.want-c.tol || got > c.want+c.tol {
				t.Errorf("%s at scale %g: area %g, want %g", c.name, scale, got, c.want)
			}
		}
	}
}

func TestBrushFrame(t *testing.T) {
	t.Parallel()
	edge := color.NRGBA{R: 0xff, A: 0xff}
	img := canvasOf(30, 30, 2, func(b *Brush) { b.Frame(5, 5, 20, 10, edge, ink) })
	for _, c := range []struct {
		x, y float32
		want color.NRGBA
	}{{15, 5.3, edge}, {5.3, 10, edge}, {24.7, 10, edge}, {15, 14.7, edge}, {15, 10, ink}, {15, 6.3, ink}, {5, 4, color.NRGBA{}}} {
		if got := color.NRGBAModel.Convert(img.At(int(c.x*2), int(c.y*2))); got != c.want {
			t.Errorf("at %g,%g: %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func TestMixAndAlpha(t *testing.T) {
	t.Parallel()
	white, black := color.NRGBA{255, 255, 255, 255}, color.NRGBA{A: 255}
	for percent, want := range map[int]uint8{0: 255, 50: 127, 100: 0} {
		if got := mix(black, white, percent); got.R != want || got.A != 255 {
			t.Errorf("%d percent black on white is %v", percent, got)
		}
	}
	if got := withAlpha(black, 40); got.A != 102 || got.R != 0 {
		t.Errorf("40 percent black is %v", got)
	}
}

// A drawing is made again only when its value, size or palette changes.
func TestDrawingIsCached(t *testing.T) {
	test.NewTempApp(t)
	n := 0
	d := newDrawing(func(*Brush, fyne.Size, any, plots.Palette) { n++ })
	d.Resize(fyne.NewSize(10, 10))
	paint := func(value any, p plots.Palette, pixels int) int {
		before := n
		d.set(value, p)
		d.generate(pixels, pixels)
		d.generate(pixels, pixels)
		return n - before
	}
	value, list := &Spark{}, []int{1}
	for _, c := range []struct {
		name    string
		value   any
		palette plots.Palette
		pixels  int
		want    int
	}{
		{"nothing", nil, plots.Light(), 10, 0},
		{"a value", value, plots.Light(), 10, 1},
		{"the same value", value, plots.Light(), 10, 0},
		{"another size", value, plots.Light(), 20, 1},
		{"another palette", value, plots.Dark(), 20, 1},
		{"another value", &Spark{}, plots.Dark(), 20, 1},
		{"another type", 3, plots.Dark(), 20, 1},
		{"a value that cannot be compared", list, plots.Dark(), 20, 1},
		{"the same one", list, plots.Dark(), 20, 1},
		{"nothing again", nil, plots.Dark(), 20, 0},
	} {
		if got := paint(c.value, c.palette, c.pixels); got != c.want {
			t.Errorf("%s: drawn %d times, want %d", c.name, got, c.want)
		}
	}
}
