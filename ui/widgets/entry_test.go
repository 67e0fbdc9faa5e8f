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

func TestSearchField(t *testing.T) {
	start(t)
	var got []string
	down, submitted := 0, ""
	s := widgets.NewSearchField("Søg navn", "Ctrl+F", func(text string) { got = append(got, text) })
	s.OnDown = func() { down++ }
	s.OnSubmitted = func(text string) { submitted = text }
	w := show(t, s, fyne.NewSize(300, 30))
	if !slices.Contains(seen(s), "Ctrl+F") {
		t.Error("the key is not shown")
	}
	s.Focus()
	write(w.Canvas().Focused(), "al")
	if slices.Contains(seen(s), "Ctrl+F") {
		t.Error("the key is shown beside what is typed")
	}
	key(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyReturn, fyne.KeyEscape)
	if want := []string{"a", "al", ""}; !slices.Equal(got, want) {
		t.Errorf("searched for %q, want %q", got, want)
	}
	if down != 1 || submitted != "al" {
		t.Errorf("down %d, submitted %q", down, submitted)
	}
	if !slices.Contains(seen(s), "Ctrl+F") {
		t.Error("the key does not come back")
	}
}

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

// Escape empties a search field, and only then leaves it.
func TestSearchFieldEscapes(t *testing.T) {
	start(t)
	escaped := 0
	var screen []fyne.KeyName
	s := widgets.NewSearchField("Søg navn", "", nil)
	w := show(t, s, fyne.NewSize(300, 30))
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { screen = append(screen, e.Name) })
	s.Focus()
	write(w.Canvas().Focused(), "alma")
	key(w.Canvas().Focused(), fyne.KeyEscape)
	if s.Text() != "" || len(screen) != 0 {
		t.Errorf("after Escape the text is %q, the screen gets %v", s.Text(), screen)
	}
	key(w.Canvas().Focused(), fyne.KeyEscape) // without OnEscape it goes to the screen
	s.OnEscape = func() { escaped++ }
	key(w.Canvas().Focused(), fyne.KeyEscape)
	if escaped != 1 || len(screen) != 1 {
		t.Errorf("OnEscape %d times, the screen gets %v", escaped, screen)
	}
}
