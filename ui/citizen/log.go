// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// logTab returns the citizen's access log. Reading it is logged too, so it is
// read when the tab is opened.
func (p *Page) logTab() fyne.CanvasObject {
	box := container.NewStack()
	var entries []store.LogEntry
	p.o.Run(func(ctx context.Context) (err error) {
		entries, err = p.o.Register.CitizenLog(ctx, p.state.Citizen)
		return err
	}, func(err error) {
		if err != nil {
			box.Objects = []fyne.CanvasObject{container.NewCenter(widgets.NewLabel(widgets.Body, p.o.Explain(err)))}
		} else {
			box.Objects = []fyne.CanvasObject{p.logTable(entries)}
		}
		box.Refresh()
		if p.state.Tab == TabLog && p.firstFocus[TabLog] != nil && p.o.Canvas().Focused() == nil {
			p.o.Canvas().Focus(p.firstFocus[TabLog])
		}
	})
	return box
}

func (p *Page) logTable(entries []store.LogEntry) fyne.CanvasObject {
	w := p.o.Words
	cells := make([][]widgets.Cell, len(entries))
	for i, e := range entries {
		at := e.At.Local()
		cells[i] = []widgets.Cell{
			{Text: w.ShortDate(model.DateOf(at)) + " " + at.Format("15:04:05")},
			{Text: e.Initials},
			{Text: messages.Code(w, "role.", e.Role)},
			{Text: w.T("log.action." + string(e.Action))},
			{Text: messages.LogDetail(w, e)},
			{Text: messages.Code(w, "purpose.", string(e.Purpose))},
		}
	}
	table := p.table([]widgets.Column{
		{ID: "at", Title: w.T("log.at"), Width: 180},
		{ID: "who", Title: w.T("log.who"), Width: 100, Bold: true},
		{ID: "role", Title: w.T("log.role"), Width: 150},
		{ID: "action", Title: w.T("log.action"), Width: 130},
		{ID: "detail", Title: w.T("log.detail"), Width: 280, Flexible: true},
		{ID: "purpose", Title: w.T("log.purpose"), Width: 180, Flexible: true},
	}, cells, w.T("log.none"))
	p.firstFocus[TabLog] = table
	tools := container.New(&widgets.Inset{Top: widgets.Gap, Side: widgets.Margin},
		container.New(&widgets.Line{}, widgets.NewButton(w.T("give.open_log"), func() { p.askDossier(dossierLog) })))
	return container.NewBorder(tools, nil, nil, nil, p.tablePage(table, []string{w.N("log.count", len(entries)), w.T("log.note")},
		[]widgets.KeyHint{{Key: w.T("key.esc"), Text: w.T("citizen.hint_back")}}))
}
