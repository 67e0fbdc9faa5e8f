// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func numbered(n int) *widgets.DataTable {
	table := widgets.NewDataTable([]widgets.Column{
		{ID: "n", Title: "Nr.", Width: 80, Sortable: true},
		{ID: "name", Title: "Navn", Width: 200, Flexible: true, Bold: true, Sortable: true},
		{ID: "plain", Title: "Uden", Width: 60},
	}, func(i int) ([]widgets.Cell, bool) {
		return []widgets.Cell{{Text: fmt.Sprint(i)}, {Text: fmt.Sprintf("Borger %d", i)}, {}}, true
	})
	table.SetLength(n)
	return table
}

// objects counts what is drawn at o and below.
func objects(o fyne.CanvasObject) int {
	n := 1
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			n += objects(c)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			n += objects(c)
		}
	}
	return n
}

// seen collects the texts that are drawn at o and below.
func seen(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	var texts []string
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text != "" {
			texts = append(texts, o.Text)
		}
	case *fyne.Container:
		for _, c := range o.Objects {
			texts = append(texts, seen(c)...)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			texts = append(texts, seen(c)...)
		}
	}
	return texts
}

func TestDataTableKeepsAsManyObjectsHoweverFarItScrolls(t *testing.T) {
	start(t)
	table := numbered(100_000)
	show(t, table, fyne.NewSize(600, 630))
	before := objects(table)
	for i := 0; i < 100_000; i += 997 {
		table.ScrollTo(i)
	}
	if after := objects(table); after != before {
		t.Errorf("%d objects after scrolling, %d before", after, before)
	}
	if before > 24*12 {
		t.Errorf("%d objects for twenty visible rows", before)
	}
}

func TestDataTableShowsTheRowItScrollsTo(t *testing.T) {
	start(t)
	table := numbered(100_000)
	show(t, table, fyne.NewSize(600, 630))
	for _, i := range []int{99_999, 50_000, 0, 17} {
		table.ScrollTo(i)
		if !slices.Contains(seen(table), fmt.Sprintf("Borger %d", i)) {
			t.Errorf("row %d is not seen", i)
		}
	}
}

func TestDataTableKeys(t *testing.T) {
	start(t)
	table := numbered(1000)
	w := show(t, table, fyne.NewSize(600, 329)) // ten rows
	w.Canvas().Focus(table)
	opened, spaced := -1, -1
	table.OnOpen = func(i int) { opened = i }
	table.OnSpace = func(i int) { spaced = i }
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyDown, 0},
		{fyne.KeyDown, 1},
		{fyne.KeyUp, 0},
		{fyne.KeyUp, 0},
		{fyne.KeyPageDown, 8},
		{fyne.KeyEnd, 999},
		{fyne.KeyDown, 999},
		{fyne.KeyPageUp, 991},
		{fyne.KeyHome, 0},
	} {
		key(table, step.key)
		if table.Selected() != step.want {
			t.Fatalf("after %s row %d is selected, want %d", step.key, table.Selected(), step.want)
		}
	}
	key(table, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeySpace)
	if opened != 1 || spaced != 2 {
		t.Errorf("opened %d and space at %d, want 1 and 2", opened, spaced)
	}
}

func TestDataTableIsOneStop(t *testing.T) {
	start(t)
	table := numbered(50)
	after := widgets.NewButton("Efter", nil)
	w := show(t, container.NewWithoutLayout(put(table, 0, 0, 400, 300), put(after, 0, 310, 80, 30)), fyne.NewSize(400, 360))
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != table {
		t.Fatal("the table is not the first stop")
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != after {
		t.Error("the table holds the focus")
	}
}

func press(table *widgets.DataTable, x, y float32) {
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary}
	table.MouseDown(e)
	table.MouseUp(e)
}

func TestDataTablePointer(t *testing.T) {
	start(t)
	table := numbered(1000)
	show(t, table, fyne.NewSize(600, 329))
	selected, opened := -1, -1
	table.OnSelect = func(i int) { selected = i }
	table.OnOpen = func(i int) { opened = i }

	press(table, 40, 29+30*2+5)
	if selected != 2 || opened != -1 {
		t.Errorf("a click selected %d and opened %d", selected, opened)
	}
	table.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(40, 29+30*4+5)})
	if opened != 4 {
		t.Errorf("a double click opened %d, want 4", opened)
	}
	table.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -300)})
	press(table, 40, 29+5)
	if selected != 10 {
		t.Errorf("after the wheel the first row is %d, want 10", selected)
	}
	press(table, 600-5, 326)
	if !slices.Contains(seen(table), "Borger 999") {
		t.Error("the foot of the bar does not lead to the last row")
	}
}

func TestDataTableSorts(t *testing.T) {
	start(t)
	table := numbered(10)
	show(t, table, fyne.NewSize(600, 300))
	var got []string
	table.OnSort = func(id string, descending bool) { got = append(got, fmt.Sprint(id, descending)) }
	press(table, 120, 10)
	press(table, 120, 10)
	press(table, 20, 10)
	press(table, 560, 10) // the last column does not sort
	want := []string{"namefalse", "nametrue", "nfalse"}
	if !slices.Equal(got, want) {
		t.Errorf("sorted by %v, want %v", got, want)
	}
	if table.Selected() != -1 {
		t.Error("a click on the head selected a row")
	}
}

