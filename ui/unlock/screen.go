// SPDX-License-Identifier: MPL-2.0

package unlock

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Options configure the page. The On functions do what the user asks for and call
// done once, with the error if it failed.
type Options struct {
	screen.Env

	OnUnlock func(initials string, pass []byte, done func(err error))
	// OnRecover sets a user's new passphrase with the recovery key, and opens.
	OnRecover       func(code, initials string, pass []byte, done func(err error))
	OnOtherRegister func()

	// Judge comments on a new passphrase and reports whether it is good enough.
	Judge func(pass string) (sentence string, good bool)
}

// State is the register that is to be unlocked.
type State struct {
	Dir string
	// Initials of the user, if known.
	Initials string
	// NoPassphrase is set for an invented register, which opens without one.
	NoPassphrase bool
	// LockedMessage says why the register was locked. It is empty if the register
	// was not in use.
	LockedMessage string
}

// Screen is the page that asks for the passphrase.
type Screen struct {
	o  Options
	at State

	initials   *widgets.Entry
	passphrase *widgets.Passphrase
	accept     *widgets.Button
	forgotten  *widgets.Button
	other      *widgets.Button
	status     *status

	recover *recovery // in place of the form, or nil
	content *fyne.Container

	busy bool
	wait time.Duration
	stop func()
}

// New returns the page that unlocks a register.
func New(o Options, at State) *Screen {
	s := &Screen{o: o, at: at}
	s.build()
	return s
}

// State implements [screen.Stateful].
func (s *Screen) State() State { return s.at }

// Title is empty: nothing is known of the register yet.
func (s *Screen) Title() string { return "" }

// Content implements [screen.Screen].
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// FocusFirst gives the keyboard to the first field that is empty.
func (s *Screen) FocusFirst() {
	switch {
	case s.at.NoPassphrase:
		s.o.Focus(s.accept)
	case s.initials.Text() == "":
		s.o.Focus(s.initials.Focusable())
	default:
		s.o.Focus(s.passphrase.Entry.Focusable())
	}
}

// Close wipes what was typed and stops the countdown.
func (s *Screen) Close() {
	s.passphrase.Clear()
	if s.recover != nil {
		s.recover.clear()
	}
	s.stopWait()
}

// SetBusy disables the page and says what it waits for. An empty text enables it.
func (s *Screen) SetBusy(text string) {
	s.busy = text != ""
	s.status.showInfo(text)
	s.enable()
}

// ShowError explains an error. After too many failures it counts down the wait.
func (s *Screen) ShowError(err error) {
	s.SetBusy("")
	var wait *store.WaitError
	if errors.As(err, &wait) {
		s.passphrase.Clear()
		s.countdown(wait.For)
		return
	}
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	s.status.showError(s.o.Explain(err))
	if errors.Is(err, store.ErrWrongPassphrase) {
		s.passphrase.Clear()
		s.passphrase.Focus()
		return
	}
	s.o.Focus(s.accept)
}

func (s *Screen) build() {
	w := s.o.Words
	s.initials = widgets.NewEntry()
	s.initials.SetText(s.at.Initials)
	s.initials.SetPlaceholder(w.T("start.initials_hint"))
	s.initials.OnSubmitted = func(string) { s.passphrase.Focus() }
	s.passphrase = widgets.NewPassphrase(w.T("passphrase.show"), w.T("passphrase.hide"))
	s.passphrase.Entry.OnSubmitted = func(string) { s.onAccept() }
	s.accept = widgets.NewPrimaryButton(widgets.IconLock, w.T("unlock.accept"), s.onAccept)
	s.forgotten = widgets.NewButton(w.T("unlock.forgotten"), s.onForgotten)
	s.forgotten.Variant = widgets.Quiet
	s.other = widgets.NewButton(w.T("unlock.other"), func() { s.o.OnOtherRegister() })
	s.other.Variant = widgets.Quiet
	s.status = newStatus(func() { s.content.Refresh() })
	s.show()
}

// show puts the form, or that of the recovery key, on the page.
func (s *Screen) show() {
	w := s.o.Words
	second := s.at.LockedMessage
	if second == "" {
		second = s.o.Shorten(s.at.Dir)
	}
	name := strings.TrimSuffix(filepath.Base(s.at.Dir), filepath.Ext(s.at.Dir))
	head := heading{title: name, subtitle: second}
	if s.recover != nil {
		head = heading{title: w.T("recover.title"), subtitle: name}
		s.set(head.page(s.recover.card()))
		return
	}
	var rows []fyne.CanvasObject
	if s.at.NoPassphrase {
		rows = append(rows, widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("unlock.open")}))
	} else {
		rows = append(rows,
			widgets.NewField(w.T("start.initials"), s.initials), widgets.NewField(w.T("unlock.passphrase"), s.passphrase))
	}
	rows = append(rows, s.status.objects()...)
	rows = append(rows, line(s.accept))
	s.forgotten.Hidden = s.at.NoPassphrase
	s.set(head.page(card(rows...), quietButtons(s.forgotten, s.other)))
}

func (s *Screen) set(o fyne.CanvasObject) {
	if s.content == nil {
		s.content = container.NewStack(o)
		return
	}
	s.content.Objects = []fyne.CanvasObject{o}
	s.content.Refresh()
}

func (s *Screen) enable() {
	idle := !s.busy && s.wait == 0
	setEnabled(idle, s.accept)
	setEnabled(!s.busy, s.initials, s.passphrase, s.other, s.forgotten)
}

func (s *Screen) onAccept() {
	if s.busy || s.wait > 0 {
		return
	}
	initials, pass := strings.TrimSpace(s.initials.Text()), s.passphrase.Text()
	switch {
	case s.at.NoPassphrase:
		initials, pass = s.at.Initials, ""
	case initials == "":
		s.status.showError(s.o.Words.T("unlock.need_initials"))
		s.initials.Focus()
		return
	case pass == "":
		s.status.showError(s.o.Words.T("unlock.need_passphrase"))
		s.passphrase.Focus()
		return
	}
	s.SetBusy(s.o.Words.T("unlock.busy"))
	s.o.OnUnlock(initials, []byte(pass), func(err error) {
		if err == nil {
			s.Close()
			return
		}
		s.ShowError(err)
	})
}

// countdown shows the seconds left until the next attempt.
func (s *Screen) countdown(left time.Duration) {
	s.stopWait()
	s.wait = max(0, left)
	s.enable()
	if s.wait == 0 {
		s.status.clear()
		if !s.passphrase.Entry.Focused() { // keep the cursor where the user is typing
			s.passphrase.Focus()
		}
		return
	}
	s.status.showError(s.o.Explain(&store.WaitError{For: s.wait}))
	s.stop = s.o.After(time.Second, func() {
		s.stop = nil
		s.countdown(left - time.Second)
	})
}

func (s *Screen) stopWait() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	s.wait = 0
}

// onForgotten shows the form of the recovery key.
func (s *Screen) onForgotten() {
	s.passphrase.Clear()
	s.status.clear()
	s.recover = newRecovery(s)
	s.show()
	s.o.Focus(s.recover.code.Focusable())
}

// onBack goes back from the recovery key to the passphrase.
func (s *Screen) onBack() {
	s.recover.clear()
	s.recover = nil
	s.show()
	s.FocusFirst()
}

// TypedKey implements [screen.KeyHandler].
func (s *Screen) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && s.recover != nil && !s.recover.busy {
		s.onBack()
	}
}
