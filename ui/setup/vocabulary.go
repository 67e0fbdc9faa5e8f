// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// vocabularyPage lists the municipality's vocabulary and instruments.
type vocabularyPage struct {
	table *staticTable
	all   fyne.CanvasObject
}

func newVocabularyPage(s *Screen) *vocabularyPage {
	w := s.o.Words
	v := &vocabularyPage{}
	v.table = newStaticTable([]widgets.Column{
		{ID: "code", Title: w.T("words.code"), Width: 150, Bold: true},
		{ID: "name", Title: w.T("words.name"), Width: 360, Flexible: true},
		{ID: "note", Title: w.T("words.note"), Width: 360, Flexible: true},
		{ID: "from", Title: w.T("words.from"), Width: 120},
		{ID: "to", Title: w.T("words.to"), Width: 120},
	}, "")
	cells, groups := vocabularyRows(s)
	v.table.set(cells, groups...)
	foot := widgets.NewFootStrip([]string{w.T("words.foot")}, nil)
	foot.Plain = true
	v.all = newPanel(widgets.NewMutedLabel(widgets.Body, w.T("words.text")), v.table.view, foot)
	return v
}

// vocabularyRows returns the rows of the table, and the indexes of the headings.
func vocabularyRows(s *Screen) (cells [][]widgets.Cell, headings []int) {
	w, v := s.o.Words, s.o.Vocabulary
	heading := func(key string, n int) {
		headings = append(headings, len(cells))
		cells = append(cells, []widgets.Cell{{Text: w.T(key), Tail: w.Count(n)}})
	}
	row := func(code, name, note string, from, to model.Date) {
		cells = append(cells, []widgets.Cell{
			{Text: code}, {Text: name}, {Text: note, Muted: true}, {Text: w.ShortDate(from)}, {Text: w.ShortDate(to)},
		})
	}
	term := func(t model.Term, note string) { row(t.Code, w.Of(t.Name), note, t.ValidFrom, t.ValidTo) }

	heading("words.instruments", len(s.o.Instruments))
	for _, key := range slices.Sorted(maps.Keys(s.o.Instruments)) {
		in := s.o.Instruments[key]
		row(key, w.Of(in.Title), w.T("words.items", "Count", strconv.Itoa(len(in.Items))), in.ValidFrom, in.ValidTo)
	}
	heading("words.target_groups", len(v.TargetGroups))
	for _, t := range v.TargetGroups {
		term(t.Term, t.Law)
	}
	heading("words.activities", len(v.ActivityTypes))
	for _, t := range v.ActivityTypes {
		term(t.Term, t.Law)
	}
	heading("words.outcomes", len(v.OutcomeKinds))
	for _, t := range v.OutcomeKinds {
		term(t.Term, "")
	}
	heading("words.ends", len(v.EndReasons))
	for _, t := range v.EndReasons {
		term(t, "")
	}
	heading("words.modes", len(v.Modes))
	for _, t := range v.Modes {
		term(t, "")
	}
	return cells, headings
}

func (v *vocabularyPage) content() fyne.CanvasObject { return v.all }
func (v *vocabularyPage) load()                      {}
func (v *vocabularyPage) first() fyne.Focusable      { return v.table.view }
