// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// router is the stack of screens, of which the top one is visible.
type router struct {
	stack []*layer
	// changes counts the changes of data so far.
	changes int

	env     func(l *layer) screen.Env // for the screen of a layer
	present func()                    // puts the top screen into the window
	onFresh func()                    // the visible screen shows current data
}

// layer is a screen on the stack.
type layer struct {
	screen screen.Screen
	// save returns a function that shows the screen again, in another language or
	// another session. It is nil if the screen is not restored.
	save func() (restore func())
	// modal screens must be answered first: there is no rail and no way to other areas.
	modal bool
	// citizenMode is a modal screen in full screen without a menu, for the citizen.
	citizenMode bool
	// version is the value of [router.changes] that the screen shows.
	version int
}

// push builds a screen and shows it above the others. When the stack is rebuilt,
// reopen is called with the state that the screen had.
func push[T any, S screen.Stateful[T]](r *router, build func(screen.Env) S, reopen func(T)) S {
	l := &layer{}
	sc := build(r.env(l))
	l.screen = sc
	l.save = func() func() {
		state := sc.State()
		return func() { reopen(state) }
	}
	r.show(l)
	return sc
}

// pushFixed shows a screen without a state of its own.
func (r *router) pushFixed(build func(screen.Env) screen.Screen, reopen func()) {
	l := &layer{}
	l.screen = build(r.env(l))
	l.save = func() func() { return reopen }
	r.show(l)
}

// pushModal shows a screen that must be answered before anything else.
func (r *router) pushModal(l *layer, build func(screen.Env) screen.Screen) {
	l.modal = true
	l.screen = build(r.env(l))
	r.show(l)
}

// show puts a new layer on the stack, loads its screen and gives it the keyboard.
func (r *router) show(l *layer) {
	l.version = r.changes
	r.stack = append(r.stack, l)
	r.present()
	if loader, ok := l.screen.(screen.Loader); ok {
		loader.Load()
	}
	if r.top() == l {
		r.refreshStale()
		r.focusFirst()
	}
}

// top returns the visible layer, or nil.
func (r *router) top() *layer {
	if len(r.stack) == 0 {
		return nil
	}
	return r.stack[len(r.stack)-1]
}

func (r *router) isTop(sc screen.Screen) bool { return r.top() != nil && r.top().screen == sc }

// find returns the topmost screen of a type, or nil.
func find[S screen.Screen](r *router) (found S) {
	for _, l := range slices.Backward(r.stack) {
		if sc, ok := l.screen.(S); ok {
			return sc
		}
	}
	return found
}

// topAs returns the visible screen as an optional interface.
func topAs[T any](r *router) (t T, ok bool) {
	if l := r.top(); l != nil {
		t, ok = l.screen.(T)
	}
	return t, ok
}

// back leaves the visible screen for the one below it.
func (r *router) back() {
	if len(r.stack) > 1 {
		r.leaveTop(r.pop)
	}
}

// backToRoot leaves the visible screen for the one at the bottom.
func (r *router) backToRoot() {
	if len(r.stack) > 1 {
		r.leaveTop(func() {
			for len(r.stack) > 2 {
				r.drop()
			}
			r.pop()
		})
	}
}

// leaveTop calls then once the visible screen may be left.
func (r *router) leaveTop(then func()) {
	l := r.top()
	leaver, ok := topAs[screen.Leaver](r)
	if !ok {
		then()
		return
	}
	leaver.Leave(func() {
		if r.top() == l {
			then()
		}
	})
}

// pop drops the visible screen and shows the one below it.
func (r *router) pop() {
	r.drop()
	r.present()
	r.refreshStale()
	r.focusFirst()
}

// drop takes the visible screen off the stack without showing the one below it.
func (r *router) drop() {
	l := r.top()
	r.stack = r.stack[:len(r.stack)-1]
	if c, ok := l.screen.(screen.Closer); ok {
		c.Close()
	}
}

func (r *router) dropAll() {
	for len(r.stack) > 0 {
		r.drop()
	}
}

// saveStack returns functions that show the screens of the stack again, the bottom one
// first.
func (r *router) saveStack() (restore []func()) {
	for _, l := range r.stack {
		if l.save != nil {
			restore = append(restore, l.save())
		}
	}
	return restore
}

// dataChanged notes that data in the register have changed, and refreshes the visible
// screen. The others are refreshed when they are shown.
func (r *router) dataChanged() {
	r.changes++
	r.refreshStale()
}

// refreshStale refreshes the visible screen if data have changed since it read them.
func (r *router) refreshStale() {
	refresher, ok := topAs[screen.Refresher](r)
	if !ok {
		return
	}
	if l := r.top(); l.version != r.changes {
		l.version = r.changes
		refresher.Refresh()
	}
	r.onFresh()
}

func (r *router) focusFirst() {
	if f, ok := topAs[screen.Focuser](r); ok {
		f.FocusFirst()
	}
}
