package plots

import (
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// TwinPart is a part of the text twin: what stands below one heading.
type TwinPart struct {
	Heading string // none for the opening
	Rows    []TwinRow
}

// TwinRow is a sentence of the text twin, or a domain with its change.
type TwinRow struct {
	Lead   string // the first words, set apart
	Text   string
	Change string // from and to: "1 › 3"
	Name   bool   // Text names what the next rows are about
}

// TwinParts is the figure in words: how the answers have moved, which changes
// are beyond measurement error, where the two disagree, what went on, and what
// is missing. A part with nothing to say is left out.
func TwinParts(s analysis.Summary, w *assets.Words) []TwinPart {
	if s.Measurements == 0 {
		return []TwinPart{{Rows: []TwinRow{{Text: w.T("twin.none")}}}}
	}
	parts := []TwinPart{
		twinOpening(s, w), twinBeyond(s, w), twinSmall(s, w), twinDisagreement(s, w), twinActivation(s.Activation, w), twinMissing(s, w),
	}
	told := parts[:0]
	for _, p := range parts {
		if len(p.Rows) > 0 {
			told = append(told, p)
		}
	}
	return told
}

// TwinText is the text twin as plain text, for a journal. The caution goes with
// it, as with every picture.
func TwinText(parts []TwinPart, w *assets.Words) string {
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
			case r.Name:
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

func twinOpening(s analysis.Summary, w *assets.Words) TwinPart {
	var p TwinPart
	if s.Measurements == 1 {
		p.Rows = append(p.Rows, TwinRow{Text: w.T("twin.only", "Date", w.Date(s.Since))})
	} else {
		p.Rows = append(p.Rows, TwinRow{Text: w.T("twin.opening", "Date", w.Date(s.Since),
			"Count", s.Measurements, "Time", w.N("list.weeks", s.Duration.Weeks()))})
	}
	for _, m := range s.Movements {
		lead, text, ok := strings.Cut(MovementSentence(m, w), ": ")
		if !ok {
			p.Rows = append(p.Rows, TwinRow{Text: lead})
			continue
		}
		p.Rows = append(p.Rows, TwinRow{Lead: lead + ":", Text: text})
	}
	if s.Earlier > 0 {
		p.Rows = append(p.Rows, TwinRow{Text: w.N("twin.earlier", s.Earlier)})
	}
	return p
}

func twinBeyond(s analysis.Summary, w *assets.Words) TwinPart {
	p := TwinPart{Heading: w.T("figure.beyond")}
	for _, m := range s.Movements {
		if len(m.Beyond) == 0 {
			continue
		}
		p.Rows = append(p.Rows, TwinRow{Text: w.T("twin.who." + string(m.Respondent)), Name: true})
		p.Rows = append(p.Rows, twinChanges(m.Beyond, w)...)
	}
	return p
}

// twinSmall lists the citizen's small steps, or the caseworker's where the
// citizen's are not told.
func twinSmall(s analysis.Summary, w *assets.Words) TwinPart {
	if len(s.Movements) == 0 {
		return TwinPart{}
	}
	m := s.Movements[0]
	p := TwinPart{Heading: w.T("twin.small." + string(m.Respondent))}
	for _, list := range []struct {
		key     string
		changes []analysis.Change
	}{{"twin.up", m.SmallUp}, {"twin.down", m.SmallDown}} {
		if len(list.changes) == 0 {
			continue
		}
		p.Rows = append(p.Rows, TwinRow{Text: w.T(list.key), Name: true})
		p.Rows = append(p.Rows, twinChanges(list.changes, w)...)
	}
	return p
}

func twinChanges(changes []analysis.Change, w *assets.Words) []TwinRow {
	var rows []TwinRow
	for _, c := range changes {
		rows = append(rows, TwinRow{
			Text: w.Of(c.Domain.Name), Change: w.Count(c.From) + " › " + w.Count(c.To),
		})
	}
	return rows
}

func twinDisagreement(s analysis.Summary, w *assets.Words) TwinPart {
	p := TwinPart{Heading: w.T("twin.disagreement")}
	for _, d := range s.Disagreements {
		p.Rows = append(p.Rows, TwinRow{Text: w.T("twin.disagree", "Domain", w.Of(d.Domain.Name),
			"Citizen", d.Citizen.Value, "Caseworker", d.Caseworker.Value)})
	}
	return p
}

func twinActivation(a analysis.Activation, w *assets.Words) TwinPart {
	p := TwinPart{Heading: w.T("twin.activation")}
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
	p.Rows = []TwinRow{{Text: strings.Join(told, " ")}}
	return p
}

func twinMissing(s analysis.Summary, w *assets.Words) TwinPart {
	p := TwinPart{Heading: w.T("twin.missing")}
	var told []string
	if s.Missing > 0 {
		told = append(told, w.N("twin.missing_answers", s.Missing))
	}
	for _, g := range s.Gaps {
		told = append(told, w.T("twin.gap", "Time", w.N("figure.gap", g.Days), "Date", w.Date(g.Before)))
	}
	if len(told) > 0 {
		p.Rows = []TwinRow{{Text: strings.Join(told, " ")}}
	}
	return p
}
