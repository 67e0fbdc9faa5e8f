// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestRailGoesWhereEnterSays(t *testing.T) {
	start(t)
	var got []int
	r := widgets.NewRail([]widgets.RailItem{{Text: "Borgere"}, {Text: "Team"}, {Text: "Analyse"}}, func(i int) { got = append(got, i) })
	locked := false
	r.SetUser("LKN", "Sagsbehandler")
	r.SetLock("Lås", func() { locked = true })
	w := show(t, r, fyne.NewSize(widgets.RailWidth, 500))
	key(r, fyne.KeyDown, fyne.KeyDown)
	if len(got) != 0 {
		t.Error("the arrows went somewhere by themselves")
	}
	key(r, fyne.KeyReturn)
	test.TapAt(r, fyne.NewPos(20, 70))
	if want := []int{2, 1}; !slices.Equal(got, want) {
		t.Errorf("went to %v, want %v", got, want)
	}
	w.Canvas().Focus(r)
	w.Canvas().FocusNext()
	lock, ok := w.Canvas().Focused().(*widgets.Button)
	if !ok {
		t.Fatal("the lock cannot be reached by the keyboard")
	}
	key(lock, fyne.KeyReturn)
	if !locked {
		t.Error("the lock does not lock")
	}
}

func TestRailKeysAndPointer(t *testing.T) {
	start(t)
	var got []int
	r := widgets.NewRail([]widgets.RailItem{{Text: "Borgere"}, {Text: "Opfølgning"}, {Text: "Et område med et langt navn"}}, func(i int) { got = append(got, i) })
	show(t, r, fyne.NewSize(widgets.RailWidth, 500))
	key(r, fyne.KeyEnd, fyne.KeyDown, fyne.KeySpace, fyne.KeyHome, fyne.KeyUp, fyne.KeyReturn)
	for _, y := range []float32{60, 300} { // the second item, and below all
		test.TapAt(r, fyne.NewPos(20, y))
	}
	if want := []int{2, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("went to %v, want %v", got, want)
	}
	r.SetSelected(2)
	if len(got) != 3 || r.Selected != 2 {
		t.Error("SetSelected goes somewhere, or does not select")
	}
	for badge, shown := range map[string]bool{"24": true, "": false} {
		r.SetBadge(1, badge)
		if slices.Contains(seen(r), "24") != shown {
			t.Errorf("badge %q: the rail shows %q", badge, seen(r))
		}
	}
	r.SetBadge(7, "9") // no such item
	for _, text := range seen(r) {
		if widgets.Second.Width(text) > widgets.RailWidth {
			t.Errorf("%q is wider than the rail", text)
		}
	}
	r.SetLock("Lås", func() {})
	r.SetLock("", nil)
	if slices.Contains(seen(r), "Lås") {
		t.Error("the lock button stays")
	}
}
