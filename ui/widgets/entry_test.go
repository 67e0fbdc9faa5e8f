// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestEntryKeys(t *testing.T) {
	start(t)
	var taken []fyne.KeyName
	var screen []fyne.KeyName
	e := widgets.NewEntry()
	e.OnKey = func(k *fyne.KeyEvent) bool {
		taken = append(taken, k.Name)
		return k.Name == fyne.KeyUp
	}
	note := widgets.NewNoteEntry(3)
	w := show(t, container.NewVBox(e, note), fyne.NewSize(300, 200))
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { screen = append(screen, k.Name) })

	e.Focus()
	write(w.Canvas().Focused(), "Alma")
	key(w.Canvas().Focused(), fyne.KeyUp, fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyEscape)
	if want := []fyne.KeyName{fyne.KeyUp, fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyEscape}; !slices.Equal(taken, want) {
		t.Errorf("OnKey gets %v, want %v", taken, want)
	}
	if want := []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape}; e.Text() != "Alm" || !slices.Equal(screen, want) {
		t.Errorf("text %q; the screen gets %v, want %v", e.Text(), screen, want)
	}
	// Focus selects the text, so that typing replaces it.
	w.Canvas().Unfocus()
	e.Focus()
	if write(w.Canvas().Focused(), "B"); e.Text() != "B" {
		t.Errorf("typing gives %q", e.Text())
	}
	// Shift selects, as in any text field.
	e.SetText("Alma")
	k := e.Focusable().(desktop.Keyable)
	key(e.Focusable(), fyne.KeyEnd)
	k.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	key(e.Focusable(), fyne.KeyLeft, fyne.KeyLeft)
	k.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if write(e.Focusable(), "e"); e.Text() != "Ale" {
		t.Errorf("typing over a selection gives %q", e.Text())
	}
	e.Disable()
	if write(e.Focusable(), "C"); e.Text() != "Ale" || !e.Disabled() {
		t.Errorf("a disabled entry takes text: %q", e.Text())
	}
	// In a note Enter begins a line, and Escape still leaves.
	screen = nil
	note.Focus()
	write(w.Canvas().Focused(), "a")
	key(w.Canvas().Focused(), fyne.KeyReturn, fyne.KeyEscape)
	write(w.Canvas().Focused(), "b")
	if note.Text() != "a\nb" || !slices.Equal(screen, []fyne.KeyName{fyne.KeyEscape}) {
		t.Errorf("note %q; the screen gets %v", note.Text(), screen)
	}
	if note.MinSize().Height <= e.MinSize().Height {
		t.Error("a note is no higher than a line")
	}
}
