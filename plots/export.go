package plots

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"
)

// dotsPerUnit is the resolution of gonum's canvases at which a point is a unit.
const dotsPerUnit = 72

// Image draws the figure of a layout as a picture at a scale: 1 is a device
// pixel a unit.
func (p *Progression) Image(l *Layout, pal Palette, scale float64) *image.RGBA {
	w, h := int(math.Round(l.Width*scale)), int(math.Round(l.Height*scale))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	c := vgimg.NewWith(vgimg.UseImage(img), vgimg.UseDPI(int(math.Round(dotsPerUnit*scale))))
	p.draw(&brush{c: c, height: l.Height, scale: scale, img: img}, l, pal)
	return img
}

// PNG writes the figure as a PNG file.
func (p *Progression) PNG(w io.Writer, l *Layout, pal Palette, scale float64) error {
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(w, p.Image(l, pal, scale)); err != nil {
		return fmt.Errorf("write PNG: %w", err)
	}
	return nil
}

// SVG writes the figure as an SVG file, its text as text.
func (p *Progression) SVG(w io.Writer, l *Layout, pal Palette) error {
	c := vgsvg.New(vg.Length(l.Width), vg.Length(l.Height))
	p.draw(&brush{c: c, height: l.Height}, l, pal)
	if _, err := c.WriteTo(w); err != nil {
		return fmt.Errorf("write SVG: %w", err)
	}
	return nil
}

// PDF writes the figure as a PDF file with its fonts inside. A unit is 0.75
// points, so that a figure of 794 by 1123 units is a page of A4.
func (p *Progression) PDF(w io.Writer, l *Layout, pal Palette) error {
	const unit = 0.75
	c := vgpdf.New(vg.Length(l.Width*unit), vg.Length(l.Height*unit))
	c.EmbedFonts(true)
	c.Scale(unit, unit)
	canvas := pdfCanvas{c, encoding.ReplaceUnsupported(charmap.Windows1252.NewEncoder())}
	p.draw(&brush{c: canvas, height: l.Height}, l, pal)
	var buf bytes.Buffer
	if _, err := c.WriteTo(&buf); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	if _, err := buf.WriteTo(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// pdfCanvas hands text to gonum's PDF canvas in the encoding of its fonts: it
// would write the bytes of UTF-8 as letters (gonum/plot#347).
type pdfCanvas struct {
	*vgpdf.Canvas
	enc *encoding.Encoder
}

func (c pdfCanvas) FillString(f font.Face, at vg.Point, s string) {
	if coded, err := c.enc.String(s); err == nil {
		s = coded
	}
	c.Canvas.FillString(f, at, s)
}
