// SPDX-License-Identifier: MPL-2.0

package report

import (
	"io"

	"codeberg.org/go-pdf/fpdf"

	"codeberg.org/fremskridt/fremskridt/assets"
)

// The measures of a page of A4, in millimetres, and of its type, in points.
const (
	pageWidth, pageHeight = 210, 297
	margin                = 18
	footHeight            = 16
	contentWidth          = pageWidth - 2*margin
	bodySize, smallSize   = 9.5, 8
	lineHeight            = 4.6
	smallLineHeight       = 3.9
	cellGap               = 1.5
)

const fontFamily = "NotoSans"

// document is a PDF written from top to bottom, with page breaks and repeated table
// heads.
type document struct {
	doc   *fpdf.Fpdf
	words *assets.Words
}

func newDocument(w *assets.Words, title, footer string) *document {
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetMargins(margin, margin, margin)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCreator("Fremskridt", true)
	doc.SetTitle(title, true)
	doc.SetLang(string(w.Lang))
	doc.AddUTF8FontFromBytes(fontFamily, "", assets.SansRegular)
	doc.AddUTF8FontFromBytes(fontFamily, "B", assets.SansBold)
	doc.AliasNbPages("{all}")
	p := &document{doc: doc, words: w}
	doc.SetFooterFunc(func() {
		p.grey(110)
		doc.SetFont(fontFamily, "", smallSize)
		doc.SetXY(margin, pageHeight-footHeight)
		doc.CellFormat(contentWidth/2, smallLineHeight, footer, "", 0, "L", false, 0, "")
		doc.CellFormat(contentWidth/2, smallLineHeight, w.T("paper.page", "Page", doc.PageNo(), "Pages", "{all}"), "", 0, "R", false, 0, "")
		p.grey(0)
	})
	doc.AddPage()
	return p
}

func (p *document) write(to io.Writer) error { return p.doc.Output(to) }

func (p *document) grey(v int) { p.doc.SetTextColor(v, v, v) }

// ensureSpace begins a new page where the rest of this one is lower than that.
func (p *document) ensureSpace(high float64) bool {
	if p.doc.GetY()+high <= pageHeight-footHeight-3 {
		return false
	}
	p.doc.AddPage()
	return true
}

func (p *document) space(high float64) { p.doc.SetY(p.doc.GetY() + high) }

func (p *document) title(text string) {
	p.doc.SetFont(fontFamily, "B", 16)
	p.doc.MultiCell(contentWidth, 7.5, text, "", "L", false)
	p.space(2)
}

// heading begins a section; it never is the last line of a page.
func (p *document) heading(text string) {
	p.space(4)
	p.ensureSpace(24)
	p.doc.SetFont(fontFamily, "B", 11.5)
	p.doc.MultiCell(contentWidth, 6, text, "", "L", false)
	p.space(1)
}

// subheading is a heading within a part.
func (p *document) subheading(text string) {
	p.space(2)
	p.ensureSpace(18)
	p.doc.SetFont(fontFamily, "B", bodySize)
	p.doc.MultiCell(contentWidth, lineHeight, text, "", "L", false)
	p.space(0.5)
}

func (p *document) paragraph(text string) {
	p.doc.SetFont(fontFamily, "", bodySize)
	for _, line := range p.doc.SplitText(text, contentWidth) {
		p.ensureSpace(lineHeight)
		p.doc.SetX(margin)
		p.doc.CellFormat(contentWidth, lineHeight, line, "", 1, "L", false, 0, "")
	}
	p.space(1)
}

// facts are names and what they are, a line each.
func (p *document) facts(list [][2]string) {
	p.table([]column{{width: 0.3}, {width: 0.7}}, func(yield func([]string) bool) {
		for _, f := range list {
			if f[1] != "" && !yield(f[:]) {
				return
			}
		}
	})
}

// column is a column of a table, its width a part of the page's.
type column struct {
	name  string
	width float64
}

// table writes rows; a cell is broken into as many lines as it needs.
func (p *document) table(columns []column, rows func(yield func([]string) bool)) {
	named := columns[0].name != ""
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	head := func() {
		if !named {
			return
		}
		p.doc.SetFont(fontFamily, "B", smallSize)
		p.row(columns, names)
		p.rule(0.35)
	}
	// Keep a head together with its first rows.
	p.doc.SetFont(fontFamily, "B", smallSize)
	if p.ensureSpace(p.rowHeight(columns, names) + 3*smallLineHeight); named {
		head()
	}
	for texts := range rows {
		p.doc.SetFont(fontFamily, "", smallSize)
		if p.ensureSpace(p.rowHeight(columns, texts)) {
			head()
			p.doc.SetFont(fontFamily, "", smallSize)
		}
		p.row(columns, texts)
		p.rule(0.1)
	}
	p.space(1.5)
}

func (p *document) lines(c column, text string) []string {
	if text == "" {
		return []string{""}
	}
	return p.doc.SplitText(text, c.width*contentWidth-cellGap)
}

func (p *document) rowHeight(columns []column, texts []string) float64 {
	most := 1
	for i, c := range columns {
		most = max(most, len(p.lines(c, texts[i])))
	}
	return float64(most)*smallLineHeight + 1.2
}

func (p *document) row(columns []column, texts []string) {
	high := p.rowHeight(columns, texts)
	x, y := float64(margin), p.doc.GetY()
	for i, c := range columns {
		for n, line := range p.lines(c, texts[i]) {
			p.doc.SetXY(x, y+0.6+float64(n)*smallLineHeight)
			p.doc.CellFormat(c.width*contentWidth, smallLineHeight, line, "", 0, "L", false, 0, "")
		}
		x += c.width * contentWidth
	}
	p.doc.SetXY(margin, y+high)
}

func (p *document) rule(width float64) {
	p.doc.SetLineWidth(width)
	p.doc.SetDrawColor(150, 150, 150)
	p.doc.Line(margin, p.doc.GetY(), pageWidth-margin, p.doc.GetY())
}
