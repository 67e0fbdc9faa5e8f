// SPDX-License-Identifier: MPL-2.0

package screentest

import (
	"context"
	"time"
)

// Timers are fired by the test. [Timers.After] replaces the After of an Env.
type Timers struct{ running []*timer }

type timer struct{ f func() }

// After is a [widgets.After].
func (t *Timers) After(_ time.Duration, f func()) (stop func()) {
	next := &timer{f}
	t.running = append(t.running, next)
	return func() { next.f = nil }
}

// Fire fires the timers that are running.
func (t *Timers) Fire() {
	running := t.running
	t.running = nil
	for _, timer := range running {
		if timer.f != nil {
			timer.f()
		}
	}
}

// Steps holds work until the test lets it run. [Steps.Run] replaces the Run of an Env.
type Steps []func()

// Run is a [widgets.Runner].
func (s *Steps) Run(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	*s = append(*s, func() { done(work(context.Background())) })
	return func() {}
}

// Next runs the first piece of work, and reports whether there was one.
func (s *Steps) Next() bool {
	if len(*s) == 0 {
		return false
	}
	work := (*s)[0]
	*s = (*s)[1:]
	work()
	return true
}