func TestDataTableAsksForTheRowsThatAreSeen(t *testing.T) {
	start(t)
	loaded := map[int]bool{}
	table := widgets.NewDataTable([]widgets.Column{{ID: "n", Title: "Nr.", Width: 80}}, func(i int) ([]widgets.Cell, bool) {
		return []widgets.Cell{{Text: fmt.Sprint("r", i)}}, loaded[i]
	})
	var first, last int
	table.OnVisible = func(f, l int) { first, last = f, l }
	show(t, table, fyne.NewSize(300, 330))
	table.SetLength(5000)
	if first != 0 || last != 9 {
		t.Errorf("asked for %d to %d, want 0 to 9", first, last)
	}
	table.ScrollTo(4999)
	if first != 4990 || last != 4999 {
		t.Errorf("asked for %d to %d, want 4990 to 4999", first, last)
	}
	if slices.Contains(seen(table), "r4999") {
		t.Error("a row that is not loaded is shown")
	}
	loaded[4999] = true
	table.RefreshRow(4999)
	if !slices.Contains(seen(table), "r4999") {
		t.Error("a row that has come is not shown")
	}
}

func TestDataTableStepsOverGroups(t *testing.T) {
	start(t)
	table := numbered(8)
	table.SetGroups([]int{0, 3})
	show(t, table, fyne.NewSize(600, 400))
	var walked []int
	for range 6 {
		key(table, fyne.KeyDown)
		walked = append(walked, table.Selected())
	}
	if want := []int{1, 2, 4, 5, 6, 7}; !slices.Equal(walked, want) {
		t.Errorf("walked %v, want %v", walked, want)
	}
	key(table, fyne.KeyHome)
	if table.Selected() != 1 {
		t.Errorf("Home selects %d", table.Selected())
	}
	press(table, 40, 29+5)
	if table.Selected() != 1 {
		t.Error("a click selects the head of a group")
	}
}

func TestDataTableCutsLongText(t *testing.T) {
	start(t)
	table := widgets.NewDataTable([]widgets.Column{{Title: "Navn", Width: 90}, {Title: "Sag", Width: 90}}, func(int) ([]widgets.Cell, bool) {
		return []widgets.Cell{{Text: "Et navn der er meget for langt"}, {Text: "2024-0117"}}, true
	})
	table.SetLength(1)
	show(t, table, fyne.NewSize(300, 200))
	for _, text := range seen(table) {
		if w := widgets.Body.Width(text); w > 90-2*widgets.CellInset {
			t.Errorf("%q is %g wide", text, w)
		}
	}
}

func TestDataTableShrinks(t *testing.T) {
	start(t)
	table := numbered(100)
	show(t, table, fyne.NewSize(600, 330))
	table.Select(99)
	table.SetLength(5)
	if table.Selected() != 4 {
		t.Errorf("row %d of 5 is selected", table.Selected())
	}
	if !slices.Contains(seen(table), "Borger 0") {
		t.Error("the table does not show its first row")
	}
	table.SetLength(0)
	if table.Selected() != -1 {
		t.Errorf("row %d of none is selected", table.Selected())
	}
}

func BenchmarkDataTableStep(b *testing.B) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(widgets.NewTheme(widgets.CurrentPalette(), false))
	_, table := citizenFrame()
	cells := table.Row
	table.Row = func(i int) ([]widgets.Cell, bool) {
		row, ok := cells(i)
		row[0].Text = fmt.Sprintf("%s %d", row[0].Text, i)
		row[1].Text = fmt.Sprintf("2024-%05d", i)
		return row, ok
	}
	table.SetLength(100_000)
	w := test.NewWindow(table)
	defer w.Close()
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1246, 600))
	for _, bench := range []struct {
		name string
		dy   float32
	}{{"line", -30}, {"wheel", -75}, {"page", -570}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			e := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, bench.dy)}
			back := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 3_000_000)}
			for i := range b.N {
				table.Scrolled(e)
				if i%5000 == 4999 {
					table.Scrolled(back)
				}
			}
		})
	}
}

func TestDataTableHoverChangesNothingButTheFill(t *testing.T) {
	start(t)
	asked := 0
	table := widgets.NewDataTable([]widgets.Column{{ID: "n", Title: "Nr.", Width: 80}}, func(i int) ([]widgets.Cell, bool) {
		asked++
		return []widgets.Cell{{Text: fmt.Sprint(i)}}, true
	})
	table.SetLength(100)
	w := show(t, table, fyne.NewSize(300, 330))
	w.Canvas().Capture()
	before := asked
	for y := float32(30); y < 300; y += 7 {
		test.MoveMouse(w.Canvas(), fyne.NewPos(40, y))
	}
	if asked != before {
		t.Errorf("the pointer made the table ask for %d rows", asked-before)
	}
}
