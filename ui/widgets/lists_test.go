// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// window is the time in which a measurement should be made, in days from today.
type window struct{ due float32 }

func drawWindow(b *widgets.Brush, size fyne.Size, value any, p plots.Palette) {
	w := value.(*window)
	at := func(days float32) float32 { return (days + 75) / 150 * size.Width }
	for _, d := range []float32{-60, -30, 30, 60} {
		b.Rect(at(d), 0, 1, size.Height, p.Grid)
	}
	b.Rect(at(0), 0, 2, size.Height, p.Edge)
	fill := p.Strip
	if w.due < -14 {
		fill = p.Surface
	}
	b.Frame(at(w.due-14), 9, at(w.due+14)-at(w.due-14), 12, p.Edge, fill)
	b.Rect(at(w.due)-1, 9, 2, 12, p.Ink)
}

func followUps() *widgets.DataTable {
	table := widgets.NewDataTable([]widgets.Column{
		{ID: "name", Title: "Borger", Width: 164, Bold: true},
		{ID: "number", Title: "Sag", Width: 86},
		{ID: "lacks", Title: "Hvad mangler", Width: 238, Flexible: true},
		{ID: "window", Width: 256, Draw: drawWindow},
		{ID: "due", Title: "Frist", Width: 124},
		{ID: "next", Title: "Næste skridt", Width: 150},
	}, func(i int) ([]widgets.Cell, bool) {
		switch i {
		case 0:
			return []widgets.Cell{{Text: "Overskredne målinger", Tail: "6"}}, true
		case 5:
			return []widgets.Cell{{Text: "Målinger inden 14 dage", Tail: "5"}}, true
		}
		due := float32(i*9 - 40)
		return []widgets.Cell{
			{Text: "Olga Skabelonsen"},
			{Text: "2024-0335"},
			{Text: "Begge skemaer"},
			{Value: &window{due}},
			{Text: fmt.Sprintf("%g dage", due), Bold: due < 0},
			{Text: "Åbn skema", Chevron: true},
		}, true
	})
	table.SetGroups([]int{0, 5})
	table.SetLength(10)
	return table
}

func longestPassive() *widgets.DataTable {
	table := widgets.NewDataTable([]widgets.Column{
		{ID: "name", Title: "Borger", Width: 150, Bold: true},
		{ID: "weeks", Title: "Uger", Width: 70, Bold: true},
		{ID: "last", Title: "Seneste aktivitet", Width: 220, Flexible: true},
		{ID: "worker", Title: "Sagsb.", Width: 70},
	}, func(i int) ([]widgets.Cell, bool) {
		return []widgets.Cell{{Text: "Lise Luftkastelsen"}, {Text: "34"}, {Text: "Mentor, til 9. jan 2026"}, {Text: "SRA"}}, true
	})
	table.Bare = true
	table.Inset = 4
	table.RowHeight = widgets.ListRowHeight
	table.SetLength(5)
	return table
}

func TestListsLookAsTheMockups(t *testing.T) {
	appearances(t, func(t *testing.T, name string) {
		table := followUps()
		w := show(t, container.NewWithoutLayout(
			put(table, 16, 16, 1020, 329),
			put(widgets.NewBareCard(nil), 16, 360, 602, 210),
			put(widgets.NewLabel(widgets.CardTitle, "Passive længst"), 29, 370, 140, 20),
			put(longestPassive(), 17, 397, 600, 170),
		), fyne.NewSize(1060, 590))
		table.Select(1)
		test.AssertImageMatches(t, "lists-"+name+".png", w.Canvas().Capture())
	})
}
