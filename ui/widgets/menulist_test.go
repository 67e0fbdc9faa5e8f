// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

const notPicked = -99

// openMenu opens a list of options; *picked is notPicked until it closes.
func openMenu(t *testing.T, options []string, current int) (m *menuList, picked *int) {
	t.Helper()
	test.NewTempApp(t)
	picked = new(int)
	*picked = notPicked
	m = newMenuList(options, current, func(i int) { *picked = i })
	test.NewTempWindow(t, m).Resize(fyne.NewSize(300, 500))
	return m, picked
}

func numberedOptions(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("Nr. %d", i)
	}
	return list
}

func TestMenuListKeys(t *testing.T) {
	for _, c := range []struct {
		name   string
		keys   []fyne.KeyName
		cursor int
		picked int
	}{
		{"down", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, 7, notPicked},
		{"up", []fyne.KeyName{fyne.KeyUp}, 4, notPicked},
		{"up stops at the first", []fyne.KeyName{fyne.KeyHome, fyne.KeyUp}, 0, notPicked},
		{"down stops at the last", []fyne.KeyName{fyne.KeyEnd, fyne.KeyDown}, 29, notPicked},
		{"a page down", []fyne.KeyName{fyne.KeyPageDown}, 17, notPicked},
		{"a page up", []fyne.KeyName{fyne.KeyPageUp}, 0, notPicked},
		{"Enter picks", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, 6, 6},
		{"Space picks", []fyne.KeyName{fyne.KeySpace}, 5, 5},
		{"Escape picks nothing", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape}, 6, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, picked := openMenu(t, numberedOptions(30), 5)
			for _, k := range c.keys {
				m.TypedKey(&fyne.KeyEvent{Name: k})
			}
			if m.cursor != c.cursor || *picked != c.picked {
				t.Errorf("cursor %d, picked %d; want %d, %d", m.cursor, *picked, c.cursor, c.picked)
			}
			if m.cursor < m.first || m.cursor >= m.first+m.visibleRows() {
				t.Errorf("the cursor %d is not among the rows from %d", m.cursor, m.first)
			}
		})
	}
}

// Letters find the option that begins with them, in both cases and with Danish letters.
func TestMenuListFindsByLetters(t *testing.T) {
	options := []string{"Aktivering", "Arbejdsprøvning", "Behandling", "En pause", "En uge", "Ældre", "Øvrige"}
	for _, c := range []struct {
		write string
		want  string
	}{
		{"b", "Behandling"},
		{"ar", "Arbejdsprøvning"},
		{"AR", "Arbejdsprøvning"},
		{"ø", "Øvrige"},
		{"Æ", "Ældre"},
		{"en u", "En uge"},
		{"bx", "Behandling"},       // no such option
		{"bø", "Øvrige"},           // begins again with the last letter
		{" a", "Aktivering"},       // a space first is the key that picks
		{"arx", "Arbejdsprøvning"}, // no option begins so, nor with x: stays
		{"arb", "Arbejdsprøvning"},
	} {
		m, picked := openMenu(t, options, 0)
		for _, r := range c.write {
			m.TypedRune(r)
		}
		if got := options[m.cursor]; got != c.want {
			t.Errorf("%q finds %s, want %s", c.write, got, c.want)
		}
		if m.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}); *picked != notPicked {
			t.Errorf("%q: a space between letters picks", c.write)
		}
		m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		if m.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}); *picked != m.cursor {
			t.Errorf("%q: Space does not pick after Backspace", c.write)
		}
	}
}

func TestMenuListByPointer(t *testing.T) {
	m, picked := openMenu(t, numberedOptions(30), 0)
	at := func(row float32) fyne.Position { return fyne.NewPos(20, menuPad+row*menuRow) }
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(3.5)}})
	if m.cursor != 3 {
		t.Errorf("the cursor is at %d, the pointer at 3", m.cursor)
	}
	m.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 1)})
	if *picked != notPicked {
		t.Error("a click on the border picks")
	}
	for range 40 {
		m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)})
	}
	m.Tapped(&fyne.PointEvent{Position: at(11.5)})
	if *picked != 29 {
		t.Errorf("the last row is %d", *picked)
	}
	for range 40 {
		m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
	}
	m.Tapped(&fyne.PointEvent{Position: at(0.5)})
	if *picked != 0 {
		t.Errorf("the first row is %d", *picked)
	}
}

// A menu opens inside the window, above its button where there is no room below, and
// gives the focus back when a click outside closes it.
func TestShowMenuPlacement(t *testing.T) {
	test.NewTempApp(t)
	b := NewMenuButton("Eksportér", numberedOptions(5), func(int) {})
	w := test.NewTempWindow(t, b)
	w.SetPadded(false)
	for _, c := range []struct {
		name  string
		y     float32
		above bool
	}{{"room below", 10, false}, {"no room below", 360, true}} {
		w.Resize(fyne.NewSize(300, 400))
		b.Resize(fyne.NewSize(100, 30))
		b.Move(fyne.NewPos(250, c.y))
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		p, ok := w.Canvas().Overlays().Top().(*popover)
		if !ok {
			t.Fatalf("%s: no menu is open", c.name)
		}
		list := p.content
		if (list.Position().Y < c.y) != c.above {
			t.Errorf("%s: the menu is at %g, the button at %g", c.name, list.Position().Y, c.y)
		}
		if right := list.Position().X + list.Size().Width; right > 300 || list.Position().X < 0 {
			t.Errorf("%s: the menu reaches from %g to %g", c.name, list.Position().X, right)
		}
		p.Tapped(&fyne.PointEvent{})
		if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(b) {
			t.Errorf("%s: the menu stays open or keeps the focus", c.name)
		}
	}
	ShowMenu(b, nil, 0, b, func(int) { t.Error("picked from no options") })
	if w.Canvas().Overlays().Top() != nil {
		t.Error("a menu without options opens")
	}
}
