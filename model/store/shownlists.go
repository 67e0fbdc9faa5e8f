// SPDX-License-Identifier: MPL-2.0

package store

import (
	"sync"
	"time"
)

// shownLists remembers which lists were logged as shown, and when.
type shownLists struct {
	mu sync.Mutex
	at map[string]time.Time
}

// isDue reports whether a list is to be logged.
func (s *shownLists) isDue(list string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, ok := s.at[list]
	return !ok || now.Before(at) || now.Sub(at) >= shownAgainAfter
}

// logged remembers that a list was logged.
func (s *shownLists) logged(list string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at == nil {
		s.at = map[string]time.Time{}
	}
	for other, at := range s.at {
		if now.Sub(at) >= shownAgainAfter {
			delete(s.at, other)
		}
	}
	s.at[list] = now
}
