// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// activityRow is a row of the table of activities: an activity, or a derived
// passive period between activities.
type activityRow struct {
	id       model.ID // of the activity; "" for a passive period
	from, to model.Date
	cells    []widgets.Cell
}

// activitiesTab returns the table of activities, latest first.
func (p *Page) activitiesTab() (fyne.CanvasObject, fyne.Focusable) {
	w := p.o.Words
	var list []activityRow
	for _, a := range p.data.history.Activities {
		list = append(list, activityRow{a.ID, a.Start, a.End, p.activityCells(a)})
	}
	for _, s := range analysis.Passive(p.data.history, p.o.Vocabulary, p.lastDay()) {
		list = append(list, activityRow{"", s.From, s.To, p.passiveCells(s)})
	}
	slices.SortStableFunc(list, func(a, b activityRow) int { return cmp.Or(b.from.Compare(a.from), b.to.Compare(a.to)) })
	cells := make([][]widgets.Cell, len(list))
	p.activityRows = make([]model.ID, len(list))
	for i, s := range list {
		cells[i], p.activityRows[i] = s.cells, s.id
	}
	right := fyne.TextAlignTrailing
	table := p.table([]widgets.Column{
		{ID: "type", Title: w.T("activity.type"), Width: 270, Flexible: true},
		{ID: "from", Title: w.T("activity.from"), Width: 118},
		{ID: "to", Title: w.T("activity.to"), Width: 118},
		{ID: "weeks", Title: w.T("activity.weeks"), Width: 70, Align: right, TitleAlign: right},
		{ID: "hours", Title: w.T("activity.hours"), Width: 100, Align: right, TitleAlign: right},
		{ID: "provider", Title: w.T("activity.provider"), Width: 190, Flexible: true},
		{ID: "reason", Title: w.T("activity.end_reason"), Width: 170, Flexible: true},
		{ID: "source", Title: w.T("activity.source"), Width: 130},
	}, cells, w.T("activity.none"))
	p.activityTable = table
	table.OnOpen = func(int) { p.EditActivity() }
	return p.tablePage(table, []string{w.N("activity.count", len(p.data.history.Activities)), w.T("activity.passive_note")},
		[]widgets.KeyHint{
			{Key: "Ctrl+Shift+N", Text: w.T("activity.hint_new")},
			{Key: w.T("key.enter"), Text: w.T("activity.hint_edit")},
			{Key: w.T("key.esc"), Text: w.T("citizen.hint_back")},
		}), table
}

func (p *Page) activityCells(a model.Activity) []widgets.Cell {
	w := p.o.Words
	name, mark := a.Type, widgets.Mark{Shape: widgets.Blank}
	if t, ok := p.o.Vocabulary.ActivityType(a.Type); ok {
		name, mark = w.Of(t.Name), groupMark(t.Group)
	}
	if a.Planned {
		name = w.T("activity.planned", "Name", name)
	}
	to := ""
	switch {
	case !a.End.IsZero():
		to = w.ShortDate(a.End)
	case !a.Planned && !a.Start.After(p.o.Today()):
		to = w.T("activity.running")
	}
	hours := ""
	if a.Minutes > 0 {
		hours = w.Hours(a.Minutes)
	}
	weeks := ""
	if !a.Start.After(p.o.Today()) {
		weeks = w.Count(analysis.Days(a.LastDay(p.o.Today()).Sub(a.Start) + 1).Weeks())
	}
	return []widgets.Cell{
		{Text: name, Mark: mark, Muted: a.Planned},
		{Text: w.ShortDate(a.Start)},
		{Text: to, Bold: a.End.IsZero()},
		{Text: weeks},
		{Text: hours},
		{Text: a.Provider},
		{Text: p.endReasonName(a.EndReason)},
		{Text: w.T("source." + string(a.Source)), Muted: true},
	}
}

func (p *Page) passiveCells(s analysis.Span) []widgets.Cell {
	w := p.o.Words
	to := w.ShortDate(s.To)
	if s.To == p.o.Today() {
		to = w.T("activity.running")
	}
	palette := widgets.CurrentPalette()
	return []widgets.Cell{
		{Text: w.T("figure.passive"), Mark: widgets.Mark{Shape: widgets.HatchSquare, Fill: palette.Surface, Edge: palette.Hatch}, Muted: true},
		{Text: w.ShortDate(s.From), Muted: true},
		{Text: to, Muted: true},
		{Text: w.Count(analysis.Days(s.Days()).Weeks()), Muted: true},
		{},
		{},
		{},
		{Text: w.T("source.derived"), Muted: true},
	}
}

func (p *Page) endReasonName(code string) string {
	for _, r := range p.o.Vocabulary.EndReasons {
		if r.Code == code {
			return p.o.Words.Of(r.Name)
		}
	}
	return code
}

func groupMark(g model.ActivityGroup) widgets.Mark {
	p := widgets.CurrentPalette()
	switch g {
	case model.GroupCompany:
		return widgets.Mark{Shape: widgets.Square, Fill: p.Company, Edge: p.CompanyEdge}
	case model.GroupOther:
		return widgets.Mark{Shape: widgets.Square, Fill: p.Other, Edge: p.OtherEdge}
	}
	return widgets.Mark{Shape: widgets.Square, Fill: p.Neutral, Edge: p.NeutralEdge}
}
