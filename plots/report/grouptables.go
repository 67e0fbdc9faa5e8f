// SPDX-License-Identifier: MPL-2.0

package report

import (
	"slices"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// Table is a group figure in numbers, the same on screen, in files and on the command
// line. Its first column names the row.
type Table struct {
	Title       string
	Description string // what it shows, and what it does not
	Head        []string
	Rows        [][]Cell
	Notes       []string // why some of its numbers are not shown
}

// Cell is a text with its numbers: one, or a value and its interval. Names and
// withheld numbers have none.
type Cell struct {
	Text    string
	Numbers []float64
}

func textCell(text string) Cell { return Cell{Text: text} }

// GroupTables writes the figures of a group as tables.
type GroupTables struct{ Words *assets.Words }

// All are the tables of all figures, in the order that they are read.
func (g GroupTables) All(f cohort.Figures) []Table {
	all := []Table{g.Coverage(f.Coverage)}
	for i := range f.Movement {
		all = append(all, g.Movement(f.Movement[i]), g.Scatter(f.Scatter[i]), g.Targeting(f.Targeting[i]))
	}
	all = append(all, g.Change(f.Change), g.Progression(f.Progression), g.Slopes(f.Progression), g.Lead(f.Progression), g.Calendar(f.Progression), g.EventStudy(f.EventStudy))
	for _, j := range []cohort.TimeToJob{f.Job, f.FlexJob} {
		all = append(all, g.Curves(j), g.Hazard(j))
	}
	return append(all, g.Reliability(f.Reliability), g.Agreement(f.Agreement), g.LeftOut(f))
}

// tableBuilder makes one table, and keeps why some of its numbers are withheld.
type tableBuilder struct {
	Table
	w       *assets.Words
	reasons []disclosure.Reason
}

func (g GroupTables) newTable(title, shows string, head ...string) *tableBuilder {
	t := &tableBuilder{w: g.Words, Table: Table{Title: title, Description: g.Words.T("analyse.shows." + shows)}}
	for _, key := range head {
		text := ""
		if key != "" {
			text = g.Words.T("analyse.head." + key)
		}
		t.Head = append(t.Head, text)
	}
	return t
}

func (t *tableBuilder) addRow(cells ...Cell) { t.Rows = append(t.Rows, cells) }

func (t *tableBuilder) finish() Table {
	slices.Sort(t.reasons)
	for _, why := range slices.Compact(t.reasons) {
		t.Notes = append(t.Notes, t.w.T("analyse.withheld", "Why", messages.Withheld(t.w, why)))
	}
	return t.Table
}

// withheldMark is written for a withheld number.
const withheldMark = "–"

func (t *tableBuilder) withheldCell(why disclosure.Reason) Cell {
	if why != "" {
		t.reasons = append(t.reasons, why)
	}
	return textCell(withheldMark)
}

func (t *tableBuilder) count(s disclosure.Value[int]) Cell {
	n, ok := s.Get()
	if !ok {
		return t.withheldCell(s.Reason())
	}
	return Cell{t.w.Count(n), []float64{float64(n)}}
}

func (t *tableBuilder) number(s disclosure.Value[float64], decimals int) Cell {
	v, ok := s.Get()
	if !ok {
		return t.withheldCell(s.Reason())
	}
	return Cell{t.w.Fixed(v, decimals), []float64{v}}
}

func (t *tableBuilder) percent(s disclosure.Value[float64]) Cell {
	v, ok := s.Get()
	if !ok {
		return t.withheldCell(s.Reason())
	}
	return Cell{t.w.Percent(v), []float64{v}}
}

// disclosedShare is a share with its interval.
func (t *tableBuilder) disclosedShare(s disclosure.Value[cohort.Part]) Cell {
	p, ok := s.Get()
	if !ok {
		return t.withheldCell(s.Reason())
	}
	return t.shareInterval(p.Share, p.Low, p.High)
}

func (t *tableBuilder) shareInterval(v, low, high float64) Cell {
	return Cell{t.w.Percent(v) + " [" + t.w.Number(100*low, 0) + "; " + t.w.Number(100*high, 0) + "]", []float64{v, low, high}}
}

func (t *tableBuilder) interval(s disclosure.Value[cohort.Interval]) Cell {
	i, ok := s.Get()
	if !ok {
		return t.withheldCell(s.Reason())
	}
	return Cell{t.w.Interval(i.Value, i.Low, i.High), []float64{i.Value, i.Low, i.High}}
}

func (t *tableBuilder) p(s disclosure.Value[float64]) Cell {
	v, ok := s.Get()
	if !ok {
		return t.withheldCell(s.Reason())
	}
	return Cell{t.w.PValue(v), []float64{v}}
}

func (t *tableBuilder) item(m cohort.Measure) Cell {
	return textCell(m.Item.Code + " " + t.w.Of(m.Item.Name))
}

func (g GroupTables) respondentName(r model.Respondent) string {
	return g.Words.T("analyse.who." + string(r))
}

// Coverage is how well the group is measured and taken care of.
func (g GroupTables) Coverage(c cohort.Coverage) Table {
	w := g.Words
	t := g.newTable(w.T("analyse.coverage"), "coverage", "", "n")
	t.addRow(textCell(w.T("analyse.coverage.citizens")), t.count(c.Citizens))
	t.addRow(textCell(w.T("analyse.coverage.open")), t.count(c.Open))
	for _, r := range []struct {
		key string
		of  disclosure.Value[cohort.Part]
	}{
		{"two_or_more", c.TwoOrMore},
		{"by_citizen", c.ByCitizen},
		{"by_caseworker", c.ByCaseworker},
		{"by_both", c.ByBoth},
		{"in_window", c.InWindow},
		{"idle", c.Idle},
	} {
		t.addRow(textCell(w.T("analyse.coverage."+r.key)), t.disclosedShare(r.of))
	}
	return t.finish()
}

// Movement is how the answers moved.
func (g GroupTables) Movement(m cohort.Movement) Table {
	t := g.newTable(g.Words.T("analyse.movement", "Who", g.respondentName(m.Respondent)), "movement",
		"item", "up", "same", "down", "beyond_up", "beyond_down", "sdc", "quartiles", "n")
	for _, r := range m.Rows {
		quartiles := t.withheldCell(r.Spread.Reason())
		if s, ok := r.Spread.Get(); ok {
			quartiles = Cell{
				strings.Join([]string{t.w.Number(s.Low, 1), t.w.Number(s.Median, 1), t.w.Number(s.High, 1)}, " / "),
				[]float64{s.Median, s.Low, s.High},
			}
		}
		t.addRow(t.item(r.Measure), t.disclosedShare(r.Up), t.disclosedShare(r.Same), t.disclosedShare(r.Down), t.disclosedShare(r.BeyondUp), t.disclosedShare(r.BeyondDown), Cell{t.w.Fixed(r.Reliability.SDC, 2), []float64{r.Reliability.SDC}}, quartiles, t.count(r.N))
	}
	return t.finish()
}

// Scatter is how many changed their index beyond the band of error.
func (g GroupTables) Scatter(s cohort.Scatter) Table {
	w := g.Words
	t := g.newTable(w.T("analyse.scatter", "Who", g.respondentName(s.Respondent), "Band", w.Fixed(s.Band, 1)), "scatter", "", "over", "within", "under", "n")
	t.addRow(textCell(w.T("analyse.index")), t.disclosedShare(s.Over), t.disclosedShare(s.Within), t.disclosedShare(s.Under), t.count(s.N))
	return t.finish()
}

// Targeting is who gets what.
func (g GroupTables) Targeting(of cohort.Targeting) Table {
	t := g.newTable(g.Words.T("analyse.targeting", "Who", g.respondentName(of.Respondent)), "targeting", "", "company", "other", "passive", "n")
	for i, q := range of.Quartiles {
		t.addRow(textCell(t.w.T("analyse.quartile."+strconv.Itoa(i+1))), t.percent(q.Company), t.percent(q.Other), t.percent(q.Passive), t.count(q.N))
	}
	return t.finish()
}

// Change is the mean change by what the interval mainly went to.
func (g GroupTables) Change(c cohort.Change) Table {
	t := g.newTable(g.Words.T("analyse.change"), "change", "item", "company", "other", "passive", "mixed")
	for _, r := range c.Rows {
		cells := []Cell{t.item(r.Measure)}
		for _, group := range r.Groups {
			cells = append(cells, t.interval(group.Mean))
		}
		t.addRow(cells...)
	}
	return t.finish()
}
