// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is embedded by the focusable widgets. The focus ring is drawn when a key
// has been used since the widget got the focus by a click, or when it got the focus
// by a key.
type control struct {
	widget.DisableableWidget

	hovered       bool
	pressed       bool
	focused       bool
	clicked       bool
	focusCallback func()
}

// FocusGained implements [fyne.Focusable].
func (c *control) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.focusCallback != nil {
		c.focusCallback()
	}
}

func (c *control) setFocusCallback(f func()) { c.focusCallback = f }

// FocusLost implements [fyne.Focusable].
func (c *control) FocusLost() {
	c.focused = false
	c.clicked = false
	c.Refresh()
}

// TypedRune implements [fyne.Focusable].
func (c *control) TypedRune(rune) {}

// MouseIn implements [desktop.Hoverable].
func (c *control) MouseIn(*desktop.MouseEvent) {
	notifyActivity()
	c.hovered = true
	c.Refresh()
}

// MouseMoved implements [desktop.Hoverable].
func (c *control) MouseMoved(*desktop.MouseEvent) { notifyActivity() }

// MouseOut implements [desktop.Hoverable].
func (c *control) MouseOut() {
	c.hovered = false
	c.pressed = false
	c.Refresh()
}

// ring reports whether to draw the focus ring.
func (c *control) ring() bool { return c.focused && !c.clicked && !c.Disabled() }

// keyed records that a key was used, which shows the ring, and passes Escape on to
// the dialog around self.
func (c *control) keyed(self fyne.CanvasObject, e *fyne.KeyEvent) {
	if c.clicked {
		c.clicked = false
		c.Refresh()
	}
	if e.Name == fyne.KeyEscape {
		bubbleKey(self, e)
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

// focus gives w the focus if it is on a window.
func focus(w fyne.Focusable) {
	o, ok := w.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(w)
	}
}

// activates reports whether a key presses the focused control.
func activates(k fyne.KeyName) bool {
	return k == fyne.KeySpace || k == fyne.KeyReturn || k == fyne.KeyEnter
}
