// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Watch is the root of a window's content and reports user activity: a key press or
// a mouse move over the window or a widget of this package. The toolkit has no hook
// for that, and a transparent layer above everything would swallow mouse events.
type Watch struct {
	widget.BaseWidget

	content    fyne.CanvasObject
	onActivity func()
}

var (
	_ desktop.Hoverable = (*Watch)(nil)
	_ desktop.Keyable   = (*Button)(nil)
	_ desktop.Keyable   = (*entryCore)(nil)
)

// NewWatch returns a root around content. onActivity is called often and must be
// fast.
func NewWatch(content fyne.CanvasObject, onActivity func()) *Watch {
	w := &Watch{content: content, onActivity: onActivity}
	w.ExtendBaseWidget(w)
	return w
}

// MouseIn implements [desktop.Hoverable].
func (w *Watch) MouseIn(*desktop.MouseEvent) { w.onActivity() }

// MouseMoved implements [desktop.Hoverable].
func (w *Watch) MouseMoved(*desktop.MouseEvent) { w.onActivity() }

// MouseOut implements [desktop.Hoverable].
func (w *Watch) MouseOut() {}

// CreateRenderer implements [fyne.Widget].
func (w *Watch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.content) }

// notifyActivity reports activity to the [Watch] of every window.
func notifyActivity() {
	for _, window := range fyne.CurrentApp().Driver().AllWindows() {
		if w, ok := window.Content().(*Watch); ok {
			w.onActivity()
		}
	}
}

// KeyDown implements [desktop.Keyable].
func (c *control) KeyDown(*fyne.KeyEvent) { notifyActivity() }

// KeyUp implements [desktop.Keyable].
func (c *control) KeyUp(*fyne.KeyEvent) {}

// KeyDown implements [desktop.Keyable].
func (c *entryCore) KeyDown(e *fyne.KeyEvent) {
	notifyActivity()
	c.Entry.KeyDown(e)
}
