// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// KeyDialog is a modal dialog for the keyboard: Enter accepts, Escape cancels, and
// the Tab key stays inside.
type KeyDialog struct {
	widget.BaseWidget

	Title   string
	Content fyne.CanvasObject
	Accept  string // text of the main button
	Cancel  string // text of the second button, which is left out if empty
	Width   float32

	// First gets the focus when the dialog opens. If it is nil the main button does.
	First fyne.Focusable
	// Careful is for what cannot be undone: the second button is the main one and has the
	// focus, and Enter accepts only on the first.
	Careful bool
	// OnAccept returns false to keep the dialog open.
	OnAccept func() bool
	OnCancel func()

	accept, cancel *Button
	canvas         fyne.Canvas
	outerKeys      func(*fyne.KeyEvent)
}

// NewKeyDialog returns a closed dialog.
func NewKeyDialog(title string, content fyne.CanvasObject, accept, cancel string) *KeyDialog {
	d := &KeyDialog{Title: title, Content: content, Accept: accept, Cancel: cancel}
	d.ExtendBaseWidget(d)
	d.accept = NewPrimaryButton(IconNone, accept, d.onAccept)
	d.cancel = NewButton(cancel, d.onCancel)
	return d
}

// Open shows the dialog over c.
func (d *KeyDialog) Open(c fyne.Canvas) {
	if d.canvas != nil {
		return
	}
	d.canvas = c
	if d.Careful {
		d.accept.Variant, d.cancel.Variant, d.First = Secondary, Primary, d.cancel
	}
	d.outerKeys = c.OnTypedKey()
	c.Overlays().Add(d)
	d.Resize(c.Size())
	c.SetOnTypedKey(d.typedKey)
	if d.First != nil {
		c.Focus(d.First)
		return
	}
	c.Focus(d.accept)
}

// Close closes the dialog without calling OnAccept or OnCancel.
func (d *KeyDialog) Close() {
	if d.canvas == nil {
		return
	}
	c := d.canvas
	d.canvas = nil
	c.SetOnTypedKey(d.outerKeys)
	c.Overlays().Remove(d)
}

// SetAcceptable enables or disables the main button.
func (d *KeyDialog) SetAcceptable(on bool) {
	if on {
		d.accept.Enable()
		return
	}
	d.accept.Disable()
}

func (d *KeyDialog) typedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		d.onCancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		if !d.Careful {
			d.onAccept()
		}
	}
}

func (d *KeyDialog) onAccept() {
	if d.canvas == nil || d.accept.Disabled() {
		return
	}
	if d.OnAccept != nil && !d.OnAccept() {
		return
	}
	d.Close()
}

func (d *KeyDialog) onCancel() {
	if d.canvas == nil {
		return
	}
	d.Close()
	if d.OnCancel != nil {
		d.OnCancel()
	}
}

// bubbleKey passes a key that o does not use to the dialog around it or, without a
// dialog, to the screen, as if no widget had the focus.
func bubbleKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	top := c.Overlays().Top()
	if d, ok := top.(*KeyDialog); ok {
		d.typedKey(e)
		return
	}
	if keys := c.OnTypedKey(); top == nil && keys != nil {
		keys(e)
	}
}

// CreateRenderer implements [fyne.Widget].
func (d *KeyDialog) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	r := &dialogRenderer{
		dialog: d, veil: &canvas.Rectangle{}, frame: newFrame(cardRadius), title: &canvas.Text{},
	}
	r.Refresh()
	return r
}

const (
	dialogWidth = 440
	dialogInset = 20
)

type dialogRenderer struct {
	noDestroy
	dialog *KeyDialog
	veil   *canvas.Rectangle
	frame  *frame
	title  *canvas.Text
}

func (r *dialogRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *dialogRenderer) Layout(s fyne.Size) {
	d := r.dialog
	r.veil.Resize(s)
	w := float32(dialogWidth)
	if d.Width > 0 {
		w = d.Width
	}
	inner := fyne.NewSize(w-2*dialogInset, 0)
	if d.Content != nil {
		d.Content.Resize(fyne.NewSize(inner.Width, d.Content.MinSize().Height))
		inner.Width = fyne.Max(inner.Width, d.Content.MinSize().Width)
		inner.Height = d.Content.MinSize().Height
	}
	w = fyne.Min(inner.Width+2*dialogInset, s.Width-2*Margin)
	h := fyne.Min(inner.Height+dialogInset+26+Gap+Margin+ControlHeight+dialogInset, s.Height-2*Margin)
	x, y := round((s.Width-w)/2), round((s.Height-h)/2)
	r.frame.layout(fyne.NewPos(x, y), fyne.NewSize(w, h), 1)
	r.title.Text = Ellipsis(CardTitle, d.Title, w-2*dialogInset)
	placeText(r.title, x+dialogInset, y+dialogInset-4, 0, 26)
	if d.Content != nil {
		d.Content.Move(fyne.NewPos(x+dialogInset, y+dialogInset+22+Gap))
		d.Content.Resize(fyne.NewSize(w-2*dialogInset, inner.Height))
	}
	foot := y + h - dialogInset - ControlHeight
	right := x + w - dialogInset
	for _, b := range []*Button{d.accept, d.cancel} {
		min := b.MinSize()
		right -= min.Width
		b.Resize(min)
		b.Move(fyne.NewPos(right, foot))
		right -= 8
	}
}

func (r *dialogRenderer) Objects() []fyne.CanvasObject {
	d := r.dialog
	objects := append([]fyne.CanvasObject{r.veil}, r.frame.objects()...)
	objects = append(objects, r.title)
	if d.Content != nil {
		objects = append(objects, d.Content)
	}
	if d.Cancel != "" {
		objects = append(objects, d.cancel)
	}
	return append(objects, d.accept)
}

func (r *dialogRenderer) Refresh() {
	d, p := r.dialog, CurrentPalette()
	r.veil.FillColor = withAlpha(p.TitleBar, 70)
	r.frame.paint(p.Edge, p.Surface)
	r.title.TextSize, r.title.TextStyle, r.title.Color = CardTitle.Size(), CardTitle.Style(), p.Ink
	d.accept.Text, d.cancel.Text = d.Accept, d.Cancel
	d.accept.Refresh()
	d.cancel.Refresh()
	if d.Content != nil {
		d.Content.Refresh()
	}
	r.Layout(d.Size())
	canvas.Refresh(d)
}
