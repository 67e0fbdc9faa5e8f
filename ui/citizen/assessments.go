// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// assessmentsTab returns the table of assessments, latest first.
func (p *Page) assessmentsTab() (fyne.CanvasObject, fyne.Focusable) {
	w := p.o.Words
	list := slices.Clone(p.data.history.Assessments)
	slices.Reverse(list)
	right := fyne.TextAlignTrailing
	table := p.table([]widgets.Column{
		{ID: "date", Title: w.T("sheet.date"), Width: 150, Bold: true},
		{ID: "who", Title: w.T("sheet.respondent"), Width: 130},
		{ID: "rater", Title: w.T("sheet.rater"), Width: 90},
		{ID: "mode", Title: w.T("sheet.mode"), Width: 130},
		{ID: "kind", Title: w.T("sheet.kind"), Width: 110},
		{ID: "status", Title: w.T("sheet.status"), Width: 130},
		{ID: "index", Title: w.T("sheet.index"), Width: 110, Align: right, TitleAlign: right},
		{ID: "answered", Title: w.T("sheet.answered"), Width: 110, Align: right, TitleAlign: right},
		{ID: "missing", Title: w.T("sheet.missing"), Width: 90, Align: right, TitleAlign: right},
		{ID: "version", Title: w.T("sheet.version"), Width: 130, Flexible: true},
	}, p.assessmentRows(list), w.T("sheet.none"))
	open := func(i int) {
		if list[i].Status == model.StatusDraft {
			p.o.OnDraft(list[i].ID)
			return
		}
		p.showAnswers(list[i])
	}
	table.OnOpen, table.OnSpace = open, open
	p.enterSelectedAgain = func() {
		if i := table.Selected(); i >= 0 && i < len(list) {
			p.o.OnAgain(list[i].ID)
		}
	}
	newButton := widgets.NewPrimaryButton(widgets.IconPlus, w.T("sheet.new"), p.o.OnNew)
	newButton.Hint = "Ctrl+N"
	againButton := widgets.NewButton(w.T("sheet.again"), p.enterSelectedAgain)
	againButton.Hint = "Ctrl+Shift+E"
	againButton.Hidden = len(list) == 0
	tools := container.New(&widgets.Inset{Top: widgets.Gap, Side: widgets.Margin}, container.New(&widgets.Line{Gap: widgets.Gap}, newButton, againButton))
	page := p.tablePage(table, []string{w.N("sheet.count", len(list))}, []widgets.KeyHint{
		{Key: w.T("key.enter"), Text: w.T("sheet.hint_open")}, {Key: w.T("key.esc"), Text: w.T("citizen.hint_back")},
	})
	return container.NewBorder(tools, nil, nil, nil, page), table
}

func (p *Page) assessmentRows(list []model.Assessment) [][]widgets.Cell {
	w := p.o.Words
	index := make(map[model.ID]string)
	for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
		for _, point := range analysis.Index(p.data.history, p.o.Instruments, r) {
			index[point.Assessment] = w.Fixed(point.Percent, 0)
		}
	}
	cells := make([][]widgets.Cell, len(list))
	for i, a := range list {
		answered, missing := countAnswers(a)
		total, version := answered, a.Instrument
		if in := p.o.Instruments[a.Instrument]; in != nil {
			total, version = countAsked(in, a), in.Code+" "+in.Version
		}
		cells[i] = []widgets.Cell{
			{Text: w.Date(a.Date)},
			{Text: w.T("figure." + string(a.Respondent))},
			{Text: a.Rater},
			{Text: p.modeName(a.Mode)},
			{Text: w.T("sheet.kind." + string(a.Kind))},
			{Text: w.T("sheet.status." + string(a.Status)), Bold: a.Status == model.StatusDraft},
			{Text: index[a.ID]},
			{Text: w.T("sheet.of", "Count", answered, "Of", total)},
			{Text: countOrBlank(missing)},
			{Text: version, Muted: true},
		}
	}
	return cells
}

// EnterAgain starts the second entry of the selected assessment. From another
// tab it shows the list first.
func (p *Page) EnterAgain() {
	if p.tabs == nil {
		return
	}
	if p.state.Tab != TabAssessments {
		p.SelectTab(TabAssessments)
		return
	}
	p.enterSelectedAgain()
}

func countAnswers(a model.Assessment) (answered, missing int) {
	for _, answer := range a.Answers {
		switch {
		case answer.HasValue():
			answered++
		case answer.Missing != 0:
			missing++
		}
	}
	return answered, missing
}

// countAsked returns how many items were put to the respondent.
func countAsked(in *model.Instrument, a model.Assessment) int {
	n := 0
	for _, item := range in.ItemsOf(a.Respondent) {
		if in.Shown(item, a.Answers) {
			n++
		}
	}
	return n
}

func countOrBlank(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (p *Page) modeName(code string) string {
	for _, m := range p.o.Vocabulary.Modes {
		if m.Code == code {
			return p.o.Words.Of(m.Name)
		}
	}
	return code
}
