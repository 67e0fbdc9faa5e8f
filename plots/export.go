// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"

	"codeberg.org/fremskridt/fremskridt/plots/typeset"
)

// dotsPerUnit is the resolution of gonum's canvases at which a point is a unit.
const dotsPerUnit = 72

// NearestScale is the scale nearest below the given one that a picture can be
// drawn at: text is set in whole dots an inch, a 72nd of a unit.
func NearestScale(scale float64) float64 { return math.Floor(scale*dotsPerUnit) / dotsPerUnit }

// Image draws the figure of a layout as a picture at a scale: 1 is a device
// pixel a unit. Scales are whole parts of 72, see NearestScale.
func (p *Progression) Image(l *Layout, pal Palette, scale float64) *image.RGBA {
	return drawImage(l.Width, l.Height, scale, func(b *brush) { p.draw(b, l, pal) })
}

// PNG writes the figure as a PNG file.
func (p *Progression) PNG(w io.Writer, l *Layout, pal Palette, scale float64) error {
	return writePNG(w, p.Image(l, pal, scale))
}

// SVG writes the figure as an SVG file, its text as text. At scale 1 a unit is
// a point of the file.
func (p *Progression) SVG(w io.Writer, l *Layout, pal Palette, scale float64) error {
	return writeSVG(w, l.Width, l.Height, scale, func(b *brush) { p.draw(b, l, pal) })
}

// PDF writes the figure as a PDF file with its fonts inside. At scale 1 a unit
// is 0.75 points, so that a figure of 794 by 1123 units is a page of A4.
func (p *Progression) PDF(w io.Writer, l *Layout, pal Palette, scale float64) error {
	return writePDF(w, p.title, l.Width, l.Height, scale, func(b *brush) { p.draw(b, l, pal) })
}

// DrawPDF draws the figure on the current page of a document. Left and top, and the
// unit, are in the document's measure, of which perPoint make a point.
func (p *Progression) DrawPDF(doc typeset.PDF, l *Layout, pal Palette, left, top, unit, perPoint float64) {
	drawPDF(doc, l.Height, left, top, unit, perPoint, func(b *brush) { p.draw(b, l, pal) })
}

func drawImage(width, height, scale float64, draw func(*brush)) *image.RGBA {
	w, h := int(math.Round(width*scale)), int(math.Round(height*scale))
	// The canvas draws to a copy of the image it is given.
	c := vgimg.NewWith(vgimg.UseImage(image.NewRGBA(image.Rect(0, 0, w, h))), vgimg.UseDPI(int(math.Round(dotsPerUnit*scale))))
	img := c.Image().(*image.RGBA)
	draw(&brush{c: c, height: height, scale: scale, img: img})
	return img
}

func writePNG(w io.Writer, img image.Image) error {
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(w, img); err != nil {
		return fmt.Errorf("write PNG: %w", err)
	}
	return nil
}

func writeSVG(w io.Writer, width, height, scale float64, draw func(*brush)) error {
	c := vgsvg.New(vg.Length(width*scale), vg.Length(height*scale))
	c.Scale(scale, scale)
	draw(&brush{c: c, height: height})
	if _, err := c.WriteTo(w); err != nil {
		return fmt.Errorf("write SVG: %w", err)
	}
	return nil
}

func writePDF(w io.Writer, title string, width, height, scale float64, draw func(*brush)) error {
	c := newPDFCanvas(width, height, scale*pointsPerUnit)
	c.doc.SetTitle(title)
	draw(&brush{c: c, height: height})
	if err := c.writeTo(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

func drawPDF(doc typeset.PDF, height, left, top, unit, perPoint float64, draw func(*brush)) {
	draw(&brush{c: &pdfCanvas{doc: doc, left: left, top: top, height: height, unit: unit, pointSize: unit / perPoint, alpha: 1}, height: height})
	doc.SetAlpha(1, "Normal")
	doc.SetDashPattern(nil, 0)
}
