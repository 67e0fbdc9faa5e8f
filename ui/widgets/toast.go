// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// After calls f on the UI goroutine after d, unless it is stopped before.
type After func(d time.Duration, f func()) (stop func())

// AfterOnUI is the [After] of the program.
func AfterOnUI(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { t.Stop() }
}

// ToastTime is how long a message is shown.
const ToastTime = 4 * time.Second

// Toast is a layer above the whole window that shows a message in the lower right
// corner for [ToastTime]. It takes neither clicks nor keys.
type Toast struct {
	widget.BaseWidget

	after After
	stop  func()
	text  string
}

// NewToast returns a layer without a message.
func NewToast(after After) *Toast {
	t := &Toast{after: after}
	t.ExtendBaseWidget(t)
	return t
}

// Say shows text instead of any message before it.
func (t *Toast) Say(text string) {
	if t.stop != nil {
		t.stop()
	}
	t.text = text
	t.Refresh()
	t.stop = t.after(ToastTime, t.clear)
}

// Text returns the message that is shown, or nothing.
func (t *Toast) Text() string { return t.text }

func (t *Toast) clear() {
	t.text, t.stop = "", nil
	t.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &toastRenderer{toast: t, back: &canvas.Rectangle{CornerRadius: controlRadius}, text: &canvas.Text{TextSize: Body.Size()}}
	r.Refresh()
	return r
}

type toastRenderer struct {
	noDestroy
	toast *Toast
	back  *canvas.Rectangle
	text  *canvas.Text
}

func (r *toastRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *toastRenderer) Layout(s fyne.Size) {
	const height, inset = 36, 14
	r.text.Text = Ellipsis(Body, r.toast.text, fyne.Max(0, s.Width-2*Margin-2*inset))
	w := ceil(r.text.MinSize().Width) + 2*inset
	pos := fyne.NewPos(s.Width-Margin-w, s.Height-FootHeight-Margin-height)
	r.back.Move(pos)
	r.back.Resize(fyne.NewSize(w, height))
	placeText(r.text, pos.X+inset, pos.Y, 0, height)
}

func (r *toastRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text}
}

func (r *toastRenderer) Refresh() {
	p := CurrentPalette()
	r.back.FillColor, r.text.Color = p.Primary, p.OnPrimary
	r.back.Hidden, r.text.Hidden = r.toast.text == "", r.toast.text == ""
	r.Layout(r.toast.Size())
	canvas.Refresh(r.toast)
}
