// SPDX-License-Identifier: MPL-2.0

package report

import (
	"io"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/plots/typeset"
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
	contentHeight         = pageHeight - margin - footHeight
	cellGap               = 1.5
	rowGap                = 1.2
)

// pageCount is replaced by the number of pages when the document is written.
const pageCount = "{all}"

// document is a PDF written from top to bottom, with page breaks and repeated table
// heads.
type document struct {
	doc   typeset.PDF
	words *assets.Words
}

func newDocument(w *assets.Words, title, footer string) *document {
	doc := typeset.NewPDF("mm", pageWidth, pageHeight)
	doc.SetMargins(margin, margin, margin)
	doc.SetTitle(title)
	doc.SetLang(string(w.Lang))
	doc.AliasNbPages(pageCount)
	p := &document{doc: doc, words: w}
	doc.SetFooterFunc(func() {
		p.grey(110)
		doc.SetSize(smallSize, false)
		doc.SetXY(margin, pageHeight-footHeight)
		doc.Cell(contentWidth/2, smallLineHeight, footer, "L", 0)
		doc.Cell(contentWidth/2, smallLineHeight, w.T("paper.page", "Page", doc.PageNo(), "Pages", pageCount), "R", 0)
		p.grey(0)
	})
	doc.AddPage()
	return p
}

func (p *document) write(to io.Writer) error { return p.doc.Output(to) }

func (p *document) grey(v int) { p.doc.SetTextColor(v, v, v) }

// ensureSpace begins a new page where the rest of this one is lower than that.
func (p *document) ensureSpace(high float64) bool {
	if high <= p.spaceLeft() {
		return false
	}
	p.doc.AddPage()
	return true
}

// spaceLeft is what is left of the page.
func (p *document) spaceLeft() float64 { return pageHeight - footHeight - 3 - p.doc.GetY() }

func (p *document) space(high float64) { p.doc.SetY(p.doc.GetY() + high) }

func (p *document) title(text string) {
	p.doc.SetSize(16, true)
	p.doc.MultiCell(contentWidth, 7.5, text)
	p.space(2)
}

// heading begins a section; it never is the last line of a page.
func (p *document) heading(text string) {
	p.space(4)
	p.ensureSpace(24)
	p.doc.SetSize(11.5, true)
	p.doc.MultiCell(contentWidth, 6, text)
	p.space(1)
}

// subheading is a heading within a part.
func (p *document) subheading(text string) {
	p.space(2)
	p.ensureSpace(18)
	p.doc.SetSize(bodySize, true)
	p.doc.MultiCell(contentWidth, lineHeight, text)
	p.space(0.5)
}

func (p *document) paragraph(text string) {
	p.doc.SetSize(bodySize, false)
	for _, line := range p.doc.SplitText(text, contentWidth) {
		p.ensureSpace(lineHeight)
		p.doc.SetX(margin)
		p.doc.Cell(contentWidth, lineHeight, line, "L", 1)
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

// table writes rows; a cell is broken into as many lines as it needs, and a row longer
// than half a page over the pages.
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
		p.doc.SetSize(smallSize, true)
		p.row(columns, p.cellLines(columns, names), func() {})
		p.rule(0.35)
		p.doc.SetSize(smallSize, false)
	}
	// Keep a head together with its first rows.
	p.doc.SetSize(smallSize, true)
	if p.ensureSpace(rowHeight(p.cellLines(columns, names)) + 3*smallLineHeight); named {
		head()
	}
	for texts := range rows {
		p.doc.SetSize(smallSize, false)
		lines := p.cellLines(columns, texts)
		if p.ensureSpace(min(rowHeight(lines), contentHeight/2)) {
			head()
		}
		p.row(columns, lines, head)
		p.rule(0.1)
	}
	p.space(1.5)
}

// cellLines parts the texts of a row into the lines of its cells.
func (p *document) cellLines(columns []column, texts []string) [][]string {
	lines := make([][]string, len(columns))
	for i, c := range columns {
		lines[i] = p.doc.SplitText(texts[i], c.width*contentWidth-cellGap)
	}
	return lines
}

func rowHeight(cells [][]string) float64 {
	most := 1
	for _, lines := range cells {
		most = max(most, len(lines))
	}
	return float64(most)*smallLineHeight + rowGap
}

// row writes the lines of a row, over several pages where they need more than one, each
// of them with its head.
func (p *document) row(columns []column, cells [][]string, head func()) {
	for left := true; left; {
		y, room := p.doc.GetY(), int((p.spaceLeft()-rowGap)/smallLineHeight)
		x := float64(margin)
		left = false
		next := y
		for i, c := range columns {
			n := min(len(cells[i]), max(room, 1))
			for k, line := range cells[i][:n] {
				p.doc.SetXY(x, y+rowGap/2+float64(k)*smallLineHeight)
				p.doc.Cell(c.width*contentWidth, smallLineHeight, line, "L", 0)
			}
			next = max(next, y+float64(max(n, 1))*smallLineHeight+rowGap)
			cells[i] = cells[i][n:]
			left = left || len(cells[i]) > 0
			x += c.width * contentWidth
		}
		p.doc.SetXY(margin, next)
		if left {
			p.doc.AddPage()
			head()
		}
	}
}

func (p *document) rule(width float64) {
	p.doc.SetLineWidth(width)
	p.doc.SetDrawColor(150, 150, 150)
	p.doc.Line(margin, p.doc.GetY(), pageWidth-margin, p.doc.GetY())
}
