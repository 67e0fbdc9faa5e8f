// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const keyCapHeight = 17

// KeyCap shows the name of a key as a small key cap.
type KeyCap struct {
	widget.BaseWidget

	Key string
}

// NewKeyCap returns a cap with the name key.
func NewKeyCap(key string) *KeyCap {
	k := &KeyCap{Key: key}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer implements [fyne.Widget].
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	k.ExtendBaseWidget(k)
	r := &keyCapRenderer{key: k, frame: newFrame(3), text: &canvas.Text{TextSize: Axis.Size()}}
	r.Refresh()
	return r
}

type keyCapRenderer struct {
	noDestroy
	key   *KeyCap
	frame *frame
	text  *canvas.Text
}

func (r *keyCapRenderer) MinSize() fyne.Size {
	return fyne.NewSize(ceil(Axis.Width(r.key.Key))+12, keyCapHeight)
}

func (r *keyCapRenderer) Layout(s fyne.Size) {
	y := round((s.Height - keyCapHeight) / 2)
	r.frame.layout(fyne.NewPos(0, y), fyne.NewSize(s.Width, keyCapHeight), 1)
	r.text.Alignment = fyne.TextAlignCenter
	placeText(r.text, 0, y, s.Width, keyCapHeight)
}

func (r *keyCapRenderer) Objects() []fyne.CanvasObject { return append(r.frame.objects(), r.text) }

func (r *keyCapRenderer) Refresh() {
	p := CurrentPalette()
	r.frame.paint(p.Line, p.Raised)
	r.text.Text, r.text.Color = r.key.Key, p.Muted
	r.text.Refresh()
	r.Layout(r.key.Size())
}
