// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Shell is the window and the stack of screens it shows.
type Shell struct {
	window fyne.Window
	run    widgets.Runner
	after  widgets.After
	o      Options
	look
	clipboard clipboard
	idle      *idleWatch

	session *session // nil while no register is open
	resume  *resumePoint
	closing sync.WaitGroup // registers that are being closed

	*router
	area  areaID
	saved map[areaID]func() // shows an area again as it was left
	frame frame

	lastRegister string // folder of the register opened last
	crashShown   bool   // in a dialog

	quitting bool
	quit     func()
}

// New returns the window, showing the start page. run is [widgets.Background] in the
// program and [widgets.Inline] in most tests.
func New(a fyne.App, o Options, run widgets.Runner) (*Shell, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.After == nil {
		o.After = widgets.AfterOnUI
	}
	if o.Store == "" {
		o.Store = o.Getenv(crashRegisterVariable)
	}
	if day := o.Getenv("FREMSKRIDT_TODAY"); o.Today.IsZero() && day != "" {
		var err error
		if o.Today, err = model.ParseDate(day, model.DateOf(o.Now())); err != nil {
			return nil, fmt.Errorf("FREMSKRIDT_TODAY: %w", err)
		}
	}
	s := &Shell{
		look:   look{app: a, settings: settings{a.Preferences()}, getenv: o.Getenv},
		window: a.NewWindow("Fremskridt"), run: run, after: o.After, o: o, clipboard: clipboard{app: a}, quit: a.Quit,
	}
	if o.Recorder == nil {
		s.o.Recorder = diagnostics.None()
	} else {
		s.run, s.after = s.recoverRunner(run), s.recoverTimer(o.After)
	}
	s.router = &router{env: s.env, present: s.present, onFresh: s.countUrgent}
	s.idle = &idleWatch{
		now: o.Now, after: s.after, minutes: s.settings.idleMinutes, onBackup: s.backUp,
		onIdle:  func(minutes int) { s.lock(s.words.N("unlock.locked_idle", minutes)) },
		onSleep: func() { s.lock(s.words.T("unlock.locked_sleep")) },
	}
	s.window.SetPadded(false)
	s.window.SetMaster()
	if err := s.loadLanguage(); err != nil {
		return nil, err
	}
	s.applyTheme()
	a.Settings().AddListener(func(fyne.Settings) { fyne.Do(s.onSystemTheme) })
	s.showStart()
	return s, nil
}

// Window returns the program's window.
func (s *Shell) Window() fyne.Window { return s.window }

// Start opens the register given in the options, if any. It is called once the window
// is shown.
func (s *Shell) Start() {
	s.showRestart()
	if s.o.Store != "" {
		s.openRegister(s.o.Store, s.startFailed)
		return
	}
	s.focusFirst()
}

func (s *Shell) today() model.Date { return screen.Env{Now: s.o.Now, FixedToday: s.o.Today}.Today() }

func (s *Shell) showStart() {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	s.dropAll()
	s.pushFixed(func(env screen.Env) screen.Screen {
		o := start.Options{
			Env: env, Recent: s.settings.recent(), Home: home, OnCreate: s.createRegister, OnOpen: s.openRegister,
			Judge: func(text string, names ...string) (string, bool) { return messages.Passphrase(s.words, text, names...) },
		}
		if s.o.Demo != nil {
			o.OnDemo = s.tryDemo
		}
		return start.New(o)
	}, s.showStart)
}

// toStart goes to the start page; the next register opens at its first screen.
func (s *Shell) toStart() {
	s.resume = nil
	s.showStart()
}

// onStart calls do with the start page, which is shown first.
func (s *Shell) onStart(do func(*start.Screen)) {
	if find[*start.Screen](s.router) == nil {
		s.toStart()
	}
	do(find[*start.Screen](s.router))
}

func (s *Shell) startFailed(err error) {
	if p := find[*start.Screen](s.router); err != nil && p != nil {
		p.ShowError(err)
	}
}

// shorten returns a folder as it is shown, with ~ for the home folder.
func shorten(dir string) string {
	home, err := os.UserHomeDir()
	if rest, ok := strings.CutPrefix(dir, home+string(filepath.Separator)); ok && err == nil && home != "" {
		return filepath.Join("~", rest)
	}
	return dir
}

// municipalityTitle returns the name of a municipality with the word for it.
func municipalityTitle(w *assets.Words, name string) string {
	if strings.HasSuffix(strings.ToLower(name), "kommune") {
		return name
	}
	return w.T("title.municipality", "Name", name)
}
