// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Complete ends the entry, or says what is missing.
func (f *Form) Complete() {
	if f.finished {
		return
	}
	if f.o.Draft != nil && f.header.date.Validate() != nil {
		f.header.date.Focus()
		return
	}
	if open := f.state.unanswered(); len(open) > 0 {
		f.askMissing(open)
		return
	}
	f.complete()
}

const missingRows = 8 // seen at once

// askMissing names the questions that have no answer. Enter goes to one of them;
// a reason chosen for all of them completes.
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

	const wide = 640
	high := float32(min(missingRows, len(open)))*widgets.ListRowHeight + widgets.HeadHeight + 2
	content := []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("entry.missing_how")}),
		container.New(&widgets.Sized{Size: fyne.NewSize(wide, high)}, table),
	}
	accept := w.T("entry.complete_with")
	if len(names) > 0 {
		content = append(content, widgets.NewField(w.N("entry.reason_for", len(open)), reasons))
	}
	d := widgets.NewKeyDialog(w.N("entry.missing_title", len(open)), container.New(&widgets.Flow{Gap: 10, Width: wide}, content...), accept, w.T("entry.go_back"))
	d.Width = wide + 40
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

// fillWith gives everything that is left a missing reason, also what that makes
// appear.
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
		f.store(f.state.set(answers...))
	}
}

// atLeast gives its one object a size.
