// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func pressAt(t *widgets.DataTable, x, y float32, button desktop.MouseButton) {
	t.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: button})
}

// Dragging the thumb scrolls, over the whole table and no further.
func TestDataTableDragsItsThumb(t *testing.T) {
	start(t)
	table := numbered(1000)
	show(t, table, fyne.NewSize(600, 329))
	drag := func(y float32) {
		e := &fyne.DragEvent{}
		e.Position = fyne.NewPos(592, y)
		table.Dragged(e)
	}
	drag(300) // no button is pressed: nothing to drag
	if !slices.Contains(seen(table), "Borger 0") {
		t.Fatal("the table scrolls without a drag")
	}
	pressAt(table, 592, 35, desktop.MouseButtonPrimary)
	for _, c := range []struct {
		y    float32
		want string
	}{{325, "Borger 999"}, {900, "Borger 999"}, {-50, "Borger 0"}} {
		if drag(c.y); !slices.Contains(seen(table), c.want) {
			t.Errorf("at %g the table shows %q", c.y, seen(table))
		}
	}
	table.DragEnd()
	drag(325)
	if !slices.Contains(seen(table), "Borger 0") {
		t.Error("the table scrolls after the drag")
	}
	if table.Selected() != -1 {
		t.Error("the drag selects a row")
	}
}

func TestDataTableIgnoresOtherButtonsAndPlaces(t *testing.T) {
	start(t)
	table := numbered(3)
	show(t, table, fyne.NewSize(600, 329))
	pressAt(table, 40, 35, desktop.MouseButtonSecondary)
	pressAt(table, 40, 29+3*30+10, desktop.MouseButtonPrimary) // below the last row
	table.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(40, 200)})
	table.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -500)})
	if table.Selected() != -1 || !slices.Contains(seen(table), "Borger 0") {
		t.Errorf("row %d is selected, shows %q", table.Selected(), seen(table))
	}
	table.Tapped(&fyne.PointEvent{Position: fyne.NewPos(40, 35)})
	if table.Selected() != 0 {
		t.Errorf("a tap selects %d", table.Selected())
	}
	table.Select(99)
	if table.Selected() != 0 {
		t.Error("a row that does not exist is selected")
	}
	if table.Select(-5); table.Selected() != -1 {
		t.Error("nothing cannot be selected")
	}
}

// ColumnLeft is the left edge of the column, at every width.
func TestDataTableColumnLeft(t *testing.T) {
	start(t)
	table := numbered(3)
	for _, bare := range []bool{false, true} {
		table.Bare, table.Inset = bare, 4
		for _, width := range []float32{400, 600, 1200} {
			show(t, table, fyne.NewSize(width, 329))
			table.Refresh()
			sorted := ""
			table.OnSort = func(id string, _ bool) { sorted = id }
			for _, id := range []string{"n", "name"} {
				press(table, table.ColumnLeft(id)+1, 10)
				if sorted != id {
					t.Errorf("bare %t, %g wide: the left edge of %s sorts %s", bare, width, id, sorted)
				}
				sorted = ""
				press(table, table.ColumnLeft(id)-1, 10)
				if sorted == id {
					t.Errorf("bare %t, %g wide: left of %s sorts it", bare, width, id)
				}
			}
		}
	}
}

// Whatever is pressed, a row is selected that exists and is visible.
func TestDataTableSelectionIsVisible(t *testing.T) {
	start(t)
	keys := []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd}
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(r, "rows")
		var groups []int
		for i := range n {
			if rapid.IntRange(0, 4).Draw(r, "group") == 0 {
				groups = append(groups, i)
			}
		}
		table := numbered(n)
		table.SetGroups(groups)
		table.Resize(fyne.NewSize(600, float32(rapid.IntRange(60, 400).Draw(r, "height"))))
		test.WidgetRenderer(table).Layout(table.Size())
		for range rapid.IntRange(1, 8).Draw(r, "presses") {
			key(table, rapid.SampledFrom(keys).Draw(r, "key"))
			i := table.Selected()
			if i < 0 {
				if len(groups) < n {
					r.Fatalf("no row of %d with groups %v is selected", n, groups)
				}
				continue
			}
			if i >= n || slices.Contains(groups, i) {
				r.Fatalf("row %d of %d with groups %v is selected", i, n, groups)
			}
			if !slices.Contains(seen(table), fmt.Sprintf("Borger %d", i)) {
				r.Fatalf("the selected row %d is not visible", i)
			}
		}
	})
}

func TestDataTableOnKeyComesFirst(t *testing.T) {
	start(t)
	table := numbered(5)
	show(t, table, fyne.NewSize(600, 329))
	table.OnKey = func(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDown }
	if key(table, fyne.KeyDown); table.Selected() != -1 {
		t.Error("the table reacts to a key that is taken")
	}
	if key(table, fyne.KeyEnd); table.Selected() != 4 {
		t.Error("the table does not get the other keys")
	}
}

// A table without rows says so, and no key or click finds one.
func TestDataTableEmpty(t *testing.T) {
	start(t)
	table := numbered(0)
	table.Empty = "Ingen borgere passer til søgningen"
	table.OnOpen = func(int) { t.Error("a row of none opens") }
	table.OnSpace = func(int) { t.Error("Space acts on no row") }
	table.Refresh()
	show(t, table, fyne.NewSize(600, 329))
	if !slices.Contains(seen(table), table.Empty) {
		t.Errorf("shows %q", seen(table))
	}
	key(table, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyReturn, fyne.KeySpace)
	press(table, 40, 50)
	if table.Selected() != -1 {
		t.Errorf("row %d is selected", table.Selected())
	}
	table.SetLength(2)
	if slices.Contains(seen(table), table.Empty) {
		t.Error("a table with rows says that it has none")
	}
}
