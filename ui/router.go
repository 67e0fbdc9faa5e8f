package ui

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// router is the state of the stack of screens.
type router struct {
	stack []*layer
	area  areaID
	saved map[areaID]func() // shows an area again as it was left

	framedRoot *layer // the bottom of the stack when the frame was built
	framedFull bool   // whether the frame was built without the rail
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
	// version is the value of [session.changes] that the screen shows.
	version int
}

// push builds a screen and shows it above the others. When the stack is rebuilt,
// reopen is called with the state that the screen had.
func push[T any, S screen.Stateful[T]](s *Shell, build func(screen.Env) S, reopen func(T)) S {
	e := &layer{}
	sc := build(s.env(e))
	e.screen = sc
	e.save = func() func() {
		state := sc.State()
		return func() { reopen(state) }
	}
	s.show(e)
	return sc
}

// pushRoot shows the root screen of an area in place of the whole stack.
func pushRoot[T any, S screen.Stateful[T]](s *Shell, id areaID, build func(screen.Env) S, reopen func(T)) {
	s.dropAll()
	s.area = id
	push(s, build, reopen)
}

// pushFixed shows a screen without a state of its own.
func (s *Shell) pushFixed(build func(screen.Env) screen.Screen, reopen func()) {
	e := &layer{}
	e.screen = build(s.env(e))
	e.save = func() func() { return reopen }
	s.show(e)
}

// pushModal shows a screen that must be answered before anything else.
func (s *Shell) pushModal(e *layer, build func(screen.Env) screen.Screen) {
	e.modal = true
	e.screen = build(s.env(e))
	s.show(e)
}

// show puts a new layer on the stack, loads its screen and gives it the keyboard.
func (s *Shell) show(e *layer) {
	if s.session != nil {
		e.version = s.session.changes
	}
	s.stack = append(s.stack, e)
	s.window.Canvas().Unfocus()
	s.present()
	if l, ok := e.screen.(screen.Loader); ok {
		l.Load()
	}
	if s.top() == e {
		s.refreshStale()
		s.focusFirst()
	}
}

// top returns the visible layer, or nil.
func (s *Shell) top() *layer {
	if len(s.stack) == 0 {
		return nil
	}
	return s.stack[len(s.stack)-1]
}

func (s *Shell) isTop(sc screen.Screen) bool { return s.top() != nil && s.top().screen == sc }

// inside reports whether a register is open and no modal screen covers it.
func (s *Shell) inside() bool { return s.session != nil && s.top() != nil && !s.top().modal }

// find returns the topmost screen of a type, or nil.
func find[S screen.Screen](s *Shell) (found S) {
	for _, e := range slices.Backward(s.stack) {
		if sc, ok := e.screen.(S); ok {
			return sc
		}
	}
	return found
}

// back leaves the visible screen for the one below it.
func (s *Shell) back() {
	if len(s.stack) > 1 {
		s.leaveTop(s.pop)
	}
}

// leaveTop calls then once the visible screen may be left.
func (s *Shell) leaveTop(then func()) {
	e := s.top()
	l, ok := screen.Leaver(nil), false
	if e != nil {
		l, ok = e.screen.(screen.Leaver)
	}
	if !ok {
		then()
		return
	}
	l.Leave(func() {
		if s.top() == e {
			then()
		}
	})
}

// pop drops the visible screen and shows the one below it.
func (s *Shell) pop() {
	s.drop()
	s.present()
	s.refreshStale()
	s.focusFirst()
}

// drop takes the visible screen off the stack without showing the one below it.
func (s *Shell) drop() {
	e := s.top()
	s.stack = s.stack[:len(s.stack)-1]
	if c, ok := e.screen.(screen.Closer); ok {
		c.Close()
	}
	if e.citizenMode {
		s.window.SetFullScreen(false)
	}
}

func (s *Shell) dropAll() {
	for len(s.stack) > 0 {
		s.drop()
	}
}

// goTo shows another area as it was left, or the root screen of the same area.
func (s *Shell) goTo(id areaID) {
	if id == s.area && len(s.stack) == 1 {
		return
	}
	s.leaveTop(func() {
		if id == s.area {
			for len(s.stack) > 2 {
				s.drop()
			}
			s.pop()
			return
		}
		s.saved[s.area] = s.stack[0].save()
		if restore := s.saved[id]; restore != nil {
			restore()
			return
		}
		s.areaByID(id).open()
	})
}

// saveStack returns functions that show the screens of the stack again, the bottom one
// first.
func (s *Shell) saveStack() (restore []func()) {
	for _, e := range s.stack {
		if e.save != nil {
			restore = append(restore, e.save())
		}
	}
	return restore
}

// restore shows saved screens, whose bottom one is of an area. If the user may not see
// that area, the user's first area is shown.
func (s *Shell) restore(id areaID, screens []func()) {
	areas := s.areas()
	allowed := slices.ContainsFunc(areas, func(a area) bool { return a.id == id })
	if len(screens) == 0 || !allowed {
		areas[0].open()
		return
	}
	for _, show := range screens {
		show()
	}
}

// rebuild builds the screens again as they are, in a new language or appearance. A
// modal screen stays as it is.
func (s *Shell) rebuild() {
	switch e := s.top(); {
	case e == nil || e.modal:
	case s.session == nil:
		e.save()()
	default:
		s.leaveTop(func() { s.restore(s.area, s.saveStack()) })
	}
}

// dataChanged notes that data in the register have changed, and refreshes the visible
// screen. The others are refreshed when they are shown.
func (s *Shell) dataChanged() {
	if s.session != nil {
		s.session.changes++
		s.refreshStale()
	}
}

// refreshStale refreshes the visible screen, and the count in the rail, if data have
// changed since they were read. It waits for a screen that shows data.
func (s *Shell) refreshStale() {
	e := s.top()
	r, ok := screen.Refresher(nil), false
	if s.session != nil && e != nil {
		r, ok = e.screen.(screen.Refresher)
	}
	if !ok {
		return
	}
	if e.version != s.session.changes {
		e.version = s.session.changes
		r.Refresh()
	}
	if s.session.countedAt != s.session.changes {
		s.countUrgent()
	}
}

func (s *Shell) focusFirst() {
	if f, ok := s.top().screen.(screen.Focuser); ok {
		f.FocusFirst()
	}
}
