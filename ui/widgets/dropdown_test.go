// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestDropdownByKeyboard(t *testing.T) {
	start(t)
	var got []int
	d := widgets.NewDropdown([]string{"Alle", "Kontanthjælp", "Uddannelse", "Ukendt"}, func(i int) { got = append(got, i) })
	w := show(t, container.NewWithoutLayout(put(d, 10, 10, 180, 30)), fyne.NewSize(300, 300))
	c := w.Canvas()
	c.Focus(d)
	key(d, fyne.KeyDown, fyne.KeyUp)
	key(d, fyne.KeySpace)
	if c.Overlays().Top() == nil {
		t.Fatal("Space does not open the list")
	}
	c.Focused().TypedRune('u')
	c.Focused().TypedRune('k')
	key(c.Focused(), fyne.KeyReturn)
	if c.Overlays().Top() != nil || c.Focused() != d {
		t.Error("the list stays, or keeps the focus")
	}
	key(d, fyne.KeyReturn)
	key(c.Focused(), fyne.KeyHome, fyne.KeyEscape)
	if want := []int{1, 0, 3}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
	if c.Overlays().Top() != nil {
		t.Error("Escape does not close the list")
	}
}

func TestDropdownKeys(t *testing.T) {
	for _, c := range []struct {
		name     string
		selected int
		keys     []fyne.KeyName
		want     []int
	}{
		{"down", 0, []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, []int{1, 2}},
		{"down stops at the last", 1, []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, []int{2}},
		{"up stops at the first", 1, []fyne.KeyName{fyne.KeyUp, fyne.KeyUp}, []int{0}},
		{"Home and End", 1, []fyne.KeyName{fyne.KeyEnd, fyne.KeyEnd, fyne.KeyHome}, []int{2, 0}},
		{"down from none", -1, []fyne.KeyName{fyne.KeyDown}, []int{0}},
		{"up from none", -1, []fyne.KeyName{fyne.KeyUp}, []int{0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			start(t)
			var got []int
			d := widgets.NewDropdown([]string{"a", "b", "c"}, func(i int) { got = append(got, i) })
			d.Selected = c.selected
			show(t, d, fyne.NewSize(100, 30))
			key(d, c.keys...)
			if !slices.Equal(got, c.want) {
				t.Errorf("selected %v, want %v", got, c.want)
			}
		})
	}
}

func TestDropdownShowsItsSelection(t *testing.T) {
	start(t)
	d := widgets.NewDropdown([]string{"Kontanthjælp", "En målgruppe med et meget langt navn, som ikke kan være der"}, nil)
	d.Label, d.Placeholder = "Målgruppe", "Vælg en"
	show(t, d, fyne.NewSize(220, 30))
	for _, c := range []struct {
		options  []string
		selected int
		value    string
		shown    string
	}{
		{d.Options, 0, "Kontanthjælp", "Kontanthjælp"},
		{d.Options, -1, "", "Vælg en"},
		{[]string{"a"}, 3, "", "Vælg en"}, // an option that is gone
		{nil, 0, "", "Vælg en"},
	} {
		d.SetOptions(c.options, c.selected)
		if d.Value() != c.value || !slices.Equal(seen(d), []string{"Målgruppe", c.shown}) {
			t.Errorf("selected %d of %d: value %q, shows %q", c.selected, len(c.options), d.Value(), seen(d))
		}
	}
	d.SetOptions([]string{"En målgruppe med et meget langt navn, som ikke kan være der"}, 0)
	if got := seen(d)[1]; widgets.Body.Width(got) > 130 || []rune(got)[len([]rune(got))-1] != '…' {
		t.Errorf("a long option is shown as %q", got)
	}
}
