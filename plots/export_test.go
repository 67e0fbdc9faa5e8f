// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// Ink is what a figure draws, for tests: its texts with their places, and how far
// its lines and fills reach.
type Ink struct {
	Texts []Text
	// Reach holds all other ink. It is not finite where any is not.
	Left, Top, Right, Bottom float64
}

// Text is a written text in its box.
type Text struct {
	Box
	Text string
}

// InkOf draws a figure as a screen does, or as a file.
func InkOf(f Figure, width, height float64, pal Palette, file bool) Ink {
	c := &inkCanvas{height: height, Ink: Ink{Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}}
	f.draw(&brush{c: c, height: height}, rect{0, 0, width, height}, pal, file)
	return c.Ink
}

// inkCanvas records what is drawn.
type inkCanvas struct {
	Ink
	height float64
	width  vg.Length
}

func (c *inkCanvas) SetLineWidth(w vg.Length)           { c.width = w }
func (c *inkCanvas) SetLineDash([]vg.Length, vg.Length) {}
func (c *inkCanvas) SetColor(color.Color)               {}
func (c *inkCanvas) Stroke(p vg.Path)                   { c.reach(p, float64(c.width)/2) }
func (c *inkCanvas) Fill(p vg.Path)                     { c.reach(p, 0) }

func (c *inkCanvas) reach(p vg.Path, by float64) {
	for _, s := range p {
		if s.Type == vg.CloseComp {
			continue
		}
		x, y, r := float64(s.Pos.X), c.height-float64(s.Pos.Y), by+float64(s.Radius)
		// Min and Max of what is not a number are not either.
		c.Left, c.Right = math.Min(c.Left, x-r), math.Max(c.Right, x+r)
		c.Top, c.Bottom = math.Min(c.Top, y-r), math.Max(c.Bottom, y+r)
	}
}

func (c *inkCanvas) FillString(f font.Face, at vg.Point, s string) {
	size := float64(f.Font.Size)
	c.Texts = append(c.Texts, Text{Box{float64(at.X), c.height - float64(at.Y) - size*.72, float64(f.Width(s)), size * .94}, s})
}
