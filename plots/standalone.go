package plots

import (
	"image"
	"io"

	"codeberg.org/go-pdf/fpdf"
)

// Standalone is a Figure that leaves the program, with a head and a foot that say
// what it is, of whom, when, and what must be kept in mind.
type Standalone struct {
	Figure     Figure
	Title      string
	Population string // a sentence: who is counted, and when
	// Drawn are short lines at the right of the head: when the figure was drawn, for
	// whom.
	Drawn []string
	// Cautions are sentences beside those of the figure itself, which are always
	// written.
	Cautions []string
}

// Height is how high the picture is at a width.
func (s Standalone) Height(width float64) float64 { return s.Figure.Height(width) }

// Image draws the picture as it stands in a file.
func (s Standalone) Image(width, height float64, pal Palette, scale float64) *image.RGBA {
	return sheet{s}.Image(width, height, pal, scale)
}

// PNG writes the picture as a PNG file.
func (s Standalone) PNG(to io.Writer, width, height float64, pal Palette, scale float64) error {
	return sheet{s}.PNG(to, width, height, pal, scale)
}

// SVG writes it as an SVG file, its text as text.
func (s Standalone) SVG(to io.Writer, width, height float64, pal Palette, scale float64) error {
	return sheet{s}.SVG(to, width, height, pal, scale)
}

// PDF writes it as a PDF file of one page; at scale 1 a unit is 0.75 points.
func (s Standalone) PDF(to io.Writer, width, height float64, pal Palette, scale float64) error {
	return sheet{s}.PDF(to, width, height, pal, scale)
}

// DrawPDF draws it on the current page of a document, as a Progression does.
func (s Standalone) DrawPDF(doc *fpdf.Fpdf, width, height float64, pal Palette, left, top, unit, perPoint float64) {
	sheet{s}.DrawPDF(doc, width, height, pal, left, top, unit, perPoint)
}

func (s Standalone) draw(b *brush, at rect, pal Palette, _ bool) { s.Figure.draw(b, at, pal, true) }
