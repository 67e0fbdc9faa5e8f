// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"io"
	"math"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"codeberg.org/fremskridt/fremskridt/plots/typeset"
)

// pointsPerUnit makes a figure of 794 by 1123 units a page of A4.
const pointsPerUnit = 0.75

// pdfCanvas draws on a page of PDF with Noto Sans embedded. gonum's own canvas
// writes the bytes of UTF-8 as letters (gonum/plot#347), confuses two weights
// of one family and makes its fonts in files.
type pdfCanvas struct {
	doc       typeset.PDF
	left, top float64 // of the figure, in the document's measure
	height    float64 // in units
	unit      float64 // in the document's measure
	pointSize float64 // a unit in points
	alpha     float64
}

func newPDFCanvas(width, height, unit float64) *pdfCanvas {
	doc := typeset.NewPDF("pt", width*unit, height*unit)
	doc.SetMargins(0, 0, 0)
	doc.AddPage()
	return &pdfCanvas{doc: doc, height: height, unit: unit, pointSize: unit, alpha: 1}
}

func (c *pdfCanvas) at(p vg.Point) (x, y float64) {
	return c.left + float64(p.X)*c.unit, c.top + (c.height-float64(p.Y))*c.unit
}

func (c *pdfCanvas) SetLineWidth(w vg.Length) { c.doc.SetLineWidth(float64(w) * c.unit) }

func (c *pdfCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	dashes := make([]float64, len(pattern))
	for i, d := range pattern {
		dashes[i] = float64(d) * c.unit
	}
	c.doc.SetDashPattern(dashes, float64(offset)*c.unit)
}

func (c *pdfCanvas) SetColor(v color.Color) {
	n := color.NRGBAModel.Convert(v).(color.NRGBA)
	c.doc.SetDrawColor(int(n.R), int(n.G), int(n.B))
	c.doc.SetFillColor(int(n.R), int(n.G), int(n.B))
	c.doc.SetTextColor(int(n.R), int(n.G), int(n.B))
	if alpha := float64(n.A) / 0xff; alpha != c.alpha {
		c.doc.SetAlpha(alpha, "Normal")
		c.alpha = alpha
	}
}

func (c *pdfCanvas) Stroke(p vg.Path) { c.draw(p, "D") }
func (c *pdfCanvas) Fill(p vg.Path)   { c.draw(p, "F") }

func (c *pdfCanvas) draw(p vg.Path, how string) {
	begun := false
	for _, s := range p {
		x, y := c.at(s.Pos)
		switch s.Type {
		case vg.MoveComp:
			c.doc.MoveTo(x, y)
			begun = true
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.ArcComp:
			c.arc(s, begun)
			begun = true
		case vg.CurveComp:
			x1, y1 := c.at(s.Control[0])
			x2, y2 := x1, y1
			if len(s.Control) > 1 {
				x2, y2 = c.at(s.Control[1])
			}
			c.doc.CurveBezierCubicTo(x1, y1, x2, y2, x, y)
		case vg.CloseComp:
			c.doc.ClosePath()
		}
	}
	c.doc.DrawPath(how)
}

// arc draws an arc as cubic curves of at most a quarter turn, for which the
// handles of length 4/3 tan(a/4) stay within 0.03 % of the circle.
func (c *pdfCanvas) arc(s vg.PathComp, begun bool) {
	n := int(math.Ceil(math.Abs(s.Angle) / (math.Pi / 2)))
	if n == 0 {
		return
	}
	part, r := s.Angle/float64(n), float64(s.Radius)
	handle := 4.0 / 3 * math.Tan(part/4) * r
	place := func(a, along float64) (float64, float64) {
		return c.at(vg.Point{
			X: s.Pos.X + vg.Length(r*math.Cos(a)-along*math.Sin(a)),
			Y: s.Pos.Y + vg.Length(r*math.Sin(a)+along*math.Cos(a)),
		})
	}
	if x, y := place(s.Start, 0); !begun {
		c.doc.MoveTo(x, y)
	} else {
		c.doc.LineTo(x, y)
	}
	for i := range n {
		a := s.Start + float64(i)*part
		x1, y1 := place(a, handle)
		x2, y2 := place(a+part, -handle)
		x, y := place(a+part, 0)
		c.doc.CurveBezierCubicTo(x1, y1, x2, y2, x, y)
	}
}

func (c *pdfCanvas) FillString(f font.Face, at vg.Point, s string) {
	c.doc.SetSize(float64(f.Font.Size)*c.pointSize, f.Font.Weight == xfont.WeightBold)
	x, y := c.at(at)
	c.doc.Text(x, y, s)
}

// writeTo writes the document.
func (c *pdfCanvas) writeTo(w io.Writer) error { return c.doc.Output(w) }
