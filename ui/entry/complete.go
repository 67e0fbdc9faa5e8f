// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Complete completes the assessment, or asks about what is missing.
func (f *Form) Complete() {
	if f.finished {
		return
	}
	if f.o.Draft != nil && f.header.date.Validate() != nil {
		f.header.date.Focus()
		return
	}
	if err := model.CheckText(model.TextNote, f.header.note.Text()); err != nil {
		f.o.ShowError(err)
		f.header.note.Focus()
		return
	}
	if open := f.state.unanswered(); len(open) > 0 {
		f.askMissing(open)
		return
	}
	f.complete()
}

const maxMissingRows = 8 // visible without scrolling

// askMissing lists the unanswered questions. Enter goes to one of them; a
// missing reason for all of them completes the assessment.
func (f *Form) askMissing(open []model.Item) {
	w := f.o.Words
	table := widgets.NewDataTable([]widgets.Column{
		{ID: "code", Title: w.T("entry.number_head"), Width: 56, Bold: true},
		{ID: "question", Title: w.T("sheet.question"), Width: 400, Flexible: true},
	}, func(i int) ([]widgets.Cell, bool) {
		if i < 0 || i >= len(open) {
			return nil, false
		}
		return []widgets.Cell{{Text: open[i].Code}, {Text: w.Of(open[i].Question)}}, true
	})
	table.RowHeight = widgets.ListRowHeight
	table.SetLength(len(open))
	table.Select(0)

	names := make([]string, len(f.in.Missing))
	for i, m := range f.in.Missing {
		names[i] = w.Of(m.Name)
	}
	reasons := widgets.NewDropdown(names, nil)
	reasons.Selected = -1
	reasons.Placeholder = w.T("entry.choose_reason")

	const width = 640
	height := float32(min(maxMissingRows, len(open)))*widgets.ListRowHeight + widgets.HeadHeight + 2
	content := []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("entry.missing_how")}),
		container.New(&widgets.Sized{Size: fyne.NewSize(width, height)}, table),
	}
	accept := w.T("entry.complete_with")
	if len(names) > 0 {
		content = append(content, widgets.NewField(w.N("entry.reason_for", len(open)), reasons))
	}
	d := widgets.NewKeyDialog(w.N("entry.missing_title", len(open)), container.New(&widgets.Flow{Gap: 10, Width: width}, content...), accept, w.T("entry.go_back"))
	d.Width = width + 40
	d.SetAcceptable(false)
	reasons.OnChanged = func(i int) { d.SetAcceptable(i >= 0) }
	table.OnOpen = func(i int) {
		d.Close()
		f.focusRow(f.state.index(open[i].Code))
	}
	d.First = table
	d.OnAccept = func() bool {
		if reasons.Selected < 0 {
			return false
		}
		f.fillWith(f.in.Missing[reasons.Selected].Code)
		f.complete()
		return true
	}
	d.OnCancel = f.FocusFirst
	d.Open(f.o.Canvas())
}

// fillWith gives all unanswered items a missing reason, including items that
// appear because of it.
func (f *Form) fillWith(reason int) {
	for range f.state.items {
		open := f.state.unanswered()
		if len(open) == 0 {
			return
		}
		answers := make([]model.Answer, len(open))
		for i, it := range open {
			answers[i] = model.NewMissingAnswer(it.Code, reason)
		}
		f.saveAnswers(f.state.set(answers...))
	}
}
