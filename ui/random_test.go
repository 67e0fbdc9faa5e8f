// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"flag"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/setup"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

var (
	monkeyFor  = flag.Duration("monkey", 0, "how long the random events go on; by default there are a few hundred")
	monkeySeed = flag.Uint64("monkeyseed", 1, "seed of the random events")
)

// monkeyEvents is how many events the everyday test has.
const monkeyEvents = 300

// monkey makes random events: keys, letters, shortcuts and the pointer.
type monkey struct {
	*rand.Rand
	s *Shell
}

// keysOfMonkey are the keys that some screen handles.
var keysOfMonkey = []fyne.KeyName{
	fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown,
	fyne.KeyReturn, fyne.KeySpace, fyne.KeyEscape, fyne.KeyTab, fyne.KeyBackspace, fyne.KeyDelete,
	fyne.KeyPlus, fyne.KeyMinus, fyne.KeyComma, fyne.KeyPeriod, fyne.KeyF4,
}

// neverChosen are the menu items that end the session.
var neverChosen = map[string]bool{"Afslut": true, "Luk registeret": true, "Lås": true}

func (m *monkey) event() {
	c := m.s.window.Canvas()
	size := c.Size()
	pos := fyne.NewPos(m.Float32()*size.Width, m.Float32()*size.Height)
	switch n := m.IntN(100); {
	case n < 35:
		m.s.press(keysOfMonkey[m.IntN(len(keysOfMonkey))])
	case n < 45:
		if c.Focused() != nil {
			m.s.write(string([]rune("123459aæå -")[m.IntN(11)]))
		}
	case n < 52:
		c.FocusNext()
	case n < 68:
		test.TapCanvas(c, pos)
	case n < 86:
		test.MoveMouse(c, pos)
	case n < 92:
		test.Scroll(c, pos, m.Float32()*80-40, m.Float32()*80-40)
	case n < 96:
		test.Drag(c, pos, m.Float32()*200-100, m.Float32()*40-20)
	default:
		m.chooseAny()
	}
}

// chooseAny runs a menu item, as its shortcut does.
func (m *monkey) chooseAny() {
	var items []*fyne.MenuItem
	for _, menu := range m.s.window.MainMenu().Items {
		for _, i := range menu.Items {
			if i.Action != nil && !i.Disabled && !i.IsQuit && !neverChosen[i.Label] {
				items = append(items, i)
			}
		}
	}
	if len(items) > 0 {
		items[m.IntN(len(items))].Action()
	}
}

// TestRandomEvents checks that the program survives any input, and that everything is
// released back on the list. With -monkey it plays for longer and logs the heap, which
// includes what the toolkit caches for a minute after painting.
func TestRandomEvents(t *testing.T) {
	t.Chdir(t.TempDir()) // a monkey saves files, too
	s := window(t, Options{Store: testRegister(t, append(few(), group(24)...))})
	m := &monkey{rand.New(rand.NewPCG(*monkeySeed, 0)), s}
	end := time.Now().Add(*monkeyFor)
	for n := 0; n < monkeyEvents || time.Now().Before(end); n++ {
		switch {
		case find[*entry.CitizenScreen](s.router) != nil:
			s.pop() // a monkey knows no passphrase
		case find[*setup.Screen](s.router) != nil && *monkeyFor > 0:
			// Each change of the theme leaves some 3 MB of fonts in the toolkit.
			s.goTo(areaCitizens)
		}
		m.event()
		if *monkeyFor > 0 && n%20_000 == 0 {
			var mem runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&mem)
			t.Logf("%d events, %d MB on the heap", n, mem.HeapAlloc>>20)
		}
	}
	m.toList(t)
	if n := len(s.session.work.cancels); n > 0 {
		t.Errorf("%d pieces of work still run", n)
	}
	if n := len(s.session.work.beforeClose); n > 0 {
		t.Errorf("%d screens that were left still have work to do before closing", n)
	}
	if s.names(t) == "" {
		t.Error("the list is empty")
	}
}

// toList closes what is open and goes to the list.
func (m *monkey) toList(t *testing.T) {
	t.Helper()
	s := m.s
	for s.window.Canvas().Overlays().Top() != nil {
		s.press(fyne.KeyEscape)
	}
	for tries := 0; !s.inside(); tries++ {
		if tries == 50 {
			t.Fatalf("there is no way back in:\n%s", s.texts())
		}
		s.press(fyne.KeyTab, fyne.KeyReturn)
	}
	s.goTo(areaCitizens)
}
