// SPDX-License-Identifier: MPL-2.0

package report

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// GroupReport is the input of a report about a group of citizens.
type GroupReport struct {
	Words        *assets.Words
	Vocabulary   *model.Vocabulary
	Municipality string
	User         string
	Group        *cohort.Group
	Figures      cohort.Figures
}

// GroupProgress receives how far the work on a report is. Its functions may be nil.
type GroupProgress struct {
	Reading   func(done, total int) // of assessments
	Computing func(done, total int) // of items
}

// ReadGroup reads and computes the report about the citizens of a choice, as of a day.
// The access log has it as an export.
func ReadGroup(ctx context.Context, w *assets.Words, r *store.Register, a *store.Access, choice cohort.Choice, asOf model.Date, progress GroupProgress) (GroupReport, error) {
	report := GroupReport{Words: w, Municipality: r.Municipality(), User: a.User().Initials}
	all, err := a.ExportCohort(ctx, progress.Reading)
	if err != nil {
		return GroupReport{}, err
	}
	norms, err := a.Norms(ctx)
	if err != nil {
		return GroupReport{}, err
	}
	if report.Vocabulary, err = r.Vocabulary(ctx); err != nil {
		return GroupReport{}, err
	}
	if report.Group, err = all.Group(choice, asOf, norms); err != nil {
		return GroupReport{}, err
	}
	report.Figures, err = report.Group.Figures(ctx, progress.Computing)
	return report, err
}

// Selection names the citizens of a choice: the team, the caseworker and the target
// group, or all of the municipality.
func Selection(w *assets.Words, v *model.Vocabulary, c cohort.Choice) string {
	var parts []string
	if c.Team != "" {
		parts = append(parts, c.Team)
	}
	if c.Caseworker != "" {
		parts = append(parts, w.T("cohort.of_caseworker", "Initials", c.Caseworker))
	}
	if c.TargetGroup != "" {
		name := c.TargetGroup
		if g, ok := v.TargetGroup(c.TargetGroup); ok {
			name = w.Of(g.Name)
		}
		parts = append(parts, name)
	}
	if len(parts) == 0 {
		return w.T("analyse.all")
	}
	return strings.Join(parts, ", ")
}

// Selection names the citizens of the report.
func (r GroupReport) Selection() string {
	return Selection(r.Words, r.Vocabulary, r.Group.Choice())
}

// Population is the sentence that says who is counted, and when.
func (r GroupReport) Population() string {
	w := r.Words
	n := withheldMark
	if v, ok := r.Figures.Coverage.Citizens.Get(); ok {
		n = w.Count(v)
	}
	from := w.T("report.from_first")
	if d := r.Group.From(); !d.IsZero() {
		from = w.T("report.from", "Date", w.Date(d))
	}
	return w.T("report.population", "Municipality", r.Municipality, "Part", r.Selection(), "Citizens", n, "From", from,
		"To", w.Date(r.Group.AsOf()), "Instrument", r.Group.Choice().Instrument)
}

// Cautions are the sentences that go with the report; nothing leaves them out.
func (r GroupReport) Cautions() []string {
	var list []string
	for _, c := range r.Figures.Cautions() {
		list = append(list, plots.CautionText(r.Words, c))
	}
	return list
}

// Definitions say what the figures are.
func (r GroupReport) Definitions() []string {
	var list []string
	for _, of := range []string{"small", "period", "movement", "band", "targeting", "change", "progression", "lead", "event", "job", "agreement"} {
		list = append(list, r.Words.T("analyse.definition."+of))
	}
	return list
}

