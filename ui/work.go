// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"sync"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// backgroundWork is the work that the screens of a session have running, so that all
// of it can end before the register closes. Its methods must be called on the UI
// goroutine.
type backgroundWork struct {
	runner      widgets.Runner
	pending     sync.WaitGroup
	cancels     map[int]func()
	next        int
	ended       bool
	beforeClose map[int]func(ctx context.Context) error
}

func newWork(runner widgets.Runner) *backgroundWork {
	return &backgroundWork{runner: runner, cancels: map[int]func(){}, beforeClose: map[int]func(ctx context.Context) error{}}
}

// run is a [widgets.Runner]. After end it does nothing, and done is not called.
func (w *backgroundWork) run(do func(ctx context.Context) error, done func(err error)) (cancel func()) {
	if w.ended {
		return func() {}
	}
	id, finished := w.next, false
	w.next++
	w.pending.Add(1)
	cancel = w.runner(func(ctx context.Context) error {
		defer w.pending.Done()
		return do(ctx)
	}, func(err error) {
		finished = true
		delete(w.cancels, id)
		if !w.ended {
			done(err)
		}
	})
	if !finished {
		w.cancels[id] = cancel
	}
	return cancel
}

// runBeforeClose registers work to be done, on any goroutine, before the register
// closes: what a screen has not saved yet.
func (w *backgroundWork) runBeforeClose(do func(ctx context.Context) error) (remove func()) {
	id := w.next
	w.next++
	w.beforeClose[id] = do
	return func() { delete(w.beforeClose, id) }
}

// end cancels all work. The register may be closed once wait, which may be called on
// any goroutine, has returned. wait returns the errors of what could not be saved.
func (w *backgroundWork) end() (wait func() error) {
	w.ended = true
	for _, cancel := range w.cancels {
		cancel()
	}
	last := w.beforeClose
	w.beforeClose = nil
	return func() (err error) {
		w.pending.Wait()
		for _, do := range last {
			err = errors.Join(err, do(context.Background()))
		}
		return err
	}
}
