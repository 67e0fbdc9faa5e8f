// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

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
