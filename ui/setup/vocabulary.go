package setup

import (
	"fmt"
	"slices"

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
	var cells [][]widgets.Cell
	var groups []int
	group := func(key string, n int) {
		groups = append(groups, len(cells))
		cells = append(cells, []widgets.Cell{{Text: w.T(key), Tail: w.Count(n)}})
	}
	term := func(t model.Term, note string) {
		cells = append(cells, []widgets.Cell{
			{Text: t.Code}, {Text: w.Of(t.Name)}, {Text: note, Muted: true}, {Text: w.ShortDate(t.ValidFrom)}, {Text: w.ShortDate(t.ValidTo)},
		})
	}
	keys := make([]string, 0, len(s.o.Instruments))
	for key := range s.o.Instruments {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	group("words.instruments", len(keys))
	for _, key := range keys {
		in := s.o.Instruments[key]
		items := fmt.Sprintf("%d", len(in.Items))
		cells = append(cells, []widgets.Cell{
			{Text: key},
			{Text: w.Of(in.Title)},
			{Text: w.T("words.items", "Count", items), Muted: true},
			{Text: w.ShortDate(in.ValidFrom)},
			{Text: w.ShortDate(in.ValidTo)},
		})
	}
	words := s.o.Vocabulary
	group("words.target_groups", len(words.TargetGroups))
	for _, t := range words.TargetGroups {
		term(t.Term, t.Law)
	}
	group("words.activities", len(words.ActivityTypes))
	for _, t := range words.ActivityTypes {
		term(t.Term, t.Law)
	}
	group("words.outcomes", len(words.OutcomeKinds))
	for _, t := range words.OutcomeKinds {
		term(t.Term, "")
	}
	group("words.ends", len(words.EndReasons))
	for _, t := range words.EndReasons {
		term(t, "")
	}
	group("words.modes", len(words.Modes))
	for _, t := range words.Modes {
		term(t, "")
	}
	v.table.set(cells, groups...)
	foot := widgets.NewFootStrip([]string{w.T("words.foot")}, nil)
	foot.Plain = true
	v.all = newPanel(widgets.NewMutedLabel(widgets.Body, w.T("words.text")), v.table.view, foot)
	return v
}

func (v *vocabularyPage) content() fyne.CanvasObject { return v.all }
func (v *vocabularyPage) load()                      {}
func (v *vocabularyPage) first() fyne.Focusable      { return v.table.view }
