// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// idleTick is how often activity is checked. A tick that comes later than
// sleepThreshold means that the machine has slept.
const (
	idleTick       = 15 * time.Second
	sleepThreshold = time.Minute
)

// When after the start, and how often from then on, the backup of the day may be made.
const (
	firstBackupDelay = 5 * time.Minute
	backupInterval   = time.Hour
)

// idleWatch calls back when the user has not been active for a time, or the machine has
// slept.
type idleWatch struct {
	now     func() time.Time
	after   widgets.After
	minutes func() int // without activity that are allowed

	onIdle   func(minutes int)
	onSleep  func()
	onBackup func()

	lastActive time.Time
	lastTick   time.Time
	nextBackup time.Time
	stopTimer  func()
}

// wallClock is the time without its monotonic part, so that it includes time asleep.
func (w *idleWatch) wallClock() time.Time { return w.now().Round(0) }

// noteActivity is called for every key and movement of the pointer.
func (w *idleWatch) noteActivity() { w.lastActive = w.wallClock() }

func (w *idleWatch) start() {
	w.stop()
	now := w.wallClock()
	w.lastActive, w.lastTick, w.nextBackup = now, now, now.Add(firstBackupDelay)
	w.stopTimer = w.after(idleTick, w.tick)
}

func (w *idleWatch) stop() {
	if w.stopTimer != nil {
		w.stopTimer()
		w.stopTimer = nil
	}
}

func (w *idleWatch) tick() {
	w.stopTimer = nil
	now, minutes := w.wallClock(), w.minutes()
	slept := now.Sub(w.lastTick) > idleTick+sleepThreshold
	w.lastTick = now
	if now.Before(w.lastActive) { // the clock was set back
		w.lastActive = now
	}
	switch {
	case slept:
		w.onSleep()
	case now.Sub(w.lastActive) >= time.Duration(minutes)*time.Minute:
		w.onIdle(minutes)
	default:
		w.stopTimer = w.after(idleTick, w.tick)
		if !now.Before(w.nextBackup) {
			w.nextBackup = now.Add(backupInterval)
			w.onBackup()
		}
	}
}
