// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots/typeset"
)

// point is a position in a figure, with y downward.
type point struct{ x, y float64 }

// rect is an area of a figure, with y downward.
type rect struct{ x, y, w, h float64 }

func (r rect) right() float64  { return r.x + r.w }
func (r rect) bottom() float64 { return r.y + r.h }

func (r rect) overlaps(o rect) bool {
	return r.x < o.right() && o.x < r.right() && r.y < o.bottom() && o.y < r.bottom()
}

// canvas is the part of gonum's [vg.Canvas] that a brush uses.
type canvas interface {
	SetLineWidth(vg.Length)
	SetLineDash(pattern []vg.Length, offset vg.Length)
	SetColor(color.Color)
	Stroke(vg.Path)
	Fill(vg.Path)
	FillString(font.Face, vg.Point, string)
}

// brush draws on a canvas in the units of a figure: into a picture, an SVG or a PDF.
// In a picture, straight edges are snapped to device pixels, so that hairlines are
// sharp at every scale. The small drawings of widgets have a brush of their own, in
// ui/widgets, which has round corners and neither text nor vectors.
type brush struct {
	c      canvas
	height float64
	scale  float64     // device pixels per unit; 0 for vectors
	img    *image.RGBA // the picture, nil for vectors
}

func (b *brush) toVG(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x), Y: vg.Length(b.height - y)}
}

// snap rounds a coordinate to the edge of a device pixel.
func (b *brush) snap(v float64) float64 {
	if b.scale == 0 {
		return v
	}
	return math.Round(v*b.scale) / b.scale
}

// fill fills a rectangle.
func (b *brush) fill(r rect, c color.NRGBA) {
	if r.w <= 0 || r.h <= 0 || c.A == 0 {
		return
	}
	if b.img != nil {
		at := image.Rect(b.pixel(r.x), b.pixel(r.y), b.pixel(r.right()), b.pixel(r.bottom()))
		if at.Dx() == 0 {
			at.Max.X++
		}
		if at.Dy() == 0 {
			at.Max.Y++
		}
		draw.Draw(b.img, at, image.NewUniform(c), image.Point{}, draw.Over)
		return
	}
	b.c.SetColor(c)
	var p vg.Path
	p.Move(b.toVG(r.x, r.y))
	p.Line(b.toVG(r.right(), r.y))
	p.Line(b.toVG(r.right(), r.bottom()))
	p.Line(b.toVG(r.x, r.bottom()))
	p.Close()
	b.c.Fill(p)
}

func (b *brush) pixel(v float64) int { return int(math.Round(v * b.scale)) }

// hline draws a horizontal line as a rectangle centred on y.
func (b *brush) hline(x0, x1, y, width float64, c color.NRGBA) {
	b.fill(rect{x0, b.lineEdge(y, width), x1 - x0, b.snapWidth(width)}, c)
}

// vline draws a vertical line as a rectangle centred on x.
func (b *brush) vline(x, y0, y1, width float64, c color.NRGBA) {
	b.fill(rect{b.lineEdge(x, width), y0, b.snapWidth(width), y1 - y0}, c)
}

// snapWidth rounds a width to whole device pixels, at least one.
func (b *brush) snapWidth(width float64) float64 {
	if b.scale == 0 {
		return width
	}
	return math.Max(1, math.Round(width*b.scale)) / b.scale
}

func (b *brush) lineEdge(v, width float64) float64 {
	if b.scale == 0 {
		return v - width/2
	}
	return math.Floor(v*b.scale-math.Max(1, math.Round(width*b.scale))/2+0.5) / b.scale
}

// dashedV draws a dashed vertical line.
func (b *brush) dashedV(x, y0, y1, width, on, off float64, c color.NRGBA) {
	for y := y0; y < y1; y += on + off {
		b.vline(x, y, math.Min(y+on, y1), width, c)
	}
}

// dashedH draws a dashed horizontal line.
func (b *brush) dashedH(x0, x1, y, width, on, off float64, c color.NRGBA) {
	for x := x0; x < x1; x += on + off {
		b.hline(x, math.Min(x+on, x1), y, width, c)
	}
}

// frame strokes a rectangle along the inside of its edges.
func (b *brush) frame(r rect, width float64, c color.NRGBA) {
	t := b.snapWidth(width)
	r.x, r.y, r.w, r.h = b.snap(r.x), b.snap(r.y), b.snap(r.right())-b.snap(r.x), b.snap(r.bottom())-b.snap(r.y)
	b.fill(rect{r.x, r.y, r.w, t}, c)
	b.fill(rect{r.x, r.bottom() - t, r.w, t}, c)
	b.fill(rect{r.x, r.y + t, t, r.h - 2*t}, c)
	b.fill(rect{r.right() - t, r.y + t, t, r.h - 2*t}, c)
}

// polyline strokes a line through points, solid without dash lengths.
func (b *brush) polyline(points []point, width float64, c color.NRGBA, dash ...float64) {
	if len(points) < 2 {
		return
	}
	lengths := make([]vg.Length, len(dash))
	for i, d := range dash {
		lengths[i] = vg.Length(d)
	}
	b.c.SetLineDash(lengths, 0)
	b.c.SetLineWidth(vg.Length(width))
	b.c.SetColor(c)
	b.c.Stroke(b.path(points, false))
	b.c.SetLineDash(nil, 0)
}

