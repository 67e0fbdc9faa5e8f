// SPDX-License-Identifier: MPL-2.0

package report

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Progression is what 13 weeks went together with.
func (g GroupTables) Progression(p cohort.Progression) Table {
	t := g.newTable(g.Words.T("analyse.progression"), "progression", "item", "b_c", "p", "holm", "b_o", "p", "holm", "n")
	for _, r := range p.Rows {
		t.addRow(t.item(r.Measure), t.interval(r.Company.Interval), t.p(r.Company.P), t.p(r.CompanyHolm),
			t.interval(r.Other.Interval), t.p(r.Other.P), t.p(r.OtherHolm), t.count(r.Citizens))
	}
	return t.finish()
}

// Slopes are the progress of 13 weeks of each kind.
func (g GroupTables) Slopes(p cohort.Progression) Table {
	t := g.newTable(g.Words.T("analyse.slopes"), "slopes", "item", "passive", "other", "company")
	for _, r := range p.Rows {
		t.addRow(t.item(r.Measure), t.interval(r.Slopes.Passive.Interval), t.interval(r.Slopes.Other.Interval), t.interval(r.Slopes.Company.Interval))
	}
	return t.finish()
}

// Lead is the test of selection; a row that warns has an exclamation mark.
func (g GroupTables) Lead(p cohort.Progression) Table {
	t := g.newTable(g.Words.T("analyse.lead"), "lead", "item", "lead", "t")
	for _, r := range p.Rows {
		mark := t.number(r.Lead.T, 2)
		if r.Lead.Warns {
			mark.Text += " !"
		}
		t.addRow(t.item(r.Measure), t.interval(r.Lead.Estimate.Interval), mark)
	}
	return t.finish()
}

// Calendar is the model with a level for each quarter.
func (g GroupTables) Calendar(p cohort.Progression) Table {
	t := g.newTable(g.Words.T("analyse.calendar"), "calendar", "item", "d", "b_c", "p", "b_o", "p")
	for _, r := range p.Rows {
		c := r.Calendar
		t.addRow(t.item(r.Measure), t.interval(c.Passive.Interval), t.interval(c.Company.Interval), t.p(c.Company.P), t.interval(c.Other.Interval), t.p(c.Other.P))
	}
	return t.finish()
}

// EventStudy are the answers about the first company activity; a row that falls
// before it has an exclamation mark.
func (g GroupTables) EventStudy(e cohort.EventStudy) Table {
	t := g.newTable(g.Words.T("analyse.events"), "events", "item")
	t.Head = append(t.Head, "–2", "–1", "0", "+1", "+2", g.Words.T("analyse.head.n_each"))
	for _, r := range e.Rows {
		cells, citizens := []Cell{t.item(r.Measure)}, Cell{}
		if r.Dips {
			cells[0].Text += " !"
		}
		for _, p := range r.Points {
			cell := t.interval(p.Estimate.Interval)
			if p.At == -1 && p.Estimate.Interval.Reason() == "" {
				cell = Cell{"0", []float64{0}}
			}
			cells = append(cells, cell)
			if n := t.count(p.Citizens); len(n.Numbers) > 0 {
				citizens.Numbers = append(citizens.Numbers, n.Numbers[0])
			}
		}
		citizens.Text = withheldMark
		if len(citizens.Numbers) == len(r.Points) {
			least, most := slices.Min(citizens.Numbers), slices.Max(citizens.Numbers)
			citizens.Text = g.Words.Count(int(least)) + "–" + g.Words.Count(int(most))
		} else {
			citizens.Numbers = nil
		}
		t.addRow(append(cells, citizens)...)
	}
	return t.finish()
}

// curveNames are the keys of all and of the thirds.
var curveNames = [...]string{"all", "lowest", "middle", "highest"}

// Curves are the share without the event over time.
func (g GroupTables) Curves(j cohort.TimeToJob) Table {
	w := g.Words
	t := g.newTable(w.T("analyse.job."+string(j.Event)), "job", "", "n", "events", "weeks", "without")
	for i, c := range append([]cohort.Curve{j.All}, j.Thirds...) {
		name := textCell(w.T("analyse.curve." + curveNames[i]))
		if len(c.Steps) == 0 {
			t.addRow(name, t.count(c.N), t.count(c.Events), Cell{}, t.withheldCell(c.Reason))
			continue
		}
		for k, s := range c.Steps {
			cells := make([]Cell, 3)
			if k == 0 {
				cells = []Cell{name, t.count(c.N), t.count(c.Events)}
			}
			v := s.Survival
			weeks := float64(s.Day) / 7
			t.addRow(append(cells, Cell{w.Number(weeks, 0), []float64{weeks}}, t.shareInterval(v.Value, v.Low, v.High))...)
		}
	}
	if len(j.Thirds) == 0 {
		t.withheldCell(j.ThirdsReason)
	}
	table := t.finish()
	if test, ok := j.LogRank.Get(); ok {
		table.Notes = append(table.Notes, w.T("analyse.logrank", "Chi2", w.Fixed(test.Chi2, 2), "DF", test.DF, "P", w.Fixed(test.P, 3)))
	}
	return table
}

// Hazard are the odds ratios of the event.
func (g GroupTables) Hazard(j cohort.TimeToJob) Table {
	h := j.Hazard
	t := g.newTable("", "hazard", "", "odds", "p")
	t.Title = t.w.T("analyse.hazard", "Citizens", t.count(h.Citizens).Text, "Periods", t.count(h.Periods).Text, "Events", t.count(h.Events).Text)
	for _, r := range []struct {
		key string
		of  cohort.Estimate
	}{{"index", h.Index}, {"company", h.Company}, {"other", h.Other}} {
		t.addRow(textCell(t.w.T("analyse.hazard."+r.key)), t.interval(r.of.Interval), t.p(r.of.P))
	}
	return t.finish()
}

// Reliability is how well the answers hang together.
func (g GroupTables) Reliability(list []cohort.Reliability) Table {
	t := g.newTable(g.Words.T("analyse.reliability"), "reliability", "", "alpha", "n")
	for _, r := range list {
		t.addRow(textCell(t.w.T("twin.who."+string(r.Respondent))), t.number(r.Alpha, 2), t.count(r.N))
	}
	return t.finish()
}

// Agreement is how citizen and caseworker see the same domain.
func (g GroupTables) Agreement(list []cohort.Agreement) Table {
	t := g.newTable(g.Words.T("analyse.agreement"), "agreement", "domain", "icc", "kappa", "higher", "far_apart", "n")
	for _, r := range list {
		t.addRow(textCell(t.w.Of(r.Domain.Name)), t.number(r.ICC, 2), t.number(r.Kappa, 2), t.number(r.CitizenHigher, 2), t.disclosedShare(r.FarApart), t.count(r.N))
	}
	return t.finish()
}

// LeftOut is what the figures do not rest on, and why.
func (g GroupTables) LeftOut(f cohort.Figures) Table {
	t := g.newTable(g.Words.T("analyse.left_out"), "left_out", "", "n")
	for _, r := range []struct {
		key string
		of  disclosure.Value[int]
	}{
		{"short", f.Change.LeftOut.Short},
		{"long", f.Change.LeftOut.Long},
		{"gaps", f.Progression.LeftOut.Gaps},
		{"singles", f.Progression.LeftOut.Singles},
		{"no_origin", f.Job.LeftOut.NoOrigin},
		{"no_index", f.Job.LeftOut.NoIndex},
	} {
		t.addRow(textCell(t.w.T("analyse.left_out."+r.key)), t.count(r.of))
	}
	return t.finish()
}
