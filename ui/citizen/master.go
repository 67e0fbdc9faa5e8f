// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// masterDataTab returns the master data, the timeline, and the conflicts that an
// import left open.
func (p *Page) masterDataTab() fyne.CanvasObject {
	w := p.o.Words
	c := p.data.history.Citizen
	group := c.TargetGroup
	if g, ok := p.o.Vocabulary.TargetGroup(c.TargetGroup); ok {
		group = w.Of(g.Name)
	}
	facts := [][2]string{
		{w.T("master.name"), c.Name},
		{w.T("master.case"), c.CaseNumber},
		{w.T("master.cpr"), orNone(c.CPR.Masked(), c.CPR == "", w.T("master.none"))},
		{w.T("master.target_group"), group},
		{w.T("master.caseworker"), c.Caseworker},
		{w.T("master.team"), c.Team},
		{w.T("master.opened"), p.dateOrNone(c.Opened)},
		{w.T("master.closed"), p.dateOrNone(c.Closed)},
	}
	if c.CloseReason != "" {
		facts = append(facts, [2]string{w.T("master.close_reason"), p.outcomeName(c.CloseReason)})
	}
	list := []fyne.CanvasObject{widgets.NewLabel(widgets.CardTitle, w.T("master.title"))}
	for _, f := range facts {
		list = append(list, fact(f[0], f[1]))
	}
	edit := widgets.NewButton(w.T("rectify.open"), p.rectifyMasterData)
	p.firstFocus[TabMaster] = edit
	list = append(list, container.New(&widgets.Inset{Top: 8},
		container.New(&widgets.Line{Gap: 8}, edit, widgets.NewButton(w.T("rectify.history_open"), p.showCorrections))))
	columns := []fyne.CanvasObject{widgets.NewCard(container.New(&widgets.Flow{Gap: 8, Width: 320}, list...)), p.timelineCard()}
	if len(p.data.conflicts) > 0 {
		columns = append(columns, p.conflicts())
	}
	cards := container.New(&widgets.Inset{Top: widgets.Gap, Side: widgets.Margin, Foot: widgets.Gap}, container.New(&widgets.Flow{Gap: widgets.Gap, Width: 600, MaxWidth: 760}, columns...))
	hints := []widgets.KeyHint{{Key: w.T("key.esc"), Text: w.T("citizen.hint_back")}}
	return container.NewBorder(nil, widgets.NewFootStrip([]string{w.T("master.foot")}, hints), nil, nil, container.NewVScroll(cards))
}

func (p *Page) conflicts() fyne.CanvasObject {
	w := p.o.Words
	list := []fyne.CanvasObject{
		widgets.NewLabel(widgets.CardTitle, w.N("master.conflicts", len(p.data.conflicts))),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("master.conflicts_note")}),
	}
	for _, c := range p.data.conflicts {
		list = append(list, widgets.NewRule(), p.conflict(c))
	}
	return widgets.NewCard(container.New(&widgets.Flow{Gap: 8, Width: 320}, list...))
}

func (p *Page) conflict(c store.Conflict) fyne.CanvasObject {
	w := p.o.Words
	where := w.T("report.line", "File", c.File, "Line", c.Line)
	if c.Column != "" {
		where += ", " + c.Column
	}
	if c.Value != "" {
		where += ": " + masked(c.Value)
	}
	place := widgets.NewParagraph(widgets.Second, widgets.Run{Text: where})
	place.Muted = true
	return container.New(&widgets.Flow{Gap: 2, Width: 300},
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("conflict." + c.Reason)}), place)
}

// masked hides the last digits of a value that is a CPR number.
func masked(value string) string {
	if cpr, err := model.ParseCPR(value); err == nil {
		return cpr.Masked()
	}
	return value
}

func (p *Page) dateOrNone(d model.Date) string {
	return orNone(p.o.Words.Date(d), d.IsZero(), p.o.Words.T("master.none"))
}

func orNone(text string, empty bool, none string) string {
	if empty {
		return none
	}
	return text
}

func (p *Page) outcomeName(code string) string {
	if o, ok := p.o.Vocabulary.OutcomeKind(code); ok {
		return p.o.Words.Of(o.Name)
	}
	for _, t := range p.o.Vocabulary.EndReasons {
		if t.Code == code {
			return p.o.Words.Of(t.Name)
		}
	}
	return code
}
