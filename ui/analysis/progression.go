// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/group"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// The views of the first page: the figure and the tables that hold what it leaves
// out.
const (
	viewFigure = iota
	viewTable
	viewSlopes
	viewLead
	viewCalendar
	viewChange
)

// showProgression shows what 13 weeks went together with, the answers about the
// first company activity, and the reservations.
func (s *Screen) showProgression() {
	w, f := s.o.Words, s.shown.figures
	names := []string{
		w.T("analysis.figure"), w.T("analysis.table"), w.T("analysis.slopes"), w.T("analysis.lead"), w.T("analysis.calendar"), w.T("analysis.change"),
	}
	choose := widgets.NewDropdown(names, nil)
	choose.Selected = s.place.View
	choose.OnChanged = func(i int) {
		s.place.View = i
		s.showProgression()
		s.o.Focus(s.first)
	}
	var main fyne.CanvasObject
	var first fyne.Focusable
	if s.place.View == viewFigure {
		forest := s.view(plots.NewForest(f.Progression, w))
		forest.OnChosen = func(t plots.GroupTarget) {
			if t.ItemCode != "" {
				s.place.Item = t.ItemCode
				s.showProgression()
			}
		}
		main, first = forest.Content(), forest.Focusable()
	} else {
		var table *widgets.DataTable
		main, table = group.NewTable(s.progressionTable())
		first = table
	}
	card := widgets.NewTitledCard(w.T("analysis.progression"), w.T("analysis.progression_note")+" · "+s.filters.Text(), main, choose)
	s.put(container.New(&columns{upper: 290}, card, s.eventCard(), s.reservations()), first)
}

func (s *Screen) progressionTable() report.Table {
	t, f := s.tables(), s.shown.figures
	switch s.place.View {
	case viewSlopes:
		return t.Slopes(f.Progression)
	case viewLead:
		return t.Lead(f.Progression)
	case viewCalendar:
		return t.Calendar(f.Progression)
	case viewChange:
		return t.Change(f.Change)
	}
	return t.Progression(f.Progression)
}

// eventCard follows one item about the first company activity.
func (s *Screen) eventCard() fyne.CanvasObject {
	w, rows := s.o.Words, s.shown.figures.EventStudy.Rows
	names, codes := make([]string, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		names[i], codes[i] = r.Measure.Item.Code+" "+w.Of(r.Measure.Item.Name), r.Measure.Item.Code
	}
	if len(rows) == 0 {
		return widgets.NewTitledCard(w.T("analysis.event"), "", container.NewStack())
	}
	at := max(0, slices.Index(codes, s.place.Item))
	item := widgets.NewDropdown(names, nil)
	item.Selected = at
	item.OnChanged = func(i int) {
		s.place.Item = codes[i]
		s.showProgression()
	}
	view := s.view(plots.NewEventStudy(rows[at], w))
	body := container.NewBorder(container.New(&widgets.Inset{Side: widgets.Gap}, item), nil, nil, nil, view.Content())
	return widgets.NewTitledCard(w.T("analysis.event"), w.T("analysis.event_note"), body)
}

// reservations are what speaks against reading too much into the numbers.
func (s *Screen) reservations() fyne.CanvasObject {
	w, f := s.o.Words, s.shown.figures
	var list []fyne.CanvasObject
	add := func(icon widgets.Icon, head, text string) {
		runs := []widgets.Run{{Text: text}}
		if head != "" {
			runs = []widgets.Run{{Text: head + " ", Bold: true}, {Text: text}}
		}
		list = append(list, container.New(&noteLayout{}, widgets.NewIconView(icon), widgets.NewParagraph(widgets.Body, runs...)))
	}
	warned, tested := warnings(f.Progression)
	switch {
	case warned > 0:
		add(widgets.IconWarning, w.N("analysis.selection", warned, "Of", tested), w.T("analysis.selection_text", "Items", s.warned(f.Progression)))
	case tested > 0:
		add(widgets.IconInfo, "", w.T("analysis.no_selection"))
	}
	dips := 0
	for _, r := range f.EventStudy.Rows {
		if r.Dips {
			dips++
		}
	}
	if dips > 0 {
		add(widgets.IconWarning, w.N("analysis.dips", dips), w.T("caution.dip"))
	}
	add(widgets.IconInfo, "", w.T("caution.regression"))
	add(widgets.IconInfo, "", w.T("group.step_error"))
	left := s.tables().LeftOut(f)
	text := w.T("analysis.left_out") + " "
	for i, row := range left.Rows {
		if i > 0 {
			text += "; "
		}
		text += row[0].Text + ": " + row[1].Text
	}
	out := widgets.NewParagraph(widgets.Second, widgets.Run{Text: text + "."})
	out.Muted = true
	list = append(list, widgets.NewRule(), out)
	flow := container.New(&widgets.Flow{Gap: 8, Width: 240}, list...)
	return widgets.NewTitledCard(w.T("analysis.reservations"), "",
		container.New(&widgets.Inset{Side: widgets.Gap, Foot: 8}, widgets.NewReader(flow, fyne.NewSize(240, 120))))
}

// mostWarned is how many items are named of which the lead test warns.
const mostWarned = 4

// warned names the items of which the lead test warns.
func (s *Screen) warned(p cohort.Progression) string {
	var names []string
	for _, r := range p.Rows {
		if t, ok := r.Lead.T.Get(); ok && r.Lead.Warns {
			if len(names) == mostWarned {
				names = append(names, "…")
				break
			}
			names = append(names, r.Measure.Item.Code+": t = "+s.o.Words.Fixed(t, 1))
		}
	}
	return strings.Join(names, "; ")
}

// warnings counts the items of which the lead test warns, and those that it could
// be made of.
func warnings(p cohort.Progression) (warned, tested int) {
	for _, r := range p.Rows {
		if _, ok := r.Lead.T.Get(); ok {
			tested++
			if r.Lead.Warns {
				warned++
			}
		}
	}
	return warned, tested
}

// noteLayout places an icon before a paragraph.
type noteLayout struct{ wide float32 }

func (l *noteLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, o[1].(*widgets.Paragraph).HeightFor(max(l.wide, 200)-26))
}

func (l *noteLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.wide = s.Width
	widgets.Place(o[0], 0, 0, 18, 18)
	widgets.Place(o[1], 26, 0, s.Width-26, s.Height)
}
