// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"io"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// CaseFile writes two A4 pages for the case: the printed figure, then its numbers,
// text alternative and cautions.
func CaseFile(to io.Writer, w *assets.Words, c plots.Case) error {
	p := newDocument(w, w.T("casefile.title", "Case", c.History.Citizen.CaseNumber),
		w.T("dossier.footer", "Case", c.History.Citizen.CaseNumber, "Date", w.Date(c.Today)))
	data := c.Data(w)
	data.Header = true
	figure := plots.NewProgression(data)
	const unit = 0.75 * mmPerPoint // a page of 794 by 1123
	l := figure.Layout(plots.Size{Width: pageWidth / unit, Height: (pageHeight - footHeight + 4) / unit, Print: true})
	figure.DrawPDF(p.doc, l, plots.BlackAndWhite(), 0, 0, unit, mmPerPoint)
	p.doc.SetTextColor(0, 0, 0)
	p.doc.AddPage()
	p.title(w.T("casefile.numbers"))
	p.table([]column{
		{w.T("sheet.domain"), 0.3}, {w.T("sheet.respondent"), 0.17}, {w.T("casefile.first"), 0.17}, {w.T("casefile.latest"), 0.17}, {w.T("casefile.change"), 0.19},
	}, func(yield func([]string) bool) {
		for _, r := range SeriesRows(w, c) {
			if !yield([]string{r.Domain, r.Respondent, r.first(w), r.latest(w), r.change(w)}) {
				return
			}
		}
	})
	p.heading(w.T("casefile.words"))
	s := analysis.Summarise(c.History, c.Vocabulary, c.Instruments, c.Norms, analysis.View{AsOf: c.Today})
	for _, part := range plots.SummarySections(s, w) {
		if part.Heading != "" {
			p.subheading(part.Heading)
		}
		for _, text := range sectionSentences(part) {
			p.paragraph(text)
		}
	}
	p.subheading(w.T("casefile.caution"))
	p.paragraph(w.T("caution.together"))
	p.paragraph(w.T("caution.step"))
	if err := p.write(to); err != nil {
		return fmt.Errorf("write case file: %w", err)
	}
	return nil
}

// sectionSentences returns a section's rows as sentences; rows below a subject are
// joined to it.
func sectionSentences(part plots.SummarySection) (list []string) {
	for _, r := range part.Rows {
		switch {
		case r.Change == "":
			text := r.Text
			if r.Lead != "" {
				text = r.Lead + " " + text
			}
			if r.IsSubject {
				text += ":"
			}
			list = append(list, text)
		case len(list) == 0:
			list = append(list, r.Text+" "+r.Change)
		case strings.HasSuffix(list[len(list)-1], ":"):
			list[len(list)-1] += " " + r.Text + " " + r.Change
		default:
			list[len(list)-1] += "; " + r.Text + " " + r.Change
		}
	}
	return list
}
