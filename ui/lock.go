package ui

import (
	"context"
	"errors"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/unlock"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// idleTick is how often it is seen whether somebody is there. A tick that comes
// much later than it should tells that the machine has slept.
const (
	idleTick       = 15 * time.Second
	sleepThreshold = time.Minute
)

// How long after the register was opened, and how often from then on, it is seen
// whether there is a backup of today.
const (
	firstBackupDelay = 5 * time.Minute
	backupInterval   = time.Hour
)

// onLock locks the register because somebody asks for it.
func (s *Shell) onLock() { s.lock(s.words.T("unlock.locked")) }

// lock closes the register and forgets all that was shown, then asks for the
// passphrase. The same user comes back to the same place.
func (s *Shell) lock(why string) {
	if s.session == nil {
		return
	}
	now := s.session
	if !now.modal || s.handed != nil {
		s.left = &resumePoint{dir: now.register.Dir(), initials: now.user.Initials, state: s.where()}
	} else if s.key != nil {
		s.left = &resumePoint{dir: now.register.Dir(), initials: now.user.Initials, keyUnconfirmed: true}
	}
	s.dropScreens()
	wait := now.work.end()
	s.showUnlock(unlock.Options{Dir: now.register.Dir(), Initials: now.user.Initials, NoPassphrase: now.invented, LockedMessage: why})
	page := s.asking
	page.SetBusy(s.words.T("unlock.locking"))
	s.closing.Add(1)
	s.run(func(context.Context) error {
		defer s.closing.Done()
		wait()
		return now.register.Lock()
	}, func(err error) {
		page.ShowError(err)
		if s.asking == page {
			page.FocusFirst()
		}
	})
}

// dropScreens drops every screen of the session, what lies over them and what was
// copied from them.
func (s *Shell) dropScreens() {
	if s.handed != nil {
		s.window.SetFullScreen(false)
	}
	s.session = nil
	s.at = place{}
	s.stopIdle()
	s.screens = screens{}
	c := s.window.Canvas()
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	c.Unfocus()
	s.rail = nil
	s.clearOwnClipboard()
}

// copy puts text on the clipboard and remembers that it is ours.
func (s *Shell) copy(text string) {
	s.app.Clipboard().SetContent(text)
	s.copied = text
}

// clearOwnClipboard takes back what was copied, unless somebody has copied
// something else since.
func (s *Shell) clearOwnClipboard() {
	if s.copied != "" && s.app.Clipboard().Content() == s.copied {
		s.app.Clipboard().SetContent("")
	}
	s.copied = ""
}

// wallClock is the time of day, which goes on while the machine sleeps.
func (s *Shell) wallClock() time.Time { return s.o.Now().Round(0) }

// noteActivity notes that somebody is at the window.
func (s *Shell) noteActivity() {
	if s.session != nil {
		s.idle.lastActive = s.wallClock()
	}
}

// idle is when somebody was last at the window.
type idle struct {
	lastActive time.Time
	lastTick   time.Time
	nextBackup time.Time // when it is next seen whether there is one of today
	stop       func()
}

// watchIdle begins to see whether somebody is there.
func (s *Shell) watchIdle() {
	s.stopIdle()
	s.idle.lastActive, s.idle.lastTick = s.wallClock(), s.wallClock()
	s.idle.nextBackup = s.wallClock().Add(firstBackupDelay)
	s.idle.stop = s.after(idleTick, s.tickIdle)
}

func (s *Shell) stopIdle() {
	if s.idle.stop != nil {
		s.idle.stop()
		s.idle.stop = nil
	}
}

func (s *Shell) tickIdle() {
	s.idle.stop = nil
	if s.session == nil {
		return
	}
	now, minutes := s.wallClock(), s.settings.idleMinutes()
	slept := now.Sub(s.idle.lastTick) > idleTick+sleepThreshold
	s.idle.lastTick = now
	if now.Before(s.idle.lastActive) { // the clock was set back
		s.idle.lastActive = now
	}
	switch {
	case slept:
		s.lock(s.words.T("unlock.locked_sleep"))
	case now.Sub(s.idle.lastActive) >= time.Duration(minutes)*time.Minute:
		s.lock(s.words.N("unlock.locked_idle", minutes))
	default:
		s.idle.stop = s.after(idleTick, s.tickIdle)
		if !now.Before(s.idle.nextBackup) {
			s.idle.nextBackup = now.Add(backupInterval)
			s.backUp()
		}
	}
}

// backUp makes the backup of the day in the background, so that a register that
// is only ever locked has one too.
func (s *Shell) backUp() {
	if s.session.modal {
		return
	}
	own := s.session.ownAccess()
	s.session.work.run(func(ctx context.Context) error {
		_, _, err := own.BackupIfDue(ctx)
		return err
	}, s.tell)
}

// closeToStart closes the register and goes to the start page.
func (s *Shell) closeToStart() { s.closeRegister(s.onClosed) }

func (s *Shell) onClosed(err error) {
	s.toStart()
	if err != nil {
		s.start.ShowError(err)
	}
}

// onQuit closes the register and then the window. Asked twice it waits no
// longer.
func (s *Shell) onQuit() {
	if s.handed != nil {
		s.handed.Ask()
		return
	}
	s.settings.setSize(s.window.Canvas().Size())
	if s.quitting {
		s.quit()
		return
	}
	s.leaveForm(func() {
		s.quitting = true
		s.closeRegister(func(error) { s.quit() })
	})
}

// closeRegister closes the register, if one is open, and takes a copy of it where
// there is none of today. That this fails holds nobody up.
func (s *Shell) closeRegister(then func(err error)) {
	now := s.session
	if now == nil {
		then(nil)
		return
	}
	s.dropScreens()
	s.left = nil
	wait := now.work.end()
	s.frame(widgets.NewBusy(s.words.T("close.busy"), s.words.T("close.note")))
	s.closing.Add(1)
	s.run(func(ctx context.Context) error {
		defer s.closing.Done()
		wait()
		var err error
		if !now.modal {
			_, _, err = now.ownAccess().BackupIfDue(ctx)
		}
		return errors.Join(err, now.register.Close())
	}, then)
}

// Close closes the register, and waits for one that is being closed.
func (s *Shell) Close() error {
	s.stopIdle()
	var err error
	if now := s.session; now != nil {
		s.session = nil
		now.work.end()()
		err = now.register.Close()
	}
	s.clearOwnClipboard()
	s.closing.Wait()
	return err
}
