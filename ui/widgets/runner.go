// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model/crash"
)

// Runner runs work off the UI goroutine and then calls done on it. The returned
// function cancels the context of the work; done is still called, with the error
// that the work returned.
type Runner func(work func(ctx context.Context) error, done func(err error)) (cancel func())

// Background is the [Runner] of the program: each piece of work gets its own
// goroutine. A panic of the work is its error, a [*crash.Error].
func Background(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		err := crash.Catch(func() error { return work(ctx) })
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

// Inline is a [Runner] for tests: it runs work immediately, on the calling
// goroutine.
func Inline(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	done(work(context.Background()))
	return func() {}
}

var (
	_ Runner = Background
	_ Runner = Inline
)
