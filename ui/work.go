package ui

import (
	"context"
	"sync"

	"fremskridt/ui/kit"
)

// work is what the screens of a session load, so that all of it can be ended
// before the register is closed. Its methods belong to the UI goroutine.
type work struct {
	runner  kit.Runner
	pending sync.WaitGroup
	cancels map[int]func()
	next    int
	ended   bool
}

func newWork(runner kit.Runner) *work { return &work{runner: runner, cancels: map[int]func(){}} }

// run is a kit.Runner. What comes back after the end is told to nobody.
func (w *work) run(do func(ctx context.Context) error, done func(err error)) (cancel func()) {
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

// end cancels what is under way. The register may be closed when wait, which
// is called elsewhere, has returned.
func (w *work) end() (wait func()) {
	w.ended = true
	for _, cancel := range w.cancels {
		cancel()
	}
	return w.pending.Wait
}
