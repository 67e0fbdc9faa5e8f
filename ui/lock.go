// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/ui/saving"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// resumePoint is what the same user sees again after unlocking the register.
type resumePoint struct {
	dir, initials  string
	area           areaID
	screens        []func()          // from [router.saveStack]
	saved          map[areaID]func() // from [router]
	keyUnconfirmed bool              // a recovery key was visible and not confirmed
}

// onLock locks the register because the user asks for it.
func (s *Shell) onLock() { s.lock(s.words.T("unlock.locked")) }

// lock closes the register, drops everything that was read from it, and asks for the
// passphrase. why is the sentence shown there.
func (s *Shell) lock(why string) {
	if s.session == nil {
		return
	}
	now := s.session
	at := &resumePoint{dir: now.register.Dir(), initials: now.user.Initials, area: s.area, screens: s.saveStack(), saved: s.saved}
	at.keyUnconfirmed = find[*unlock.KeyPage](s.router) != nil
	if len(at.screens) > 0 || at.keyUnconfirmed {
		s.resume = at
	}
	wait := s.endSession()
	s.showUnlock(unlock.State{Dir: now.register.Dir(), Initials: now.user.Initials, NoPassphrase: now.invented, LockedMessage: why})
	page := find[*unlock.Screen](s.router)
	page.SetBusy(s.words.T("unlock.locking"))
	s.closing.Add(1)
	s.run(func(context.Context) error {
		defer s.closing.Done()
		return errors.Join(wait(), now.register.Lock())
	}, func(err error) {
		s.logUnsaved(err)
		page.ShowError(err)
		if s.isTop(page) {
			page.FocusFirst()
		}
	})
}

// backUp makes the backup of the day in the background, for a register that is locked
// but never closed.
func (s *Shell) backUp() {
	if !s.inside() {
		return
	}
	own := s.session.ownAccess()
	s.session.work.run(func(ctx context.Context) error {
		_, _, err := own.BackupIfDue(ctx)
		return err
	}, s.showError)
}

// endSession drops the screens, what lies above them and what was copied, and cancels
// their work. The register may be closed once wait has returned; its error is of what could
// not be saved.
func (s *Shell) endSession() (wait func() error) {
	now := s.session
	s.dropAll()
	s.session, s.saved, s.frame.rail = nil, nil, nil
	s.idle.stop()
	c := s.window.Canvas()
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	c.Unfocus()
	s.clipboard.clearOwn()
	return now.work.end()
}

// closeToStart closes the register and goes to the start page.
func (s *Shell) closeToStart() {
	s.closeRegister(func(err error) {
		s.toStart()
		s.startFailed(err)
	})
}

// onQuit closes the register and then the window. The second time it does not wait.
// Where something could not be saved, the window stays open and says so.
func (s *Shell) onQuit() {
	if s.quitting {
		s.quit()
		return
	}
	s.leaveTop(func() {
		s.settings.setSize(s.window.Canvas().Size())
		s.quitting = true
		s.closeRegister(func(err error) {
			if unsaved := (*saving.UnsavedError)(nil); !errors.As(err, &unsaved) {
				s.quit()
				return
			}
			s.quitting = false
			s.toStart()
			s.startFailed(err)
		})
	})
}

// logUnsaved records that something could not be saved before the register was closed.
func (s *Shell) logUnsaved(err error) {
	if unsaved := (*saving.UnsavedError)(nil); errors.As(err, &unsaved) {
		s.o.Recorder.Warn("not saved", "changes", unsaved.Changes, "code", messages.ErrorCode(unsaved.Err))
	}
}

// closeRegister closes the register, if one is open, and makes the backup of the day
// if there is none. then gets the error, which does not keep the register open.
func (s *Shell) closeRegister(then func(err error)) {
	now := s.session
	if now == nil {
		then(nil)
		return
	}
	backUp := s.inside()
	s.resume = nil
	wait := s.endSession()
	s.window.SetMainMenu(s.menu())
	s.fillWindow(widgets.NewBusy(s.words.T("close.busy"), s.words.T("close.note")))
	s.updateTitle()
	s.closing.Add(1)
	s.run(func(ctx context.Context) error {
		defer s.closing.Done()
		err := wait()
		if backUp {
			_, _, failed := now.ownAccess().BackupIfDue(ctx)
			err = errors.Join(err, failed)
		}
		return errors.Join(err, now.register.Close())
	}, func(err error) {
		s.logUnsaved(err)
		then(err)
	})
}

// Close closes the register and waits for one that is being closed.
func (s *Shell) Close() error { return s.close(false) }

// close is [Shell.Close], with the backup of the day where that is asked for.
func (s *Shell) close(backUp bool) error {
	s.idle.stop()
	err := s.closeRegisters(backUp)
	s.clipboard.clearOwn()
	return err
}

// closeRegisters saves what is not saved yet and closes the register, after the backup of
// the day where that is asked for. It touches no widget.
func (s *Shell) closeRegisters(backUp bool) (err error) {
	if now := s.session; now != nil {
		backUp = backUp && s.inside()
		s.session = nil
		err = now.work.end()()
		s.logUnsaved(err)
		if backUp {
			_, _, failed := now.ownAccess().BackupIfDue(context.Background())
			err = errors.Join(err, failed)
		}
		err = errors.Join(err, now.register.Close())
	}
	s.closing.Wait()
	return err
}
