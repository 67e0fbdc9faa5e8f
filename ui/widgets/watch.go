// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Watch is the root of a window's content and tells when somebody is there: a
// key is pressed or the mouse moves, over it or over any widget of this package.
// The toolkit has no hook for that, and a layer above everything would take the
// mouse from what is below it.
type Watch struct {
	widget.BaseWidget

	content fyne.CanvasObject
	stirred func()
}

var (
	_ desktop.Hoverable = (*Watch)(nil)
	_ desktop.Keyable   = (*Button)(nil)
	_ desktop.Keyable   = (*entryCore)(nil)
)

// NewWatch returns a root around content. Stirred is called often and must be
// quick.
func NewWatch(content fyne.CanvasObject, stirred func()) *Watch {
	w := &Watch{content: content, stirred: stirred}
	w.ExtendBaseWidget(w)
	return w
}

// MouseIn implements desktop.Hoverable.
func (w *Watch) MouseIn(*desktop.MouseEvent) { w.stirred() }

// MouseMoved implements desktop.Hoverable.
func (w *Watch) MouseMoved(*desktop.MouseEvent) { w.stirred() }

// MouseOut implements desktop.Hoverable.
func (w *Watch) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (w *Watch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.content) }

// stir tells the window that somebody is there.
func stir() {
	for _, window := range fyne.CurrentApp().Driver().AllWindows() {
		if w, ok := window.Content().(*Watch); ok {
			w.stirred()
		}
	}
}

// KeyDown implements desktop.Keyable.
func (c *control) KeyDown(*fyne.KeyEvent) { stir() }

// KeyUp implements desktop.Keyable.
func (c *control) KeyUp(*fyne.KeyEvent) {}

// KeyDown implements desktop.Keyable.
func (c *entryCore) KeyDown(e *fyne.KeyEvent) {
	stir()
	c.Entry.KeyDown(e)
}
