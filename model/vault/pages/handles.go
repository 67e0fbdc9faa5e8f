// SPDX-License-Identifier: MPL-2.0

package pages

import "sync"

// handles gives numbers to the Go values to which the engine's memory refers, as the
// garbage collector does not see pointers there. It is global, like SQLite's own list
// of file systems.
var handles handleTable

type handleTable struct {
	mu     sync.RWMutex
	last   uintptr
	values map[uintptr]any
}

func (t *handleTable) add(v any) uintptr {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.values == nil {
		t.values = map[uintptr]any{}
	}
	t.last++
	t.values[t.last] = v
	return t.last
}

func (t *handleTable) get(n uintptr) any {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.values[n]
}

func (t *handleTable) drop(n uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.values, n)
}
