// SPDX-License-Identifier: MPL-2.0

package calibration

import (
	"context"
	"sync"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// score is an answer on its way to the register.
type score struct {
	key           key
	value, before int
}

// saver saves scores one after the other, so that the latest of a question is
// the one that stays. What waits when the register closes is saved then.
type saver struct {
	run   widgets.Runner
	atEnd func(do func(ctx context.Context) error) (remove func())
	rate  func(ctx context.Context, vignette, item string, value int) error
	done  func(v score, err error)

	mu      sync.Mutex
	waiting []score // the first is being saved
	remove  func()
}

func newSaver(run widgets.Runner, atEnd func(func(ctx context.Context) error) func(),
	rate func(ctx context.Context, vignette, item string, value int) error, done func(v score, err error),
) *saver {
	return &saver{run: run, atEnd: atEnd, rate: rate, done: done}
}

func (s *saver) put(v score) {
	s.mu.Lock()
	s.waiting = append(s.waiting, v)
	first := len(s.waiting) == 1
	s.mu.Unlock()
	if first {
		s.remove = s.atEnd(s.flush)
		s.next(v)
	}
}

func (s *saver) next(v score) {
	s.run(func(ctx context.Context) error {
		return s.rate(ctx, v.key.vignette, v.key.item, v.value)
	}, func(err error) {
		s.mu.Lock()
		s.waiting = s.waiting[1:]
		left := s.waiting
		s.mu.Unlock()
		if len(left) > 0 {
			s.done(v, err)
			s.next(left[0])
			return
		}
		s.remove()
		s.done(v, err)
	})
}

// flush saves what waits. It may run on any goroutine, once nothing else does.
func (s *saver) flush(ctx context.Context) error {
	s.mu.Lock()
	waiting := s.waiting
	s.mu.Unlock()
	for _, v := range waiting {
		if err := s.rate(ctx, v.key.vignette, v.key.item, v.value); err != nil {
			return err
		}
	}
	return nil
}

func (s *saver) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.waiting) > 0
}
