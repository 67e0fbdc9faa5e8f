// SPDX-License-Identifier: MPL-2.0

package typeset

import (
	"codeberg.org/go-pdf/fpdf"

	"codeberg.org/fremskridt/fremskridt/assets"
)

// pdfFamily is the name of Noto Sans in a document.
const pdfFamily = "NotoSans"

// PDF is a document with Noto Sans embedded. Its methods for text draw what [Line] and
// [Paragraph] make of it: go-pdf itself panics on signs above U+FFFF.
type PDF struct{ *fpdf.Fpdf }

// NewPDF returns a document without pages, of pages of a size in a unit: "pt" or "mm".
func NewPDF(unit string, width, height float64) PDF {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: unit, Size: fpdf.SizeType{Wd: width, Ht: height}})
	doc.SetAutoPageBreak(false, 0)
	doc.SetCompression(true)
	doc.SetCreator("Fremskridt", true)
	doc.AddUTF8FontFromBytes(pdfFamily, "", assets.SansRegular)
	doc.AddUTF8FontFromBytes(pdfFamily, "B", assets.SansBold)
	return PDF{doc}
}

// SetSize sets the size of text in points, and whether it is bold.
func (d PDF) SetSize(points float64, bold bool) {
	weight := ""
	if bold {
		weight = "B"
	}
	d.SetFont(pdfFamily, weight, points)
}

// SetTitle sets the title of the document.
func (d PDF) SetTitle(s string) { d.Fpdf.SetTitle(Line(s), true) }

// Text writes a text on a baseline.
func (d PDF) Text(x, y float64, s string) { d.Fpdf.Text(x, y, Line(s)) }

// Cell writes a line of text into a rectangle, aligned L, C or R, and moves to its right
// or, where then is 1, below it.
func (d PDF) Cell(width, height float64, s, align string, then int) {
	d.CellFormat(width, height, Line(s), "", then, align, false, 0, "")
}

// MultiCell writes a text of as many lines as it needs, and moves below it.
func (d PDF) MultiCell(width, lineHeight float64, s string) {
	d.Fpdf.MultiCell(width, lineHeight, Line(s), "", "L", false)
}

// SplitText parts a text into lines of a width.
func (d PDF) SplitText(s string, width float64) []string {
	return d.Fpdf.SplitText(Paragraph(s), width)
}

// GetStringWidth returns the width of a line.
func (d PDF) GetStringWidth(s string) float64 { return d.Fpdf.GetStringWidth(Line(s)) }
