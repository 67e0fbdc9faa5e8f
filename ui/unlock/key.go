// SPDX-License-Identifier: MPL-2.0

package unlock

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// KeyOptions configure a [KeyPage].
type KeyOptions struct {
	screen.Env
	Key      string
	Register string // name of the municipality
	// Replaces is set if an earlier key no longer works.
	Replaces bool

	// OnSave saves a page for printing and calls done with a sentence about it.
	OnSave func(done func(sentence string))
	OnDone func()
}

// KeyPage shows a new recovery key. It is not shown again later.
type KeyPage struct {
	o       KeyOptions
	code    *fyne.Container
	copy    *widgets.Button
	save    *widgets.Button
	kept    *widgets.Checkbox
	next    *widgets.Button
	say     *status
	content *fyne.Container
}

// NewKeyPage returns the page of a recovery key.
func NewKeyPage(o KeyOptions) *KeyPage {
	w := o.Words
	k := &KeyPage{o: o}
	k.say = newStatus(func() { k.content.Refresh() })
	k.copy = widgets.NewIconButton(widgets.IconCopy, w.T("citizen.copy"), func() {
		o.Copy(o.Key)
		k.say.showInfo(w.T("recovery.copied"))
	})
	k.save = widgets.NewButton(w.T("recovery.save"), func() { o.OnSave(k.say.showInfo) })
	k.next = widgets.NewPrimaryButton(widgets.IconNone, w.T("recovery.next"), k.onNext)
	k.next.Disable()
	k.kept = widgets.NewCheckbox(w.T("recovery.kept"), func(kept bool) { setEnabled(kept, k.next) })
	text := w.T("recovery.text")
	if o.Replaces {
		text = w.T("recovery.replaces") + " " + text
	}
	k.code = container.New(&codeGrid{}, codeTexts(o.Key)...)
	rows := []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: text}), k.code, line(k.copy, k.save),
	}
	rows = append(rows, k.say.objects()...)
	rows = append(rows, k.kept, line(k.next))
	k.content = container.NewStack(heading{title: w.T("recovery.title"), subtitle: o.Register}.page(card(rows...)))
	return k
}

// Title is empty: the page is about no citizen.
func (k *KeyPage) Title() string { return "" }

// Content implements [screen.Screen].
func (k *KeyPage) Content() fyne.CanvasObject { return k.content }

// FocusFirst gives the keyboard to the button that copies the key.
func (k *KeyPage) FocusFirst() { k.o.Focus(k.copy) }

func (k *KeyPage) onNext() {
	if k.kept.Checked {
		k.code.Objects = nil
		k.o.OnDone()
	}
}

// Measures of the groups of a key.
const (
	codeSize       = 26
	codeLineHeight = 40
	groupsPerLine  = 3
	codeGap        = 28
)

func codeTexts(key string) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, group := range strings.Split(key, "-") {
		t := canvas.NewText(group, widgets.CurrentPalette().Ink)
		t.TextSize, t.TextStyle = codeSize, fyne.TextStyle{Monospace: true}
		list = append(list, t)
	}
	return list
}

type codeGrid struct{}

func (*codeGrid) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, float32((len(o)+groupsPerLine-1)/groupsPerLine)*codeLineHeight)
}

func (*codeGrid) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if len(o) == 0 {
		return
	}
	w := o[0].MinSize().Width
	left := (s.Width - groupsPerLine*w - (groupsPerLine-1)*codeGap) / 2
	for i, t := range o {
		m := t.MinSize()
		t.Move(fyne.NewPos(left+float32(i%groupsPerLine)*(w+codeGap), float32(i/groupsPerLine)*codeLineHeight+(codeLineHeight-m.Height)/2))
		t.Resize(m)
	}
}
