package ui

import (
	"flag"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	_ "unsafe" // to reach the toolkit's caches by name

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

var (
	monkeyFor  = flag.Duration("monkey", 0, "how long the random events go on; by default there are a few hundred")
	monkeySeed = flag.Uint64("monkeyseed", 1, "seed of the random events")
)

// monkeyEvents are those of the everyday test.
const monkeyEvents = 600

// monkey plays with the window: keys, letters, shortcuts and the pointer, anywhere.
type monkey struct {
	*rand.Rand
	s *Shell
}

// keysOfMonkey are those that do something somewhere.
var keysOfMonkey = []fyne.KeyName{
	fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown,
	fyne.KeyReturn, fyne.KeySpace, fyne.KeyEscape, fyne.KeyTab, fyne.KeyBackspace, fyne.KeyDelete,
	fyne.KeyPlus, fyne.KeyMinus, fyne.KeyComma, fyne.KeyPeriod, fyne.KeyF4,
}

// neverChosen are the items of the menu that end the play.
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

// chooseAny runs an item of the menu, as its shortcut does.
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

// The toolkit keeps what draws a widget until some time after it was last painted,
// and the driver of the tests never throws it away. Before the heap is measured
// everything counts as long ago.

//go:linkname destroyExpiredRenderers fyne.io/fyne/v2/internal/cache.destroyExpiredRenderers
func destroyExpiredRenderers(now time.Time)

//go:linkname destroyExpiredCanvases fyne.io/fyne/v2/internal/cache.destroyExpiredCanvases
func destroyExpiredCanvases(now time.Time)

//go:linkname destroyExpiredFontMetrics fyne.io/fyne/v2/internal/cache.destroyExpiredFontMetrics
func destroyExpiredFontMetrics(now time.Time)

//go:linkname destroyExpiredSvgs fyne.io/fyne/v2/internal/cache.destroyExpiredSvgs
func destroyExpiredSvgs(now time.Time)

// Whatever is pressed, in whatever order, the program goes on; and when it is back
// on the list it holds no more than before. With -monkey it plays for longer.
func TestRandomEvents(t *testing.T) {
	t.Chdir(t.TempDir()) // a monkey saves files, too
	s := window(t, Options{Store: testRegister(t, append(few(), group(24)...))})
	m := &monkey{rand.New(rand.NewPCG(*monkeySeed, 0)), s}
	play := func(events int, until time.Time) int {
		n := 0
		for ; n < events || time.Now().Before(until); n++ {
			switch {
			case find[*entry.Citizen](s) != nil: // the citizen's screen, which a monkey does not leave
				s.pop()
			case find[*setup.Screen](s) != nil && *monkeyFor > 0:
				// There the theme is changed, and of every theme that there was the
				// toolkit's shaper keeps some 3 MB of fonts.
				s.goTo(areaCitizens)
			}
			m.event()
		}
		return n
	}
	rest := func() uint64 {
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
		for _, destroy := range []func(now time.Time){
			destroyExpiredRenderers, destroyExpiredCanvases, destroyExpiredFontMetrics, destroyExpiredSvgs,
		} {
			destroy(time.Now().Add(time.Hour))
		}
		var mem runtime.MemStats
		for range 3 {
			runtime.GC()
		}
		runtime.ReadMemStats(&mem)
		return mem.HeapAlloc
	}
	play(monkeyEvents/2, time.Now().Add(*monkeyFor/6)) // what is made once, fonts and the like, is made
	before := rest()
	n := play(monkeyEvents/2, time.Now().Add(*monkeyFor))
	after := rest()
	t.Logf("%d events; the heap holds %.1f MB, before %.1f MB", n, float64(after)/1e6, float64(before)/1e6)
	if after > before+before/10 {
		t.Errorf("the heap holds %d bytes, before %d", after, before)
	}
}
