// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// SummarySection is a section of a figure's text alternative.
type SummarySection struct {
	Heading string // none for the opening
	Rows    []SummaryRow
}

// SummaryRow is a sentence of the text alternative, or a domain with its change.
type SummaryRow struct {
	Lead      string // the first words, set apart
	Text      string
	Change    string // from and to: "1 › 3"
	IsSubject bool   // Text names what the next rows are about
}

// SummarySections writes the figure as text: how the answers moved, which changes
// exceed measurement error, where the respondents disagree, the activities and what is
// missing. Empty sections are left out.
func SummarySections(s analysis.Summary, w *assets.Words) []SummarySection {
	if s.Measurements == 0 {
		return []SummarySection{{Rows: []SummaryRow{{Text: w.T("twin.none")}}}}
	}
	parts := []SummarySection{
		openingSection(s, w), beyondErrorSection(s, w), smallChangesSection(s, w), disagreementSection(s, w), activationSection(s.Activation, w), missingSection(s, w),
	}
	told := parts[:0]
	for _, p := range parts {
		if len(p.Rows) > 0 {
			told = append(told, p)
		}
	}
	return told
}

// SummaryText is the text alternative as plain text for a journal, with the caution.
func SummaryText(parts []SummarySection, w *assets.Words) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteString("\n")
		}
		if p.Heading != "" {
			b.WriteString(p.Heading + "\n")
		}
		for _, r := range p.Rows {
			switch {
			case r.IsSubject:
				b.WriteString(r.Text + ":\n")
			case r.Change != "":
				b.WriteString("  " + r.Text + ": " + r.Change + "\n")
			case r.Lead != "":
				b.WriteString(r.Lead + " " + r.Text + "\n")
			default:
				b.WriteString(r.Text + "\n")
			}
		}
	}
	return b.String() + "\n" + w.T("caution.together") + "\n"
}

func openingSection(s analysis.Summary, w *assets.Words) SummarySection {
	var p SummarySection
	if s.Measurements == 1 {
		p.Rows = append(p.Rows, SummaryRow{Text: w.T("twin.only", "Date", w.Date(s.Since))})
	} else {
		p.Rows = append(p.Rows, SummaryRow{Text: w.T("twin.opening", "Date", w.Date(s.Since),
			"Count", s.Measurements, "Time", w.N("list.weeks", s.Duration.Weeks()))})
	}
	for _, m := range s.Movements {
		lead, text, ok := strings.Cut(MovementSentence(m, w), ": ")
		if !ok {
			p.Rows = append(p.Rows, SummaryRow{Text: lead})
			continue
		}
		p.Rows = append(p.Rows, SummaryRow{Lead: lead + ":", Text: text})
	}
	if s.Earlier > 0 {
		p.Rows = append(p.Rows, SummaryRow{Text: w.N("twin.earlier", s.Earlier)})
	}
	return p
}

func beyondErrorSection(s analysis.Summary, w *assets.Words) SummarySection {
	p := SummarySection{Heading: w.T("figure.beyond")}
	for _, m := range s.Movements {
		if len(m.Beyond) == 0 {
			continue
		}
		p.Rows = append(p.Rows, SummaryRow{Text: w.T("twin.who." + string(m.Respondent)), IsSubject: true})
		p.Rows = append(p.Rows, changeRows(m.Beyond, w)...)
	}
	return p
}

// smallChangesSection lists the citizen's changes within measurement error, or the
// caseworker's where the citizen's are not shown.
func smallChangesSection(s analysis.Summary, w *assets.Words) SummarySection {
	if len(s.Movements) == 0 {
		return SummarySection{}
	}
	m := s.Movements[0]
	p := SummarySection{Heading: w.T("twin.small." + string(m.Respondent))}
	for _, list := range []struct {
		key     string
		changes []analysis.Change
	}{{"twin.up", m.SmallUp}, {"twin.down", m.SmallDown}} {
		if len(list.changes) == 0 {
			continue
		}
		p.Rows = append(p.Rows, SummaryRow{Text: w.T(list.key), IsSubject: true})
		p.Rows = append(p.Rows, changeRows(list.changes, w)...)
	}
	return p
}

func changeRows(changes []analysis.Change, w *assets.Words) []SummaryRow {
	var rows []SummaryRow
	for _, c := range changes {
		rows = append(rows, SummaryRow{
			Text: w.Of(c.Domain.Name), Change: w.Count(c.From) + " › " + w.Count(c.To),
		})
	}
	return rows
}

func disagreementSection(s analysis.Summary, w *assets.Words) SummarySection {
	p := SummarySection{Heading: w.T("twin.disagreement")}
	for _, d := range s.Disagreements {
		p.Rows = append(p.Rows, SummaryRow{Text: w.T("twin.disagree", "Domain", w.Of(d.Domain.Name),
			"Citizen", d.Citizen.Value, "Caseworker", d.Caseworker.Value)})
	}
	return p
}

func activationSection(a analysis.Activation, w *assets.Words) SummarySection {
	p := SummarySection{Heading: w.T("twin.activation")}
	weeks := func(d analysis.Days) string { return w.N("list.weeks", d.Weeks()) }
	var told []string
	switch {
	case a.Company > 0 && a.Parallel > 0:
		told = append(told, w.T("twin.company_parallel", "Time", weeks(a.Company), "Parallel", weeks(a.Parallel)))
	case a.Company > 0:
		told = append(told, w.T("twin.company", "Time", weeks(a.Company)))
	default:
		told = append(told, w.T("twin.no_company"))
	}
	for _, v := range []struct {
		key  string
		days analysis.Days
	}{{"twin.other", a.Other}, {"twin.passive", a.Passive}, {"twin.neutral", a.Neutral}} {
		if v.days > 0 {
			told = append(told, w.T(v.key, "Time", weeks(v.days)))
		}
	}
	if !a.OrdinarySince.IsZero() {
		told = append(told, w.T("twin.ordinary", "Date", w.Date(a.OrdinarySince), "Hours", w.Hours(a.OrdinaryMinutes)))
	}
	p.Rows = []SummaryRow{{Text: strings.Join(told, " ")}}
	return p
}

func missingSection(s analysis.Summary, w *assets.Words) SummarySection {
	p := SummarySection{Heading: w.T("twin.missing")}
	var told []string
	if s.Missing > 0 {
		told = append(told, w.N("twin.missing_answers", s.Missing))
	}
	for _, g := range s.Gaps {
		told = append(told, w.T("twin.gap", "Time", w.N("figure.gap", g.Days), "Date", w.Date(g.Before)))
	}
	if len(told) > 0 {
		p.Rows = []SummaryRow{{Text: strings.Join(told, " ")}}
	}
	return p
}
