// SPDX-License-Identifier: MPL-2.0

// Package saving writes what a screen changes to the register, off the UI goroutine,
// and keeps what could not be written.
package saving

import (
	"context"
	"fmt"
	"sync"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// retryAfter is the delay before a failed write is tried again.
const retryAfter = 3 * time.Second

// Queue writes to the register one write at a time, in order. A write that fails
// stays first and is tried again. What is pending when the register closes is written
// then.
//
// Its methods must be called on the UI goroutine.
type Queue struct {
	env      screen.Env
	onChange func()

	mu      sync.Mutex // guards queue and active
	queue   []Write
	active  bool       // queue[0] is being written
	writing sync.Mutex // held while writing

	busy       bool
	err        error             // of the last attempt
	waiting    []func(err error) // for the result of the present attempt
	stopRetry  func()            // nil if no retry is scheduled
	unregister func()            // nil if nothing is pending
	leave      func()            // nil if the user is not leaving
}

// Write is a change to save.
type Write struct {
	Do   func(ctx context.Context) error // runs off the UI goroutine
	Done func()                          // the register has it; nil for nothing to do
	Key  string                          // a later write with the same key replaces it while it is last in the queue
}

// New returns an empty queue. onChange is called when [Queue.Status] may have changed.
func New(env screen.Env, onChange func()) *Queue { return &Queue{env: env, onChange: onChange} }

// Put adds a write.
func (q *Queue) Put(w Write) {
	q.mu.Lock()
	n := len(q.queue)
	if idle := n > 1 || n == 1 && !q.active; w.Key != "" && idle && q.queue[n-1].Key == w.Key {
		q.queue[n-1] = w
	} else {
		q.queue = append(q.queue, w)
	}
	q.mu.Unlock()
	if q.unregister == nil {
		q.unregister = q.env.BeforeClose(q.flush)
	}
	q.start()
}

// Drop removes the writes that have not begun, because they are no longer wanted.
func (q *Queue) Drop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	kept := 0
	if q.active {
		kept = 1
	}
	q.queue = q.queue[:min(kept, len(q.queue))]
}

// Pending returns the number of writes that the register does not have yet.
func (q *Queue) Pending() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.queue)
}

// Status says that something is being saved, or why it could not be saved. It is empty
// if everything is saved.
func (q *Queue) Status() string {
	switch {
	case q.err != nil:
		return q.env.Words.T("entry.not_saved", "Why", q.env.Explain(q.err))
	case q.busy || q.Pending() > 0:
		return q.env.Words.T("entry.saving")
	}
	return ""
}

// whenSaved calls f with nil when everything is written, or with the error of the next
// failed attempt.
func (q *Queue) whenSaved(f func(err error)) {
	if q.Pending() == 0 && !q.busy {
		f(nil)
		return
	}
	q.waiting = append(q.waiting, f)
	q.start()
}

func (q *Queue) start() {
	if q.busy {
		return
	}
	q.busy = true
	if q.stopRetry != nil {
		q.stopRetry()
		q.stopRetry = nil
	}
	q.onChange()
	var written []Write
	q.env.Run(func(ctx context.Context) (err error) {
		// A write that has begun is finished even if its screen is dropped.
		written, err = q.write(context.WithoutCancel(ctx))
		return err
	}, func(err error) { q.finish(written, err) })
}

// finish handles the end of an attempt.
func (q *Queue) finish(written []Write, err error) {
	q.busy, q.err = false, err
	for _, w := range written {
		if w.Done != nil {
			w.Done()
		}
	}
	switch {
	case q.busy: // Done has put another write
	case err != nil:
		q.stopRetry = q.env.After(retryAfter, func() {
			q.stopRetry = nil
			q.start()
		})
		q.notify(err)
	case q.Pending() > 0:
		q.start()
	default:
		if q.unregister != nil {
			q.unregister()
			q.unregister = nil
		}
		q.notify(nil)
	}
	q.onChange()
}

func (q *Queue) notify(err error) {
	waiting := q.waiting
	q.waiting = nil
	for _, f := range waiting {
		f(err)
	}
}

// write empties the queue, up to the first error.
func (q *Queue) write(ctx context.Context) (written []Write, err error) {
	q.writing.Lock()
	defer q.writing.Unlock()
	for {
		w, ok := q.next()
		if !ok {
			return written, nil
		}
		err = w.Do(ctx)
		q.mu.Lock()
		q.active = false
		if err == nil {
			q.queue = q.queue[1:]
			written = append(written, w)
		}
		q.mu.Unlock()
		if err != nil {
			return written, err
		}
	}
}

// next returns the first write and marks it as begun.
func (q *Queue) next() (w Write, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.queue) == 0 {
		return Write{}, false
	}
	q.active = true
	return q.queue[0], true
}

// flush writes what is pending before the register closes, on any goroutine. It returns
// an [*UnsavedError] for what could not be written.
func (q *Queue) flush(ctx context.Context) error {
	if _, err := q.write(ctx); err != nil {
		return &UnsavedError{Changes: q.Pending(), Err: err}
	}
	return nil
}

// UnsavedError is returned when a register closes and changes of a screen could not be
// written. They are lost.
type UnsavedError struct {
	Changes int
	Err     error // of the first
}

func (e *UnsavedError) Error() string {
	return fmt.Sprintf("%d changes not saved: %v", e.Changes, e.Err)
}

func (e *UnsavedError) Unwrap() error { return e.Err }
