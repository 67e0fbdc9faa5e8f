// SPDX-License-Identifier: MPL-2.0

package group

import (
	"context"
	"errors"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Latest asks one question after another, and tells the answer to the newest alone.
// Its zero value has asked nothing; its methods belong to the UI goroutine.
type Latest struct {
	number int
	stop   func()
}

// Ask runs work and then done, unless something else has been asked or it was ended
// by then. A question that was broken off is told to nobody.
func (l *Latest) Ask(run widgets.Runner, work func(ctx context.Context) error, done func(err error)) {
	l.number++
	number, finished := l.number, false
	stop := run(work, func(err error) {
		finished = true
		if number != l.number || errors.Is(err, context.Canceled) {
			return
		}
		l.stop = nil
		done(err)
	})
	if !finished {
		l.stop = stop
	}
}

// End breaks off what is being asked.
func (l *Latest) End() {
	l.number++
	if l.stop != nil {
		l.stop()
		l.stop = nil
	}
}
