// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"io"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// Hand-out: the place of the figure on the page, and a unit of it, in
// millimetres.
const (
	mmPerPoint     = 25.4 / 72
	handoutUnit    = 0.185
	nextStepHeight = 42
	nextStepLine   = 9
)

// Handout writes one A4 page for the citizen: own answers as a figure, own changes as
// sentences, current activities, and space for the next step. It has no index, no
// prognosis and no answers of the caseworker.
func Handout(to io.Writer, w *assets.Words, c plots.Case) error {
	name := c.History.Citizen.Name
	p := newDocument(w, w.T("handout.title"), w.T("handout.footer", "Date", w.Date(c.Today)))
	p.title(w.T("handout.heading", "Name", firstName(name)))
	for _, sentence := range HandoutSentences(w, c) {
		p.paragraph(sentence)
	}
	p.currentActivities(c)
	p.handoutFigure(c)
	p.nextStep()
	if err := p.write(to); err != nil {
		return fmt.Errorf("write hand-out: %w", err)
	}
	return nil
}

func firstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

// HandoutSentences describe the citizen's changes in plain sentences, improvements
// first, and how much a step means.
func HandoutSentences(w *assets.Words, c plots.Case) []string {
	s := analysis.Summarise(c.History, c.Vocabulary, c.Instruments, c.Norms, analysis.View{
		AsOf: c.Today, Respondents: []model.Respondent{model.ByCitizen}, HidePrognosis: true,
	})
	if s.Measurements == 0 || len(s.Movements) == 0 {
		return []string{w.T("handout.none")}
	}
	m := s.Movements[0]
	if m.Compared() == 0 {
		return []string{w.T("handout.first", "Date", w.Date(s.Since))}
	}
	told := []string{w.T("handout.since", "Date", w.Date(s.Since), "Count", s.Measurements)}
	var up, down []string
	for _, list := range [][]analysis.Change{m.Beyond, m.SmallUp, m.SmallDown} {
		for _, c := range list {
			step := w.T("handout.step", "Domain", w.Of(c.Domain.Name), "From", c.From, "To", c.To)
			if c.Steps > 0 {
				up = append(up, step)
			} else {
				down = append(down, step)
			}
		}
	}
	if len(up) > 0 {
		told = append(told, w.T("handout.up", "Steps", strings.Join(up, ", ")))
	}
	if len(down) > 0 {
		told = append(told, w.T("handout.down", "Steps", strings.Join(down, ", ")))
	}
	if m.Same > 0 {
		told = append(told, w.N("handout.same", m.Same))
	}
	return append(told, w.T("handout.error"))
}

func (p *document) handoutFigure(c plots.Case) {
	figure := plots.NewProgression(c.CitizenData(p.words))
	p.space(1)
	unit, high := handoutUnit, pageHeight-footHeight-nextStepHeight-2-p.doc.GetY()
	l := figure.Layout(plots.Size{Width: contentWidth / unit, Height: high / unit})
	for l.Height*unit > high+0.01 { // many activities at once: all of it a little smaller
		unit *= high / (l.Height * unit)
		l = figure.Layout(plots.Size{Width: contentWidth / unit, Height: high / unit})
	}
	figure.DrawPDF(p.doc, l, plots.BlackAndWhite(), margin, p.doc.GetY(), unit, mmPerPoint)
	p.doc.SetTextColor(0, 0, 0)
}

// currentActivities lists the activities that run today.
func (p *document) currentActivities(c plots.Case) {
	w := p.words
	var now []string
	for _, a := range c.History.Activities {
		kind, ok := c.Vocabulary.ActivityType(a.Type)
		if !ok || kind.Group == model.GroupNeutral || a.Planned || !a.Covers(c.Today) {
			continue
		}
		told := w.Of(kind.Name)
		if a.Provider != "" {
			told += ", " + a.Provider
		}
		now = append(now, told)
	}
	if len(now) > 0 {
		p.paragraph(w.T("handout.now", "Activities", strings.Join(now, "; ")))
	}
}

// nextStep is room to write in.
func (p *document) nextStep() {
	p.doc.SetY(pageHeight - footHeight - nextStepHeight)
	p.doc.SetSize(11.5, true)
	p.doc.Cell(contentWidth, 6, p.words.T("handout.next"), "L", 1)
	p.doc.SetDrawColor(120, 120, 120)
	p.doc.SetLineWidth(0.2)
	for y := p.doc.GetY() + nextStepLine; y < pageHeight-footHeight-2; y += nextStepLine {
		p.doc.Line(margin, y, pageWidth-margin, y)
	}
}