func (b *brush) path(points []point, closed bool) vg.Path {
	var p vg.Path
	for i, q := range points {
		if i == 0 {
			p.Move(b.toVG(q.x, q.y))
			continue
		}
		p.Line(b.toVG(q.x, q.y))
	}
	if closed {
		p.Close()
	}
	return p
}

// polygon fills and outlines a shape. A transparent colour leaves that part out.
func (b *brush) polygon(points []point, fill, edge color.NRGBA, width float64) {
	p := b.path(points, true)
	if fill.A != 0 {
		b.c.SetColor(fill)
		b.c.Fill(p)
	}
	if edge.A != 0 && width > 0 {
		b.c.SetLineWidth(vg.Length(width))
		b.c.SetColor(edge)
		b.c.Stroke(p)
	}
}

// disc fills a circle.
func (b *brush) disc(x, y, r float64, c color.NRGBA) {
	b.c.SetColor(c)
	b.c.Fill(b.circle(x, y, r))
}

// ring strokes a circle.
func (b *brush) ring(x, y, r, width float64, c color.NRGBA) {
	b.c.SetLineWidth(vg.Length(width))
	b.c.SetColor(c)
	b.c.Stroke(b.circle(x, y, r))
}

func (b *brush) circle(x, y, r float64) vg.Path {
	var p vg.Path
	p.Move(b.toVG(x+r, y))
	p.Arc(b.toVG(x, y), vg.Length(r), 0, 2*math.Pi)
	p.Close()
	return p
}

// triangle draws the caseworker's marker, filled with the surface colour so that
// lines do not run through it.
func (b *brush) triangle(x, y, r, width float64, fill, edge color.NRGBA) {
	b.polygon([]point{{x, y - r}, {x + r*0.93, y + r*0.72}, {x - r*0.93, y + r*0.72}}, fill, edge, width)
}

// cross draws the marker of a missing answer.
func (b *brush) cross(x, y, half, width float64, c color.NRGBA) {
	b.polyline([]point{{x - half, y - half}, {x + half, y + half}}, width, c)
	b.polyline([]point{{x - half, y + half}, {x + half, y - half}}, width, c)
}

// align is the horizontal alignment of text relative to its x.
type align float64

const (
	left   align = 0
	centre align = 0.5
	right  align = 1
)

// text draws a text on a baseline: what [typeset.Line] makes of it.
func (b *brush) text(s string, x, baseline float64, t style, a align, c color.NRGBA) {
	if s = typeset.Line(s); s == "" {
		return
	}
	f := face(t.size, t.bold)
	if a != left {
		x -= float64(a) * float64(f.Width(s))
	}
	b.c.SetColor(c)
	b.c.FillString(f, b.toVG(b.snap(x), b.snap(baseline)), s)
}

// baselineAt returns the baseline of a text centred vertically on y.
func baselineAt(y float64, t style) float64 { return y + t.size*0.36 }

// hatchPattern fills a rectangle with diagonal lines.
func (b *brush) hatchPattern(r rect, gap, width float64, c color.NRGBA) {
	b.c.SetLineWidth(vg.Length(width))
	b.c.SetColor(c)
	var p vg.Path
	for d := gap / 2; d < r.w+r.h; d += gap {
		// From the top or right edge down to the left or bottom edge.
		x0, y0 := r.x+d, r.y
		if d > r.w {
			x0, y0 = r.right(), r.y+d-r.w
		}
		x1, y1 := r.x, r.y+d
		if d > r.h {
			x1, y1 = r.x+d-r.h, r.bottom()
		}
		p.Move(b.toVG(x0, y0))
		p.Line(b.toVG(x1, y1))
	}
	if len(p) > 0 {
		b.c.Stroke(p)
	}
}

// dotPattern fills a rectangle with dots.
func (b *brush) dotPattern(r rect, gap, size float64, c color.NRGBA) {
	for i, y := 0, r.y+gap/2; y < r.bottom()-size/2; i, y = i+1, y+gap {
		for x := r.x + gap/2 + gap/2*float64(i%2); x < r.right()-size/2; x += gap {
			b.fill(rect{x - size/2, y - size/2, size, size}, c)
		}
	}
}

// linePattern fills a rectangle with horizontal lines.
func (b *brush) linePattern(r rect, gap, width float64, c color.NRGBA) {
	for y := r.y + gap; y < r.bottom()-width; y += gap {
		b.hline(r.x, r.right(), y, width, c)
	}
}

// fillActivity draws the box of an activity in the colour of its group or, for print,
// its pattern; a planned activity is an empty box.
func (b *brush) fillActivity(box rect, g model.ActivityGroup, planned bool, pal Palette) {
	fill, edge := pal.activityColours(g)
	switch {
	case planned:
		b.fill(box, pal.Surface)
	case pal.Print && g == model.GroupCompany:
		b.fill(box, pal.Surface)
		b.hatchPattern(box, 3, 1, edge)
	case pal.Print && g == model.GroupNeutral:
		b.fill(box, pal.Surface)
		b.linePattern(box, 3.4, 0.6, edge)
	case pal.Print:
		b.fill(box, pal.Surface)
		b.dotPattern(box, 3, 1, edge)
	default:
		b.fill(box, fill)
	}
	b.frame(box, 1, edge)
}

// fillPassive draws the box of time without activity.
func (b *brush) fillPassive(box rect, pal Palette) {
	b.fill(box, pal.Surface)
	b.hatchPattern(box, 6, 1, pal.Hatch)
	b.frame(box, 1, pal.Hatch)
}
