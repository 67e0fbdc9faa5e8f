// SPDX-License-Identifier: MPL-2.0

package screen

import (
	"context"
	"errors"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Latest runs one query at a time, such as that of a list whose filters change: a
// newer query cancels the one before and drops its result. The zero value is ready to
// use; the methods belong to the UI goroutine.
type Latest struct {
	generation int
	cancel     func()
}

// Run runs work, then done, unless there is a newer query by then or the query was
// cancelled.
func (l *Latest) Run(run widgets.Runner, work func(ctx context.Context) error, done func(err error)) {
	l.Cancel()
	generation, finished := l.generation, false
	cancel := run(work, func(err error) {
		finished = true
		if generation != l.generation || errors.Is(err, context.Canceled) {
			return
		}
		l.cancel = nil
		done(err)
	})
	if !finished {
		l.cancel = cancel
	}
}

// Cancel cancels the running query, if any.
func (l *Latest) Cancel() {
	l.generation++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

// Generation is the number of the latest query. What was read for an earlier one no
// longer belongs to the screen.
func (l *Latest) Generation() int { return l.generation }
