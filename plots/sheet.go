package plots

import (
	"fmt"
	"io"
)

// Sheet is a page of A4 to be printed and put away: a title, facts, a code in
// large groups and what to do with it.
type Sheet struct {
	Title string
	Facts [][2]string // names and values
	Code  []string    // groups, three to a line
	Text  []string    // paragraphs
}

// In points of a page of A4.
const (
	sheetWide   = 595.28
	sheetHigh   = 841.89
	sheetMargin = 64
	sheetFact   = 120
	sheetGroup  = 130
)

// PDF writes the page as a PDF file with its fonts inside.
func (s Sheet) PDF(w io.Writer) error {
	c := newPDFCanvas(sheetWide, sheetHigh, 1)
	d := c.doc
	d.SetTitle(s.Title, true)
	d.SetMargins(sheetMargin, sheetMargin, sheetMargin)
	d.SetFont(pdfFont, "B", 22)
	y := float64(sheetMargin + 30)
	d.Text(sheetMargin, y, s.Title)
	y += 34
	for _, f := range s.Facts {
		d.SetFont(pdfFont, "", 11)
		d.Text(sheetMargin, y, f[0])
		d.SetFont(pdfFont, "B", 11)
		d.Text(sheetMargin+sheetFact, y, f[1])
		y += 18
	}
	y += 30
	d.SetFont(pdfFont, "B", 30)
	top := y
	for i, group := range s.Code {
		y = top + float64(i/3)*44 + 24
		d.Text(sheetMargin+18+float64(i%3)*sheetGroup, y, group)
	}
	d.SetLineWidth(1)
	d.Rect(sheetMargin, top-18, sheetWide-2*sheetMargin, y-top+40, "D")
	d.SetXY(sheetMargin, y+52)
	d.SetFont(pdfFont, "", 12)
	for _, t := range s.Text {
		d.MultiCell(sheetWide-2*sheetMargin, 18, t, "", "L", false)
		d.Ln(8)
	}
	if err := c.writeTo(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}
