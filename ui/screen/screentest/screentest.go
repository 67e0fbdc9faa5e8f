// SPDX-License-Identifier: MPL-2.0

// Package screentest shows a screen in a test window, without the shell, and records
// what the screen asks the shell to do.
package screentest

import (
	"bytes"
	"context"
	"io"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Shell replaces the shell in tests. Its fields record what a screen asked for.
type Shell struct {
	Window fyne.Window

	Toasts   []string
	Copied   string
	Backs    int // how often the screen went back
	Changes  int // how often it reported changed data
	Folder   string
	FileName string       // last name suggested to SaveAs
	File     bytes.Buffer // what was written to it
	Opened   []string
	// BeforeClose is the work that is registered to be done before closing.
	BeforeClose []func(ctx context.Context) error

	tb    testing.TB
	shown screen.Screen
	words *assets.Words
	now   func() time.Time
}

// New starts a test app in Danish and light, with the clock at now.
func New(tb testing.TB, now func() time.Time) *Shell {
	tb.Helper()
	test.NewTempApp(tb)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
	words, err := assets.NewWords(model.Danish)
	if err != nil {
		tb.Fatal(err)
	}
	return &Shell{tb: tb, words: words, now: now}
}

// Env returns the environment to build a screen with. Work runs inline and timers
// never fire; a test may replace Run and After.
func (s *Shell) Env() screen.Env {
	return screen.Env{
		Words: s.words, Now: s.now, Run: widgets.Inline,
		After: func(time.Duration, func()) func() { return func() {} },
		BeforeClose: func(do func(ctx context.Context) error) func() {
			s.BeforeClose = append(s.BeforeClose, do)
			return func() { s.BeforeClose = nil }
		},
		Canvas:       func() fyne.Canvas { return s.Window.Canvas() },
		Focus:        func(w fyne.Focusable) { s.Window.Canvas().Focus(w) },
		Visible:      func() bool { return true },
		Explain:      func(err error) string { return err.Error() + "." },
		Toast:        func(text string) { s.Toasts = append(s.Toasts, text) },
		Copy:         func(text string) { s.Copied = text },
		Back:         func() { s.Backs++ },
		Changed:      s.changed,
		TitleChanged: func() {},
		PickFolder:   func(picked func(dir string)) { picked(s.Folder) },
		SaveAs: func(_, name string, write func(ctx context.Context, w io.Writer) error, done func(path string)) {
			s.FileName = name
			s.File.Reset()
			if err := write(s.tb.Context(), &s.File); err != nil {
				s.tb.Errorf("write %s: %v", name, err)
				return
			}
			done("/tmp/" + name)
		},
		OpenFile: func(path string) { s.Opened = append(s.Opened, path) },
		Shorten:  func(dir string) string { return dir },
	}
}

// Show opens a window on the screen, loads it and gives it the keyboard, as the
// shell does.
func (s *Shell) Show(sc screen.Screen) {
	s.tb.Helper()
	s.shown = sc
	s.Window = test.NewWindow(sc.Content())
	s.tb.Cleanup(s.Window.Close)
	s.Window.SetPadded(false)
	s.Window.Resize(fyne.NewSize(1278, 712))
	if k, ok := sc.(screen.KeyHandler); ok {
		s.Window.Canvas().SetOnTypedKey(k.TypedKey)
	}
	if l, ok := sc.(screen.Loader); ok {
		l.Load()
	}
	if f, ok := sc.(screen.Focuser); ok {
		f.FocusFirst()
	}
}

// changed refreshes the screen, as the shell does.
func (s *Shell) changed() {
	s.Changes++
	if r, ok := s.shown.(screen.Refresher); ok {
		r.Refresh()
	}
}

// LastToast returns the latest message, or "".
func (s *Shell) LastToast() string {
	if len(s.Toasts) == 0 {
		return ""
	}
	return s.Toasts[len(s.Toasts)-1]
}

// Choose runs the enabled command of the screen's menu with a name.
func (s *Shell) Choose(sc screen.MenuProvider, name string) {
	s.tb.Helper()
	m := sc.Menu()
	for _, c := range slices.Concat(m.Commands, m.View) {
		if c.Name == name && !c.Disabled {
			c.Do()
			return
		}
	}
	s.tb.Fatalf("no enabled command %q", name)
}
