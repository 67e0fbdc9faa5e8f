package report

import (
	"io"

	"codeberg.org/go-pdf/fpdf"

	"codeberg.org/fremskridt/fremskridt/assets"
)

// The measures of a page of A4, in millimetres, and of its type, in points.
const (
	pageWide, pageHigh = 210, 297
	margin             = 18
	foot               = 16
	wide               = pageWide - 2*margin
	body, second       = 9.5, 8
	lineHigh           = 4.6
	secondHigh         = 3.9
	cellGap            = 1.5
)

const sans = "NotoSans"

// paper is a document that is written from its top down. It breaks pages by
// itself and repeats a table's head on each.
type paper struct {
	doc   *fpdf.Fpdf
	words *assets.Words
}

func newPaper(w *assets.Words, title, footer string) *paper {
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetMargins(margin, margin, margin)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCreator("Fremskridt", true)
	doc.SetTitle(title, true)
	doc.SetLang(string(w.Lang))
	doc.AddUTF8FontFromBytes(sans, "", assets.SansRegular)
	doc.AddUTF8FontFromBytes(sans, "B", assets.SansBold)
	doc.AliasNbPages("{all}")
	p := &paper{doc: doc, words: w}
	doc.SetFooterFunc(func() {
		p.grey(110)
		doc.SetFont(sans, "", second)
		doc.SetXY(margin, pageHigh-foot)
		doc.CellFormat(wide/2, secondHigh, footer, "", 0, "L", false, 0, "")
		doc.CellFormat(wide/2, secondHigh, w.T("paper.page", "Page", doc.PageNo(), "Pages", "{all}"), "", 0, "R", false, 0, "")
		p.grey(0)
	})
	doc.AddPage()
	return p
}

func (p *paper) write(to io.Writer) error { return p.doc.Output(to) }

func (p *paper) grey(v int) { p.doc.SetTextColor(v, v, v) }

// room begins a new page where the rest of this one is lower than that.
func (p *paper) room(high float64) bool {
	if p.doc.GetY()+high <= pageHigh-foot-3 {
		return false
	}
	p.doc.AddPage()
	return true
}

func (p *paper) space(high float64) { p.doc.SetY(p.doc.GetY() + high) }

func (p *paper) title(text string) {
	p.doc.SetFont(sans, "B", 16)
	p.doc.MultiCell(wide, 7.5, text, "", "L", false)
	p.space(2)
}

// heading begins a part of the document; it never stands alone at the foot of a
// page.
func (p *paper) heading(text string) {
	p.space(4)
	p.room(24)
	p.doc.SetFont(sans, "B", 11.5)
	p.doc.MultiCell(wide, 6, text, "", "L", false)
	p.space(1)
}

// sub is a heading within a part.
func (p *paper) sub(text string) {
	p.space(2)
	p.room(18)
	p.doc.SetFont(sans, "B", body)
	p.doc.MultiCell(wide, lineHigh, text, "", "L", false)
	p.space(0.5)
}

func (p *paper) paragraph(text string) {
	p.doc.SetFont(sans, "", body)
	for _, line := range p.doc.SplitText(text, wide) {
		p.room(lineHigh)
		p.doc.SetX(margin)
		p.doc.CellFormat(wide, lineHigh, line, "", 1, "L", false, 0, "")
	}
	p.space(1)
}

// facts are names and what they are, a line each.
func (p *paper) facts(list [][2]string) {
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
func (p *paper) table(columns []column, rows func(yield func([]string) bool)) {
	named := columns[0].name != ""
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	head := func() {
		if !named {
			return
		}
		p.doc.SetFont(sans, "B", second)
		p.row(columns, names)
		p.rule(0.35)
	}
	// A head does not stand alone at the foot of a page.
	p.doc.SetFont(sans, "B", second)
	if p.room(p.high(columns, names) + 3*secondHigh); named {
		head()
	}
	for texts := range rows {
		p.doc.SetFont(sans, "", second)
		if p.room(p.high(columns, texts)) {
			head()
			p.doc.SetFont(sans, "", second)
		}
		p.row(columns, texts)
		p.rule(0.1)
	}
	p.space(1.5)
}

func (p *paper) lines(c column, text string) []string {
	if text == "" {
		return []string{""}
	}
	return p.doc.SplitText(text, c.width*wide-cellGap)
}

func (p *paper) high(columns []column, texts []string) float64 {
	most := 1
	for i, c := range columns {
		most = max(most, len(p.lines(c, texts[i])))
	}
	return float64(most)*secondHigh + 1.2
}

func (p *paper) row(columns []column, texts []string) {
	high := p.high(columns, texts)
	x, y := float64(margin), p.doc.GetY()
	for i, c := range columns {
		for n, line := range p.lines(c, texts[i]) {
			p.doc.SetXY(x, y+0.6+float64(n)*secondHigh)
			p.doc.CellFormat(c.width*wide, secondHigh, line, "", 0, "L", false, 0, "")
		}
		x += c.width * wide
	}
	p.doc.SetXY(margin, y+high)
}

func (p *paper) rule(width float64) {
	p.doc.SetLineWidth(width)
	p.doc.SetDrawColor(150, 150, 150)
	p.doc.Line(margin, p.doc.GetY(), pageWide-margin, p.doc.GetY())
}
