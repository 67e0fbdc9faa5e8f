// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is what the focusable widgets have in common. The focus ring shows
// once a key has been used, and not after a mere click.
type control struct {
	widget.DisableableWidget

	hovered bool
	pressed bool
	focused bool
	clicked bool
	follow  func()
}

// FocusGained implements fyne.Focusable.
func (c *control) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.follow != nil {
		c.follow()
	}
}

func (c *control) tellFocus(f func()) { c.follow = f }

// FocusLost implements fyne.Focusable.
func (c *control) FocusLost() {
	c.focused = false
	c.clicked = false
	c.Refresh()
}

// TypedRune implements fyne.Focusable.
func (c *control) TypedRune(rune) {}

// MouseIn implements desktop.Hoverable.
func (c *control) MouseIn(*desktop.MouseEvent) {
	stir()
	c.hovered = true
	c.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (c *control) MouseMoved(*desktop.MouseEvent) { stir() }

// MouseOut implements desktop.Hoverable.
func (c *control) MouseOut() {
	c.hovered = false
	c.pressed = false
	c.Refresh()
}

// ring tells whether the focus is to be seen.
func (c *control) ring() bool { return c.focused && !c.clicked && !c.Disabled() }

// keyed notes that a key was used, which brings the ring back. Escape goes on
// to the dialog around self.
func (c *control) keyed(self fyne.CanvasObject, e *fyne.KeyEvent) {
	if c.clicked {
		c.clicked = false
		c.Refresh()
	}
	if e.Name == fyne.KeyEscape {
		escalate(self, e)
	}
}

// focusByPointer moves the focus to self without showing a ring.
func (c *control) focusByPointer(self fyne.Focusable) {
	if c.focused {
		return
	}
	c.clicked = true
	focus(self)
	c.clicked = c.focused
}

// focus moves the keyboard to w, if w is on a window.
func focus(w fyne.Focusable) {
	o, ok := w.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(w)
	}
}

// activates tells whether a key presses the focused control.
func activates(k fyne.KeyName) bool {
	return k == fyne.KeySpace || k == fyne.KeyReturn || k == fyne.KeyEnter
}
