package ui

import (
	"context"
	"sync"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// backgroundWork is what the screens of a session load, so that all of it can be ended
// before the register is closed. Its methods belong to the UI goroutine.
type backgroundWork struct {
	runner      widgets.Runner
	pending     sync.WaitGroup
	cancels     map[int]func()
	next        int
	ended       bool
	beforeClose map[int]func(ctx context.Context) error // to be done before the end
}

func newWork(runner widgets.Runner) *backgroundWork {
	return &backgroundWork{runner: runner, cancels: map[int]func(){}, beforeClose: map[int]func(ctx context.Context) error{}}
}

// run is a kit.Runner. What comes back after the end is told to nobody.
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

// runBeforeClose has something done, on whatever goroutine, before the register is closed:
// what a screen has not saved yet. It is forgotten by remove.
func (w *backgroundWork) runBeforeClose(do func(ctx context.Context) error) (remove func()) {
	id := w.next
	w.next++
	w.beforeClose[id] = do
	return func() { delete(w.beforeClose, id) }
}

// end cancels what is under way. The register may be closed when wait, which
// is called elsewhere, has returned.
func (w *backgroundWork) end() (wait func()) {
	w.ended = true
	for _, cancel := range w.cancels {
		cancel()
	}
	last := w.beforeClose
	w.beforeClose = nil
	return func() {
		w.pending.Wait()
		for _, do := range last {
			// There is nobody left to tell of what cannot be written now.
			_ = do(context.Background())
		}
	}
}
