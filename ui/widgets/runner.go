// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"

	"fyne.io/fyne/v2"
)

// Runner runs work away from the UI goroutine and then done on it. Cancelling
// ends the context of the work; done is called all the same, with the error
// that the work returned.
type Runner func(work func(ctx context.Context) error, done func(err error)) (cancel func())

// Background runs each piece of work on a goroutine of its own. It is the
// runner of the app.
func Background(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		err := work(ctx)
		if err == nil {
			err = ctx.Err()
		}
		fyne.Do(func() {
			cancel()
			done(err)
		})
	}()
	return cancel
}

// Inline runs work at once, on the calling goroutine. It is the runner of
// tests.
func Inline(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	done(work(context.Background()))
	return func() {}
}

var (
	_ Runner = Background
	_ Runner = Inline
)
