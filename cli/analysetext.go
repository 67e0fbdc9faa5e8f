package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"fremskridt/explain"
	"fremskridt/model"
	"fremskridt/model/analysis/cohort"
)

// analysisText writes an analysis for a person to read: a table a figure, and under
// each why some of its numbers are not shown.
type analysisText struct {
	*analysis
	out      io.Writer
	err      error
	withheld []cohort.Reason // of the table that is being made
}

func (a *analysis) writeText(out io.Writer) error {
	t := &analysisText{analysis: a, out: out}
	t.head()
	t.coverage()
	for i := range a.Movement {
		t.movement(a.Movement[i], a.Scatter[i], a.Targeting[i])
	}
	t.change()
	t.progression()
	t.calendar()
	t.events()
	t.job(a.Job)
	t.job(a.FlexJob)
	t.reliability()
	t.leftOut()
	t.line("")
	t.line(t.words.T("analyse.definitions"))
	for _, d := range a.definitions() {
		t.line("- " + d)
	}
	return t.err
}

// definitions are what the figures are, in words.
func (a *analysis) definitions() []string {
	var list []string
	for _, of := range []string{"small", "period", "movement", "band", "targeting", "change", "progression", "lead", "event", "job", "agreement"} {
		list = append(list, a.words.T("analyse.definition."+of))
	}
	return list
}

func (t *analysisText) line(text string) {
	if t.err == nil {
		_, t.err = fmt.Fprintln(t.out, text)
	}
}

// head says what the analysis is about, and with what caution to read it.
func (t *analysisText) head() {
	ch := t.group.Choice()
	part := t.words.T("analyse.all")
	switch {
	case ch.Caseworker != "":
		part = ch.Caseworker
	case ch.TargetGroup != "":
		part = ch.TargetGroup
		if group, ok := t.vocabulary.TargetGroup(ch.TargetGroup); ok {
			part = t.words.Of(group.Name)
		}
	case ch.Team != "":
		part = ch.Team
	}
	t.line(t.words.T("analyse.title", "Municipality", t.municipality, "Part", part, "Day", t.words.Date(t.group.AsOf())))
	if from := t.group.From(); !from.IsZero() {
		t.line(t.words.T("analyse.from", "Day", t.words.Date(from)))
	}
	t.line("")
	for _, c := range t.Cautions() {
		t.line("! " + explain.Caution(t.words, c))
	}
}

// table writes a figure with its heading.
func (t *analysisText) table(heading string, rows textTable) {
	t.line("")
	t.line(heading)
	if t.err == nil {
		t.err = rows.write(t.out)
	}
	slices.Sort(t.withheld)
	for _, why := range slices.Compact(t.withheld) {
		t.line(t.words.T("analyse.withheld", "Why", explain.Withheld(t.words, why)))
	}
	t.withheld = nil
}

// no stands for a number that is withheld.
const no = "–"

func (t *analysisText) not(why cohort.Reason) string {
	if why != "" {
		t.withheld = append(t.withheld, why)
	}
	return no
}

func (t *analysisText) count(s cohort.Shown[int]) string {
	n, ok := s.Get()
	if !ok {
		return t.not(s.Why())
	}
	return t.words.Count(n)
}

func (t *analysisText) number(s cohort.Shown[float64], decimals int) string {
	v, ok := s.Get()
	if !ok {
		return t.not(s.Why())
	}
	return t.words.Fixed(v, decimals)
}

func (t *analysisText) percent(v float64) string { return t.words.Number(100*v, 0) + " %" }

func (t *analysisText) share(s cohort.Shown[float64]) string {
	v, ok := s.Get()
	if !ok {
		return t.not(s.Why())
	}
	return t.percent(v)
}

// part is a share with its interval.
func (t *analysisText) part(s cohort.Shown[cohort.Part]) string {
	p, ok := s.Get()
	if !ok {
		return t.not(s.Why())
	}
	return t.percent(p.Share) + " [" + t.words.Number(100*p.Low, 0) + "; " + t.words.Number(100*p.High, 0) + "]"
}

func (t *analysisText) interval(s cohort.Shown[cohort.Interval]) string {
	i, ok := s.Get()
	if !ok {
		return t.not(s.Why())
	}
	return t.words.Fixed(i.Value, 2) + " [" + t.words.Fixed(i.Low, 2) + "; " + t.words.Fixed(i.High, 2) + "]"
}

func (t *analysisText) p(s cohort.Shown[float64]) string {
	v, ok := s.Get()
	switch {
	case !ok:
		return t.not(s.Why())
	case v < .001:
		return "< " + t.words.Fixed(.001, 3)
	}
	return t.words.Fixed(v, 3)
}

func (t *analysisText) heads(keys ...string) []string {
	heads := make([]string, len(keys))
	for i, k := range keys {
		if k != "" {
			heads[i] = t.words.T("analyse.head." + k)
		}
	}
	return heads
}

func (t *analysisText) item(m cohort.Measure) string {
	return m.Item.Code + " " + t.words.Of(m.Item.Name)
}

func (t *analysisText) who(r model.Respondent) string { return t.words.T("analyse.who." + string(r)) }

func (t *analysisText) coverage() {
	c := t.Coverage
	var rows textTable
	rows.row(t.words.T("analyse.coverage.citizens"), t.count(c.Citizens))
	rows.row(t.words.T("analyse.coverage.open"), t.count(c.Open))
	for _, r := range []struct {
		key string
		of  cohort.Shown[cohort.Part]
	}{
		{"two_or_more", c.TwoOrMore},
		{"by_citizen", c.ByCitizen},
		{"by_caseworker", c.ByCaseworker},
		{"by_both", c.ByBoth},
		{"in_window", c.InWindow},
		{"idle", c.Idle},
	} {
		rows.row(t.words.T("analyse.coverage."+r.key), t.part(r.of))
	}
	t.table(t.words.T("analyse.coverage"), rows)
}

func (t *analysisText) movement(m cohort.Movement, s cohort.Scatter, g cohort.Targeting) {
	var rows textTable
	rows.row(t.heads("item", "up", "same", "down", "beyond_up", "beyond_down", "median", "n")...)
	for _, r := range m.Rows {
		median := no
		if spread, ok := r.Spread.Get(); ok {
			median = t.words.Number(spread.Median, 1)
		}
		rows.row(t.item(r.Measure), t.part(r.Up), t.part(r.Same), t.part(r.Down), t.part(r.BeyondUp), t.part(r.BeyondDown), median, t.count(r.N))
	}
	t.table(t.words.T("analyse.movement", "Who", t.who(m.Respondent)), rows)

	rows = nil
	rows.row(t.heads("", "over", "within", "under", "n")...)
	rows.row(t.words.T("analyse.index"), t.part(s.Over), t.part(s.Within), t.part(s.Under), t.count(s.N))
	t.table(t.words.T("analyse.scatter", "Who", t.who(s.Respondent), "Band", t.words.Fixed(s.Band, 1)), rows)

	rows = nil
	rows.row(t.heads("", "company", "other", "passive", "n")...)
	for i, q := range g.Quartiles {
		rows.row(t.words.T("analyse.quartile."+strconv.Itoa(i+1)), t.share(q.Company), t.share(q.Other), t.share(q.Passive), t.count(q.N))
	}
	t.table(t.words.T("analyse.targeting", "Who", t.who(g.Respondent)), rows)
}
