// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

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

// A disabled widget reacts to neither keys nor the pointer.
func TestDisabledWidgets(t *testing.T) {
	start(t)
	n := 0
	count := func(int) { n++ }
	drop := widgets.NewDropdown([]string{"a", "b"}, count)
	seg := widgets.NewSegmented([]widgets.Segment{{Text: "a"}, {Text: "b"}}, count)
	check := widgets.NewCheckbox("a", func(bool) { n++ })
	button := widgets.NewButton("a", func() { n++ })
	scale := widgets.NewScaleInput("B01", "I hvilken grad?", degrees(), scaleReasons, scaleWords)
	scale.OnAnswer = func(widgets.ScaleAnswer) { n++ }
	w := show(t, container.NewVBox(drop, seg, check, button, scale), fyne.NewSize(1246, 400))
	for _, o := range []fyne.CanvasObject{drop, seg, check, button, scale} {
		o.(fyne.Disableable).Disable()
		f := o.(fyne.Focusable)
		key(f, fyne.KeyDown, fyne.KeyRight, fyne.KeySpace, fyne.KeyReturn, fyne.KeyBackspace)
		write(f, "3-")
		for _, x := range []float32{5, 30, o.Size().Width / 2, o.Size().Width - 30} {
			test.TapAt(o.(fyne.Tappable), fyne.NewPos(x, 15))
		}
		if m, ok := o.(desktop.Mouseable); ok {
			m.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		}
		if n != 0 || w.Canvas().Overlays().Top() != nil {
			t.Fatalf("%T reacts though it is disabled", o)
		}
		o.(fyne.Disableable).Enable()
	}
	if key(drop, fyne.KeyDown); n != 1 {
		t.Error("an enabled dropdown does not react")
	}
}

// Enter on a segment or a tab is for the dialog or screen around it.
func TestEnterGoesToTheScreen(t *testing.T) {
	start(t)
	seg := widgets.NewSegmented([]widgets.Segment{{Text: "a"}, {Text: "b"}}, nil)
	tabs := widgets.NewTabs([]string{"a", "b"}, nil)
	w := show(t, container.NewVBox(seg, tabs), fyne.NewSize(300, 100))
	var got []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, e.Name) })
	key(seg, fyne.KeyReturn, fyne.KeyEscape)
	key(tabs, fyne.KeyEnter, fyne.KeyEscape)
	if want := []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape, fyne.KeyEnter, fyne.KeyEscape}; !slices.Equal(got, want) {
		t.Errorf("the screen gets %v, want %v", got, want)
	}
}

func TestSegmentedByPointer(t *testing.T) {
	start(t)
	for _, compact := range []bool{false, true} {
		var got []int
		s := widgets.NewSegmented([]widgets.Segment{{Text: "Borger"}, {Text: "Sagsbehandler"}, {Text: "Begge", Count: "12"}}, func(i int) { got = append(got, i) })
		s.Compact = compact
		size := s.MinSize()
		show(t, s, size)
		for _, x := range []float32{size.Width - 10, size.Width / 2, 10, size.Width + 50} {
			test.TapAt(s, fyne.NewPos(x, 10))
		}
		if want := []int{2, 1, 0}; !slices.Equal(got, want) {
			t.Errorf("compact %t: clicks select %v, want %v", compact, got, want)
		}
		s.SetSegments([]widgets.Segment{{Text: "Mine", Count: "1"}, {Text: "Alle"}})
		if texts := seen(s); !slices.Equal(texts, []string{"Mine 1", "Alle"}) || s.Selected != 0 {
			t.Errorf("shows %q, selected %d", texts, s.Selected)
		}
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
	e.Disable()
	if write(e.Focusable(), "C"); e.Text() != "B" || !e.Disabled() {
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

func TestKeyDialogThatCannotBeAccepted(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(600, 400))
	n := 0
	d := widgets.NewKeyDialog("Slet", widgets.NewLabel(widgets.Body, "Er du sikker?"), "Slet", "Fortryd")
	d.OnAccept = func() bool { n++; return true }
	d.SetAcceptable(false)
	d.Open(w.Canvas())
	d.Open(w.Canvas()) // once is enough
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatal("a dialog that cannot be accepted is")
	}
	d.SetAcceptable(true)
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n != 1 || w.Canvas().Overlays().Top() != nil || w.Canvas().OnTypedKey() != nil {
		t.Error("Enter does not accept, or the dialog keeps the keys of the screen")
	}
	d.Close() // already closed
}

// A dialog fits in a small window, and content that is taller is cut, not the buttons.
func TestKeyDialogInASmallWindow(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(320, 200))
	d := widgets.NewKeyDialog("En titel, der er længere end vinduet er bredt, og som afkortes", box(200, 900), "Gem", "Fortryd")
	d.Open(w.Canvas())
	for _, o := range test.WidgetRenderer(d).Objects() {
		b, ok := o.(*widgets.Button)
		if !ok {
			continue
		}
		if at := rectOf(b); at.x < 0 || at.x+at.w > 320 || at.y+at.h > 200 {
			t.Errorf("button %q is at %v", b.Text, at)
		}
	}
}
