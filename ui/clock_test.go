// SPDX-License-Identifier: MPL-2.0

package ui

import "time"

// clock is the clock of a test. Timers fire while pass lets time go by.
type clock struct {
	at      time.Time
	waiting []*alarm
}

type alarm struct {
	at time.Time
	f  func()
}

func newClock() *clock { return &clock{at: now()} }

func (c *clock) now() time.Time { return c.at }

// after is a widgets.After.
func (c *clock) after(d time.Duration, f func()) (stop func()) {
	a := &alarm{at: c.at.Add(d), f: f}
	c.waiting = append(c.waiting, a)
	return func() { a.f = nil }
}

// pass lets time go by and fires timers.
func (c *clock) pass(d time.Duration) {
	end := c.at.Add(d)
	for {
		next := -1
		for i, a := range c.waiting {
			if !a.at.After(end) && (next < 0 || a.at.Before(c.waiting[next].at)) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		a := c.waiting[next]
		c.waiting = append(c.waiting[:next], c.waiting[next+1:]...)
		if a.at.After(c.at) {
			c.at = a.at
		}
		if a.f != nil {
			a.f()
		}
	}
	c.at = end
}

// sleep lets time go by while the machine sleeps: timers fire when it wakes.
func (c *clock) sleep(d time.Duration) {
	c.at = c.at.Add(d)
	c.pass(0)
}