// PDF writes the report: figures, tables, cautions and definitions.
func (r GroupReport) PDF(to io.Writer) error {
	w, f, t := r.Words, r.Figures, GroupTables{r.Words}
	title := w.T("report.title", "Part", r.Selection())
	p := newDocument(w, title, w.T("report.footer", "Municipality", r.Municipality, "Date", w.Date(r.Group.AsOf()), "User", r.User))
	p.title(title)
	p.paragraph(r.Population())
	p.subheading(w.T("report.cautions"))
	for _, c := range r.Cautions() {
		p.paragraph("• " + c)
	}
	p.section(t.Coverage(f.Coverage), nil, 0)
	for i := range f.Movement {
		scatter := f.Scatter[i]
		p.section(t.Movement(f.Movement[i]), plots.NewMovement(f.Movement[i], w), figureUnits)
		p.section(t.Scatter(scatter), plots.NewScatter(scatter, scatter.OnScreen(), w), figureUnits)
		p.section(t.Targeting(f.Targeting[i]), plots.NewTargeting(f.Targeting[i], w), figureUnits)
	}
	p.section(t.Change(f.Change), nil, 0)
	p.section(t.Progression(f.Progression), plots.NewForest(f.Progression, w), forestUnits)
	for _, table := range []Table{
		t.Slopes(f.Progression), t.Lead(f.Progression), t.Calendar(f.Progression), t.EventStudy(f.EventStudy),
	} {
		p.section(table, nil, 0)
	}
	for _, j := range []cohort.TimeToJob{f.Job, f.FlexJob} {
		p.section(t.Curves(j), plots.NewSurvival(j, w), figureUnits)
		p.section(t.Hazard(j), nil, 0)
	}
	p.section(t.Reliability(f.Reliability), nil, 0)
	p.section(t.Agreement(f.Agreement), nil, 0)
	p.section(t.LeftOut(f), nil, 0)
	p.heading(w.T("analyse.definitions"))
	for _, d := range r.Definitions() {
		p.paragraph("• " + d)
	}
	if err := p.write(to); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// How many units of a figure the page is wide: the fewer, the larger its type.
const (
	figureUnits = 657
	forestUnits = 856
)

// section writes a table with its title, what it shows, its figure where there is one,
// so many units wide, and why some numbers are missing.
func (p *document) section(t Table, f plots.Figure, units float64) {
	unit, high := 0.0, 0.0
	if f != nil {
		unit, high = contentWidth/units, f.Height(units)
		p.ensureSpace(high*unit + 30) // with the title and what it shows
	}
	p.heading(t.Title)
	if t.Description != "" {
		p.paragraph(t.Description)
	}
	if f != nil {
		top := p.doc.GetY()
		f.DrawPDF(p.doc, units, high, plots.Light(), margin, top, unit, mmPerPoint)
		p.doc.SetTextColor(0, 0, 0)
		p.doc.SetXY(margin, top+high*unit+2)
	}
	p.table(p.fitColumns(t), func(yield func([]string) bool) {
		for _, row := range t.Rows {
			texts := make([]string, len(t.Head))
			for i, c := range row {
				texts[i] = c.Text
			}
			if !yield(texts) {
				return
			}
		}
	})
	for _, n := range t.Notes {
		p.paragraph(n)
	}
}

// fitColumns gives each column the width that its longest text needs, and shrinks
// the first where that is too much.
func (p *document) fitColumns(t Table) []column {
	p.doc.SetSize(smallSize, true)
	columns := make([]column, len(t.Head))
	sum := 0.0
	for i, head := range t.Head {
		// A head may be broken at its spaces, a number may not.
		for _, word := range strings.Fields(head) {
			columns[i].width = max(columns[i].width, p.doc.GetStringWidth(word))
		}
		for _, row := range t.Rows {
			if i < len(row) {
				columns[i].width = max(columns[i].width, p.doc.GetStringWidth(row[i].Text))
			}
		}
		columns[i].name = head
		columns[i].width += 2*cellGap + 0.5
		sum += columns[i].width
	}
	if len(columns) > 0 {
		if columns[0].name == "" {
			columns[0].name = " "
		}
		columns[0].width = max(columns[0].width+contentWidth-sum, 18)
		sum = 0
		for _, c := range columns {
			sum += c.width
		}
	}
	for i := range columns {
		columns[i].width /= max(sum, contentWidth)
	}
	return columns
}

// sheetName returns a valid worksheet name: at most 31 characters, none forbidden.
func sheetName(n int, title string) string {
	clean := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`:\/?*[]`, c) {
			return -1
		}
		return c
	}, title)
	name := []rune(strconv.Itoa(n) + " " + clean)
	return strings.TrimSpace(string(name[:min(len(name), 31)]))
}
