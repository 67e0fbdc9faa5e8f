// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// Point is a place in a drawing.
type Point struct{ X, Y float32 }

// Brush draws flat, anti-aliased shapes into an image. Positions and widths are in
// screen units, independent of the number of pixels. The figures have another brush,
// in plots, because they are drawn as SVG and PDF too, and with text.
type Brush struct {
	img   *image.RGBA
	scale float32
	ras   *vector.Rasterizer
	area  image.Rectangle // pixels of the shape being drawn
}

// NewBrush returns a brush on img, which has scale pixels per screen unit.
func NewBrush(img *image.RGBA, scale float32) *Brush {
	return &Brush{img: img, scale: scale, ras: &vector.Rasterizer{}}
}

// Rect fills a rectangle, its edges snapped to whole pixels.
func (b *Brush) Rect(x, y, w, h float32, c color.Color) {
	snap := func(v float32) int { return int(math.Round(float64(v * b.scale))) }
	x1, y1 := snap(x), snap(y)
	x2, y2 := max(x1+1, snap(x+w)), max(y1+1, snap(y+h))
	draw.Draw(b.img, image.Rect(x1, y1, x2, y2), image.NewUniform(c), image.Point{}, draw.Over)
}

// RoundRect fills a rectangle with round corners and edges snapped to whole
// pixels.
func (b *Brush) RoundRect(x, y, w, h, r float32, c color.Color) {
	snap := func(v float32) float32 { return round(v*b.scale) / b.scale }
	x1, y1, x2, y2 := snap(x), snap(y), snap(x+w), snap(y+h)
	const steps = 4
	b.start(0, Point{x1, y1}, Point{x2, y2})
	for corner, at := range []Point{{x2 - r, y2 - r}, {x1 + r, y2 - r}, {x1 + r, y1 + r}, {x2 - r, y1 + r}} {
		for i := range steps + 1 {
			sin, cos := math.Sincos(math.Pi / 2 * (float64(corner) + float64(i)/steps))
			px, py := at.X+r*float32(cos), at.Y+r*float32(sin)
			if corner == 0 && i == 0 {
				b.moveTo(px, py)
				continue
			}
			b.lineTo(px, py)
		}
	}
	b.ras.ClosePath()
	b.fill(c)
}

// Frame draws a rectangle with a border of one unit and slightly round
// corners.
func (b *Brush) Frame(x, y, w, h float32, edge, fill color.Color) {
	x, w = round(x), round(w)
	b.RoundRect(x, y, w, h, 2, edge)
	b.RoundRect(x+1, y+1, w-2, h-2, 1, fill)
}

// Circle fills a circle.
func (b *Brush) Circle(x, y, r float32, c color.Color) {
	b.start(r, Point{x, y})
	b.circle(x, y, r)
	b.fill(c)
}

// Polyline draws a line through points, with round joins.
func (b *Brush) Polyline(points []Point, width float32, c color.Color) {
	if len(points) == 0 {
		return
	}
	b.start(width/2, points...)
	for i, p := range points {
		b.circle(p.X, p.Y, width/2)
		if i > 0 {
			b.segment(points[i-1], p, width/2)
		}
	}
	b.fill(c)
}

// Polygon fills the area enclosed by points.
func (b *Brush) Polygon(points []Point, c color.Color) {
	if len(points) < 3 {
		return
	}
	b.start(0, points...)
	b.moveTo(points[0].X, points[0].Y)
	for _, p := range points[1:] {
		b.lineTo(p.X, p.Y)
	}
	b.ras.ClosePath()
	b.fill(c)
}

// start begins a shape that reaches no further than r from points. Only its own
// pixels are rasterised, which is several times faster than the whole image.
func (b *Brush) start(r float32, points ...Point) {
	low, high := points[0], points[0]
	for _, p := range points {
		low.X, low.Y = min(low.X, p.X), min(low.Y, p.Y)
		high.X, high.Y = max(high.X, p.X), max(high.Y, p.Y)
	}
	floor := func(v float32) int { return int(math.Floor(float64(v * b.scale))) }
	area := image.Rect(floor(low.X-r), floor(low.Y-r), floor(high.X+r)+1, floor(high.Y+r)+1)
	b.area = area.Intersect(b.img.Bounds())
	b.ras.Reset(b.area.Dx(), b.area.Dy())
}

func (b *Brush) fill(c color.Color) {
	b.ras.Draw(b.img, b.area, image.NewUniform(c), image.Point{})
}

func (b *Brush) moveTo(x, y float32) { b.ras.MoveTo(b.inArea(x, y)) }
func (b *Brush) lineTo(x, y float32) { b.ras.LineTo(b.inArea(x, y)) }

func (b *Brush) inArea(x, y float32) (ax, ay float32) {
	return x*b.scale - float32(b.area.Min.X), y*b.scale - float32(b.area.Min.Y)
}

// circle and segment have the same winding direction; otherwise overlapping shapes
// would cancel each other.
func (b *Brush) circle(x, y, r float32) {
	const corners = 16
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		px, py := x+r*float32(cos), y+r*float32(sin)
		if i == 0 {
			b.moveTo(px, py)
			continue
		}
		b.lineTo(px, py)
	}
	b.ras.ClosePath()
}

func (b *Brush) segment(p, q Point, half float32) {
	dx, dy := q.X-p.X, q.Y-p.Y
	length := float32(math.Hypot(float64(dx), float64(dy)))
	if length == 0 {
		return
	}
	nx, ny := -dy/length*half, dx/length*half
	b.moveTo(p.X-nx, p.Y-ny)
	b.lineTo(q.X-nx, q.Y-ny)
	b.lineTo(q.X+nx, q.Y+ny)
	b.lineTo(p.X+nx, p.Y+ny)
	b.ras.ClosePath()
}
