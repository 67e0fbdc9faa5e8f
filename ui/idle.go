package ui

import (
	"context"
	"time"
)

// idleTick is how often the shell checks for activity. A tick that comes later than
// sleepThreshold means that the machine has slept.
const (
	idleTick       = 15 * time.Second
	sleepThreshold = time.Minute
)

// When after opening a register, and how often from then on, the shell checks whether
// the backup of the day is due.
const (
	firstBackupDelay = 5 * time.Minute
	backupInterval   = time.Hour
)

// idle is when the user was last active.
type idle struct {
	lastActive time.Time
	lastTick   time.Time
	nextBackup time.Time
	stop       func() // stops the timer
}

// wallClock is the time without its monotonic part, so that it includes time asleep.
func (s *Shell) wallClock() time.Time { return s.o.Now().Round(0) }

// noteActivity notes that the user is active. It is called for every key and movement
// of the pointer.
func (s *Shell) noteActivity() {
	if s.session != nil {
		s.idle.lastActive = s.wallClock()
	}
}

// watchIdle begins to check for activity.
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

// tickIdle locks the register after a time without activity or after sleep, and
// otherwise makes the backup of the day.
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
