// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// AppID identifies the program to the system, which stores its preferences under it.
const AppID = "dk.fremskridt.app"

// Options configure the window.
type Options struct {
	// Now is the clock, by default [time.Now]. Tests set it.
	Now func() time.Time
	// Today is the day that figures, lists and the demo count as today, as on the
	// command line: by default that of the environment variable FREMSKRIDT_TODAY, or
	// else of Now. What is entered, logged or backed up is dated by Now.
	Today model.Date
	// Getenv reads the environment, by default [os.Getenv].
	Getenv  func(name string) string
	Version assets.Version
	// Demo creates a register of an invented municipality in a new folder. Its data
	// end today. If Demo is nil, the start page does not offer one.
	Demo func(ctx context.Context, dir string, today model.Date, progress func(done, total int)) error
	// DemoDir is where invented municipalities are kept, by default the user's cache.
	DemoDir string
	// After is the timer, by default [widgets.AfterOnUI].
	After widgets.After
	// Cost is the cost of key stretching for new passphrases, by default the usual one.
	Cost vault.Cost
	// Store is a register to open at once. By default it is the one that was open when
	// the program crashed and started again.
	Store string
	// Signals close the window as a person would.
	Signals []os.Signal
	// Recorder writes the program's log and crash files. Without one, a panic is not
	// recovered but by the event loop.
	Recorder *diagnostics.Recorder
}

// Run shows the window and returns when it is closed.
func Run(o Options) error {
	a := app.NewWithID(AppID)
	a.SetIcon(fyne.NewStaticResource("fremskridt.png", assets.Icon))
	s, err := New(a, o, widgets.Background)
	if err != nil {
		return err
	}
	s.window.Resize(s.settings.size())
	a.Lifecycle().SetOnStarted(func() {
		protectEvents(s.window, s.protect)
		s.Start()
	})
	s.window.SetCloseIntercept(s.onQuit)
	stop := s.closeOnSignal(o.Signals)
	err = crash.Catch(func() error {
		s.window.ShowAndRun()
		return nil
	})
	caught := stop()
	if err == nil {
		// The toolkit ends its loop on some signals by itself.
		return s.close(caught)
	}
	sentence, file := s.closeAfterCrash(err)
	if started, err := s.restart(file); !started || err != nil {
		return errors.Join(errors.New(sentence), err)
	}
	return nil
}

// closeOnSignal closes the register and the window, without asking, when a signal comes.
// The next one has its usual effect.
func (s *Shell) closeOnSignal(which []os.Signal) (stop func() (caught bool)) {
	var caught atomic.Bool
	signals, done := make(chan os.Signal, 1), make(chan struct{})
	if len(which) > 0 {
		signal.Notify(signals, which...)
	}
	go func() {
		err := crash.Catch(func() error {
			select {
			case <-signals:
				caught.Store(true)
				signal.Stop(signals)
				fyne.Do(s.quitWithoutAsking)
			case <-done:
			}
			return nil
		})
		if err != nil {
			fyne.Do(func() { s.showError(err) })
		}
	}()
	return func() bool {
		signal.Stop(signals)
		close(done)
		return caught.Load()
	}
}

// quitWithoutAsking closes the register, with what is not saved yet and the backup of
// the day, and then the window.
func (s *Shell) quitWithoutAsking() {
	if s.quitting {
		return
	}
	s.quitting = true
	s.closeRegister(func(error) { s.quit() })
}
