// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"
	"sync"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// retryAfter is how long after a failure saving is tried again.
const retryAfter = 3 * time.Second

// saver writes to the register away from the UI goroutine: one thing at a time,
// in the order in which they were given, and none is let go before the register
// has it. What fails stays first in the queue and is tried again.
//
// All methods but flush belong to the UI goroutine.
type saver struct {
	run      widgets.Runner
	after    widgets.After
	onChange func() // what there is to say about saving has changed

	mu      sync.Mutex // of the queue
	queue   []job
	under   bool       // the first of the queue is being written
	writing sync.Mutex // held by who writes

	busy  bool
	err   error // why the last attempt failed
	idle  []func()
	retry func() // stops the timer
}

// job is one thing to write.
type job struct {
	do   func(ctx context.Context) error
	done func()
	key  string // a job of the same key that follows at once takes its place
}

func newSaver(run widgets.Runner, after widgets.After, onChange func()) *saver {
	return &saver{run: run, after: after, onChange: onChange}
}

// put queues something to write. Done is called when the register has it.
func (s *saver) put(j job) {
	s.mu.Lock()
	n := len(s.queue)
	if free := n > 1 || n == 1 && !s.under; j.key != "" && free && s.queue[n-1].key == j.key {
		s.queue[n-1] = j
	} else {
		s.queue = append(s.queue, j)
	}
	s.mu.Unlock()
	s.start()
}

// forget drops what is not written yet, because it is not wanted any more.
func (s *saver) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := 0
	if s.under {
		kept = 1
	}
	s.queue = s.queue[:min(kept, len(s.queue))]
}

// left is how much is not written yet.
func (s *saver) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}

// whenSaved calls f when everything is written.
func (s *saver) whenSaved(f func()) {
	if s.left() == 0 && !s.busy {
		f()
		return
	}
	s.idle = append(s.idle, f)
	s.start()
}

func (s *saver) start() {
	if s.busy {
		return
	}
	s.busy = true
	if s.retry != nil {
		s.retry()
		s.retry = nil
	}
	s.onChange()
	var done []func()
	s.run(func(ctx context.Context) (err error) {
		// What was begun is written whatever happens to the screen.
		done, err = s.write(context.WithoutCancel(ctx))
		return err
	}, func(err error) { s.written(done, err) })
}

func (s *saver) written(done []func(), err error) {
	s.busy, s.err = false, err
	for _, f := range done {
		if f != nil {
			f()
		}
	}
	switch {
	case s.busy: // one of them had more to write
	case err != nil:
		s.idle = nil
		s.retry = s.after(retryAfter, func() {
			s.retry = nil
			s.start()
		})
	case s.left() > 0:
		s.start()
	default:
		idle := s.idle
		s.idle = nil
		for _, f := range idle {
			f()
		}
	}
	s.onChange()
}

// write empties the queue, and stops where something cannot be written.
func (s *saver) write(ctx context.Context) (done []func(), err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	for {
		s.mu.Lock()
		if len(s.queue) == 0 {
			s.mu.Unlock()
			return done, nil
		}
		next := s.queue[0]
		s.under = true
		s.mu.Unlock()

		err = next.do(ctx)

		s.mu.Lock()
		s.under = false
		if err == nil {
			s.queue = s.queue[1:]
			done = append(done, next.done)
		}
		s.mu.Unlock()
		if err != nil {
			return done, err
		}
	}
}

// flush writes what is left, for a screen that nobody sees any more. It may be
// called on any goroutine.
func (s *saver) flush(ctx context.Context) error {
	_, err := s.write(ctx)
	return err
}
