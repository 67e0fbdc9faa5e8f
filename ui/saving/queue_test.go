// SPDX-License-Identifier: MPL-2.0

package saving_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/ui/saving"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

var errDisk = errors.New("the disk is full")

// page is a screen that saves, on a register that can fail.
type page struct {
	*screentest.Shell
	*saving.Queue
	timers screentest.Timers
	saved  []string
	done   int
	fail   error
}

func open(t *testing.T, run widgets.Runner) *page {
	t.Helper()
	p := &page{Shell: screentest.New(t, nil)}
	env := p.Env()
	env.Run, env.After = run, p.timers.After
	p.Queue = saving.New(env, func() {})
	p.Show(screentest.Blank{})
	return p
}

func (p *page) write(text, key string) saving.Write {
	return saving.Write{Key: key, Do: func(context.Context) error {
		if p.fail != nil {
			return p.fail
		}
		p.saved = append(p.saved, text)
		return nil
	}, Done: func() { p.done++ }}
}

func (p *page) text() string { return strings.Join(p.saved, " ") }

func TestWritesInOrder(t *testing.T) {
	var work screentest.Steps
	p := open(t, work.Run)
	for _, text := range []string{"a", "b", "c"} {
		p.Put(p.write(text, ""))
	}
	if p.Pending() != 3 || p.done != 0 || len(work) != 1 || p.Status() != "Gemmer …" {
		t.Errorf("%d pending, %d pieces of work, status %q", p.Pending(), len(work), p.Status())
	}
	work.Next()
	if p.text() != "a b c" || p.Pending() != 0 || p.done != 3 || p.Status() != "" {
		t.Errorf("saved %s, %d pending, %d done, status %q", p.text(), p.Pending(), p.done, p.Status())
	}
}

// Only the last waiting write is replaced: the order of what is between stays.
func TestLaterWriteOfAKeyReplaces(t *testing.T) {
	var work screentest.Steps
	p := open(t, work.Run)
	p.Put(p.write("note 1", "note"))
	p.Put(p.write("note 2", "note"))
	p.Put(p.write("answer", ""))
	p.Put(p.write("note 3", "note"))
	p.Put(p.write("note 4", "note"))
	work.Next()
	if want := "note 2 answer note 4"; p.text() != want {
		t.Errorf("saved %s, want %s", p.text(), want)
	}
}

func TestFailureIsTriedAgain(t *testing.T) {
	p := open(t, widgets.Inline)
	p.fail = errDisk
	p.Put(p.write("a", ""))
	p.Put(p.write("b", ""))
	if want := "Ikke gemt endnu – prøver igen. the disk is full."; p.Status() != want || p.Pending() != 2 {
		t.Errorf("status %q, %d pending", p.Status(), p.Pending())
	}
	p.timers.Fire()
	p.fail = nil
	p.timers.Fire()
	if p.text() != "a b" || p.Status() != "" {
		t.Errorf("saved %q, status %q", p.text(), p.Status())
	}
	p.timers.Fire()
	if p.text() != "a b" {
		t.Errorf("the timer was not stopped: saved %q", p.text())
	}
}

func TestPendingIsWrittenBeforeClosing(t *testing.T) {
	var work screentest.Steps
	p := open(t, work.Run)
	p.Put(p.write("a", ""))
	for _, save := range p.BeforeClose {
		if err := save(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if p.text() != "a" {
		t.Errorf("saved %q", p.text())
	}
	work.Next()
	if p.text() != "a" || len(p.BeforeClose) != 0 {
		t.Errorf("saved %q, %d hooks left", p.text(), len(p.BeforeClose))
	}
}

func TestDropKeepsWhatHasBegun(t *testing.T) {
	p := open(t, widgets.Inline)
	p.fail = errDisk
	p.Put(p.write("a", ""))
	p.Drop()
	p.fail = nil
	p.Put(p.write("discard", ""))
	if p.text() != "discard" {
		t.Errorf("saved %q", p.text())
	}
	p.Put(saving.Write{Do: func(context.Context) error {
		p.Drop() // while it is being written
		p.saved = append(p.saved, "b")
		return nil
	}})
	if p.text() != "discard b" || p.Pending() != 0 {
		t.Errorf("saved %q, %d pending", p.text(), p.Pending())
	}
}

// Leaving waits for the register, whether the failure comes at once or later.
func TestLeave(t *testing.T) {
	var work screentest.Steps
	p := open(t, work.Run)
	left := ""
	leave := func(by string) { p.Leave(func() { left += by }) }
	leave("1")
	if left != "1" {
		t.Error("an empty queue keeps the user")
	}
	p.fail = errDisk
	p.Put(p.write("a", ""))
	leave("2")
	leave("3") // meanwhile, by another way
	work.Next()
	if left != "1" || !strings.Contains(p.Texts(), "Den seneste ændring er ikke gemt. the disk is full.") {
		t.Fatalf("left %q, asked\n%s", left, p.Texts())
	}
	p.Keys(fyne.KeyReturn) // again
	work.Next()
	if left != "1" || p.Window.Canvas().Overlays().Top() == nil {
		t.Fatalf("left %q after a second failure", left)
	}
	p.fail = nil
	p.Keys(fyne.KeyReturn)
	work.Next()
	if left != "13" || p.text() != "a" {
		t.Errorf("left %q, saved %q", left, p.text())
	}
}

func TestLeaveAnyway(t *testing.T) {
	p := open(t, widgets.Inline)
	p.fail = errDisk
	p.Put(p.write("a", ""))
	left := false
	p.Leave(func() { left = true })
	p.Tap("Forlad alligevel")
	p.fail = nil
	p.timers.Fire()
	if !left || p.text() != "a" {
		t.Errorf("left %v; what was pending: %q", left, p.text())
	}
}

// Whatever fails and whenever it is tried again, the register gets every write once
// and in order.
func TestEveryWriteOnceAndInOrder(t *testing.T) {
	shell := screentest.New(t, nil)
	rapid.Check(t, func(t *rapid.T) {
		var work screentest.Steps
		p := &page{Shell: shell}
		env := shell.Env()
		env.Run, env.After = work.Run, p.timers.After
		p.Queue = saving.New(env, func() {})
		n := 0
		t.Repeat(map[string]func(*rapid.T){
			"put":   func(*rapid.T) { n++; p.Put(p.write(fmt.Sprint(n), "")) },
			"work":  func(*rapid.T) { work.Next() },
			"fail":  func(*rapid.T) { p.fail = errDisk },
			"mend":  func(*rapid.T) { p.fail = nil },
			"retry": func(*rapid.T) { p.timers.Fire() },
			"": func(t *rapid.T) {
				if len(p.saved)+p.Pending() != n || p.Status() == "" != (p.Pending() == 0 && len(work) == 0) {
					t.Fatalf("%d put, %d saved, %d pending, status %q", n, len(p.saved), p.Pending(), p.Status())
				}
			},
		})
		p.fail = nil
		p.timers.Fire()
		for work.Next() {
		}
		for i, text := range p.saved {
			if text != fmt.Sprint(i+1) {
				t.Fatalf("saved %v", p.saved)
			}
		}
		if len(p.saved) != n {
			t.Fatalf("%d of %d saved", len(p.saved), n)
		}
	})
}
