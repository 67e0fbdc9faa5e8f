// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func fruit(tb testing.TB) *Typeahead {
	tb.Helper()
	test.NewTempApp(tb)
	options := []string{"Æble", "Appelsin", "Banan", "Blomme", "Brombær", "Citron", "Pære"}
	t := NewTypeahead(options, func(i int, text string) (int, bool) {
		at := strings.Index(strings.ToLower(options[i]), strings.ToLower(text))
		return min(at, 1), at >= 0
	})
	w := test.NewTempWindow(tb, t)
	w.Resize(fyne.NewSize(300, 200))
	w.Canvas().Focus(t.Focusable())
	return t
}

// A few letters are enough; up and down choose among what fits.
func TestTypeahead(t *testing.T) {
	f := fruit(t)
	var changes []int
	f.OnChanged = func(i int) { changes = append(changes, i) }
	if f.Selected() != -1 {
		t.Errorf("%d is chosen from the beginning", f.Selected())
	}
	for _, r := range "b" {
		f.Focusable().TypedRune(r)
	}
	if got := f.Options[f.Selected()]; got != "Banan" { // not Æble, which has a b too
		t.Errorf("b chooses %s", got)
	}
	f.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got := f.Options[f.Selected()]; got != "Blomme" {
		t.Errorf("down chooses %s", got)
	}
	f.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	f.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if got := f.Options[f.Selected()]; got != "Banan" {
		t.Errorf("up chooses %s", got)
	}
	for _, r := range "xyz" {
		f.Focusable().TypedRune(r)
	}
	if f.Selected() != -1 || changes[len(changes)-1] != -1 {
		t.Errorf("nothing fits and %d is chosen", f.Selected())
	}
	f.SetSelected(5)
	if f.entry.Text() != "Citron" || f.Selected() != 5 {
		t.Errorf("shows %q, option %d is selected", f.entry.Text(), f.Selected())
	}
}

// Enter takes what is chosen; only what is taken already is left to the form.
func TestTypeaheadTakesByEnter(t *testing.T) {
	f := fruit(t)
	f.Focusable().TypedRune('c')
	if !f.onKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) || f.entry.Text() != "Citron" {
		t.Errorf("after Enter it shows %q", f.entry.Text())
	}
	if f.onKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) {
		t.Error("the second Enter is not left to the form")
	}
}

func TestTypeaheadByMouse(t *testing.T) {
	f := fruit(t)
	f.list.Tapped(&fyne.PointEvent{Position: fyne.NewPos(40, typeaheadRow*2.5)})
	if got := f.Options[f.Selected()]; got != "Banan" {
		t.Errorf("the third row is %s", got)
	}
	f.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)})
	f.list.Tapped(&fyne.PointEvent{Position: fyne.NewPos(40, typeaheadRow*4.5)})
	if got := f.Options[f.Selected()]; got != "Citron" {
		t.Errorf("the last row, one on, is %s", got)
	}
}

// Without a selection the list shows all options again, and nothing is reported.
func TestTypeaheadSelectsNone(t *testing.T) {
	f := fruit(t)
	f.OnChanged = func(i int) { t.Errorf("option %d is reported", i) }
	for _, none := range []int{-1, len(f.Options)} {
		f.SetSelected(2)
		if len(f.matches) != 1 || f.entry.Text() != "Banan" {
			t.Errorf("%d options match, the text is %q", len(f.matches), f.entry.Text())
		}
		if f.SetSelected(none); f.Selected() != -1 || len(f.matches) != len(f.Options) || f.entry.Text() != "" {
			t.Errorf("SetSelected(%d): option %d of %d is selected, the text is %q", none, f.Selected(), len(f.matches), f.entry.Text())
		}
	}
}
