// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Forest is what 13 weeks of company-directed and of other activity go together
// with beyond passive ones, an item a row, in the instrument's order and never
// sorted by what was found. The numbers next to the plot are those of the plot.
type Forest struct {
	exporter
	rows     []forestRow
	sections []forestSection
	cautions []cohort.Caution
	reason   disclosure.Reason // of withholding it all
	note     string
}

// forestRow is an item with its numbers in words.
type forestRow struct {
	cohort.ProgressionRow
	name string

	company, p, holm, other string
}

// forestSection is what one respondent answered.
type forestSection struct {
	first int // row
	name  string
	basis string // what it rests on
}

// NewForest makes the figure of the fixed-effects estimates; see
// docs/methods.md#4-progression-and-activation.
func NewForest(p cohort.Progression, w *assets.Words) *Forest {
	f := &Forest{cautions: p.Cautions}
	f.exporter = exporter{f, formatter{w}}
	var why reasons
	var who model.Respondent
	for i, r := range p.Rows {
		if i == 0 || r.Measure.Respondent != who {
			who = r.Measure.Respondent
			f.sections = append(f.sections, forestSection{first: i, name: w.T("group.answers_of." + string(who)), basis: f.basis(p.Rows, who)})
		}
		row := forestRow{
			ProgressionRow: r, name: w.Of(r.Measure.Item.Name),
			company: disclosedText(r.Company.Interval, f.words.interval), other: disclosedText(r.Other.Interval, f.words.interval),
			p: disclosedText(r.Company.P, f.words.PValue), holm: disclosedText(r.CompanyHolm, f.words.PValue),
		}
		f.rows = append(f.rows, row)
		if whole := row.withheldReason(); i == 0 {
			f.reason = whole
		} else if whole != f.reason {
			f.reason = ""
		}
		if row.withheldReason() == "" {
			why.add(r.Company.Interval.Reason(), r.Company.P.Reason(), r.Other.Interval.Reason())
		}
	}
	f.note = why.note(f.words)
	return f
}

// withheldReason is why a row has no estimate at all, empty where it has one.
func (r forestRow) withheldReason() disclosure.Reason {
	if why := r.Company.Interval.Reason(); why == r.Other.Interval.Reason() {
		return why
	}
	return ""
}

// basis says how many answers and citizens a respondent's rows rest on.
func (f *Forest) basis(rows []cohort.ProgressionRow, who model.Respondent) string {
	var answers, citizens valueRange
	for _, r := range rows {
		a, told := r.Answers.Get()
		n, _ := r.Citizens.Get()
		if told && r.Measure.Respondent == who {
			answers.include(float64(a))
			citizens.include(float64(n))
		}
	}
	if !answers.nonEmpty {
		return ""
	}
	return f.words.T("group.rests_on", "Answers", f.fromTo(answers), "Citizens", f.fromTo(citizens))
}

// fromTo writes the numbers of a span, once where they are the same.
func (f *Forest) fromTo(s valueRange) string {
	if s.low == s.high {
		return f.words.Count(int(s.low))
	}
	return f.words.Count(int(s.low)) + "–" + f.words.Count(int(s.high))
}

// Cautions are what must be said with the figure.
func (f *Forest) Cautions() []cohort.Caution { return f.cautions }

// Targets are the rows.
func (f *Forest) Targets(width, height float64) []GroupTarget {
	l := f.layout(f.bounds(width, height))
	var list []GroupTarget
	for i, r := range f.rows {
		list = append(list, GroupTarget{Box: boxOf(l.rows[i]), ItemCode: r.Measure.Item.Code, Tooltip: func() []string { return f.tooltip(r) }})
	}
	return list
}

func (f *Forest) tooltip(r forestRow) []string {
	w := f.words
	says := []string{w.T("group.item", "Name", r.name, "Code", r.Measure.Item.Code)}
	if why := r.withheldReason(); why != "" {
		return append(says, w.withheld(why))
	}
	says = append(says, w.T("group.says.company", "Estimate", w.estimate(r.Company)))
	if p, ok := r.CompanyHolm.Get(); ok {
		says = append(says, w.T("group.says.holm", "P", w.pValue(p)))
	}
	says = append(says,
		w.T("group.says.other", "Estimate", w.estimate(r.Other)),
		w.T("group.says.passive", "Estimate", w.estimate(r.Passive)))
	if why := r.Company.P.Reason(); why != "" && r.Company.Interval.Reason() == "" {
		says = append(says, w.T("reason."+string(why)))
	}
	if t, ok := r.Lead.T.Get(); ok && r.Lead.Warns {
		says = append(says, w.T("group.says.lead", "T", w.Fixed(t, 1)))
	}
	answers, _ := r.Answers.Get()
	citizens, _ := r.Citizens.Get()
	return append(says, w.T("group.says.rests", "Answers", w.Count(answers), "Citizens", w.Count(citizens)))
}
