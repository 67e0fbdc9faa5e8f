// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestButtonReactsToEnterSpaceAndTap(t *testing.T) {
	start(t)
	n := 0
	b := widgets.NewButton("Gem", func() { n++ })
	show(t, b, b.MinSize())
	key(b, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyA)
	test.Tap(b)
	if n != 4 {
		t.Errorf("pressed %d times, want 4", n)
	}
	b.Disable()
	key(b, fyne.KeyReturn)
	test.Tap(b)
	if n != 4 {
		t.Error("a disabled button was pressed")
	}
}

func TestControlHeights(t *testing.T) {
	start(t)
	compact := widgets.NewButton("Gem", nil)
	compact.Compact = true
	for _, c := range []struct {
		name string
		o    fyne.CanvasObject
		want float32
	}{
		{"button", widgets.NewButton("Gem", nil), 30},
		{"compact", compact, 26},
		{"segmented", widgets.NewSegmented([]widgets.Segment{{Text: "a"}}, nil), 30},
		{"dropdown", widgets.NewDropdown([]string{"a"}, nil), 30},
		{"checkbox", widgets.NewCheckbox("a", nil), 30},
		{"entry", widgets.NewEntry(), 30},
		{"search", widgets.NewSearchField("Søg", "Ctrl+F", nil), 30},
		{"foot", widgets.NewFootStrip(nil, nil), 28},
	} {
		if got := c.o.MinSize().Height; got != c.want {
			t.Errorf("%s is %g high, want %g", c.name, got, c.want)
		}
	}
}

func TestSegmentedArrows(t *testing.T) {
	start(t)
	var got []int
	s := widgets.NewSegmented([]widgets.Segment{{Text: "Mine", Count: "43"}, {Text: "Team"}, {Text: "Alle"}}, func(i int) { got = append(got, i) })
	w := show(t, s, s.MinSize())
	w.Canvas().Focus(s)
	key(s, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd)
	test.TapAt(s, fyne.NewPos(5, 5))
	if want := []int{1, 2, 0, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

func TestTabsArrows(t *testing.T) {
	start(t)
	var got []int
	tabs := widgets.NewTabs([]string{"Forløb", "Skemaer 20", "Log"}, func(i int) { got = append(got, i) })
	show(t, tabs, tabs.MinSize())
	key(tabs, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	test.TapAt(tabs, fyne.NewPos(3, 3))
	if want := []int{1, 2, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

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

func TestCheckboxTurns(t *testing.T) {
	start(t)
	var got []bool
	c := widgets.NewCheckbox("Vis afsluttede", func(on bool) { got = append(got, on) })
	show(t, c, c.MinSize())
	key(c, fyne.KeySpace, fyne.KeyReturn)
	test.Tap(c)
	if want := []bool{true, false, true}; !slices.Equal(got, want) {
		t.Errorf("turned %v, want %v", got, want)
	}
}

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

func TestKeyDialog(t *testing.T) {
	start(t)
	behind := widgets.NewButton("Bag", nil)
	w := show(t, behind, fyne.NewSize(600, 400))
	c := w.Canvas()
	accepted, cancelled, allowed := 0, 0, false
	open := func() *widgets.Entry {
		name := widgets.NewEntry()
		d := widgets.NewKeyDialog("Ny borger", name, "Opret", "Fortryd")
		d.First = name.Focusable()
		d.OnAccept = func() bool { accepted++; return allowed }
		d.OnCancel = func() { cancelled++ }
		d.Open(c)
		return name
	}
	name := open()
	if !name.Focused() {
		t.Fatal("the entry has no focus")
	}
	key(c.Focused(), fyne.KeyReturn)
	if accepted != 1 || c.Overlays().Top() == nil {
		t.Error("a dialog that may not close has closed, or Enter did nothing")
	}
	for range 5 {
		c.FocusNext()
		if c.Focused() == behind {
			t.Fatal("Tab leaves the dialog")
		}
	}
	key(c.Focused(), fyne.KeyEscape)
	if cancelled != 1 || c.Overlays().Top() != nil {
		t.Error("Escape does not cancel")
	}
	allowed = true
	open()
	key(c.Focused(), fyne.KeyReturn)
	if accepted != 2 || cancelled != 1 || c.Overlays().Top() != nil {
		t.Error("Enter does not accept")
	}
}

func TestToastGoesByItself(t *testing.T) {
	start(t)
	var due []func()
	stopped := 0
	toast := widgets.NewToast(func(_ time.Duration, f func()) func() {
		due = append(due, f)
		return func() { stopped++ }
	})
	show(t, toast, fyne.NewSize(400, 200))
	toast.Say("Gemt")
	toast.Say("Kopieret")
	if toast.Text() != "Kopieret" || stopped != 1 {
		t.Errorf("says %q, stopped %d", toast.Text(), stopped)
	}
	due[1]()
	if len(seen(toast)) != 0 {
		t.Error("the toast stays")
	}
}

func TestFocusScrollFollows(t *testing.T) {
	start(t)
	column := container.NewVBox()
	var entries []*widgets.Entry
	for range 30 {
		e := widgets.NewEntry()
		entries = append(entries, e)
		column.Add(e)
	}
	s := widgets.NewFocusScroll(column)
	for _, e := range entries {
		s.Follow(e)
	}
	w := show(t, s.Scroll, fyne.NewSize(200, 200))
	for range 20 {
		w.Canvas().FocusNext()
	}
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(entries[19]).Y
	if y < 0 || y+30 > 200 {
		t.Errorf("the focused entry is at %g", y)
	}
	entries[0].Focus()
	if y = fyne.CurrentApp().Driver().AbsolutePositionForObject(entries[0]).Y; y < 0 || y > 170 {
		t.Errorf("the first entry is at %g", y)
	}
}

func TestEllipsis(t *testing.T) {
	start(t)
	long := "Aktivitetsparat uddannelseshjælp"
	for _, w := range []float32{10, 40, 120, 400} {
		got := widgets.Ellipsis(widgets.Body, long, w)
		if widgets.Body.Width(got) > w && got != "…" {
			t.Errorf("%q is wider than %g", got, w)
		}
		if w == 400 && got != long {
			t.Errorf("%q was cut", got)
		}
	}
}

func TestParagraphBreaks(t *testing.T) {
	start(t)
	p := widgets.NewParagraph(widgets.Body, widgets.Run{Text: "Borgeren: ", Bold: true}, widgets.Run{Text: "6 skridt op, 1 ned, 3 uændret."})
	if one, more := p.HeightFor(1000), p.HeightFor(100); one != 18 || more <= one {
		t.Errorf("%g high on one line, %g on more", one, more)
	}
}
