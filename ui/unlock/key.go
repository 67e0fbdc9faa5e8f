package unlock

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// KeyOptions are what the page of a recovery key is made from.
type KeyOptions struct {
	Words    *assets.Words
	Key      string
	Register string // whose
	// Replaces says that there was another key before.
	Replaces bool

	OnCopy func()
	// OnSave saves a page to print and reports what was done.
	OnSave func(done func(sentence string))
	OnDone func()
}

// Key is the page that shows a recovery key, this once.
type Key struct {
	o       KeyOptions
	code    *fyne.Container
	copy    *widgets.Button
	save    *widgets.Button
	kept    *widgets.Checkbox
	next    *widgets.Button
	say     *say
	content *fyne.Container
}

// NewKey returns the page.
func NewKey(o KeyOptions) *Key {
	w := o.Words
	k := &Key{o: o}
	k.say = newSay(func() { k.content.Refresh() })
	k.copy = widgets.NewIconButton(widgets.IconCopy, w.T("citizen.copy"), func() {
		o.OnCopy()
		k.say.wait(w.T("recovery.copied"))
	})
	k.save = widgets.NewButton(w.T("recovery.save"), func() { o.OnSave(k.say.wait) })
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
	k.content = container.New(&whole{}, heading{title: w.T("recovery.title"), under: o.Register}.page(card(rows...)))
	return k
}

// Content is what the page shows.
func (k *Key) Content() fyne.CanvasObject { return k.content }

// First takes the keyboard.
func (k *Key) First() fyne.Focusable { return k.copy }

func (k *Key) onNext() {
	if k.kept.Checked {
		k.code.Objects = nil
		k.o.OnDone()
	}
}

// Tabular type of the groups of a key, three to a line.
const (
	codeSize = 26
	codeLine = 40
	codeWide = 3
	codeGap  = 28
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
	return fyne.NewSize(300, float32((len(o)+codeWide-1)/codeWide)*codeLine)
}

func (*codeGrid) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if len(o) == 0 {
		return
	}
	w := o[0].MinSize().Width
	left := (s.Width - codeWide*w - (codeWide-1)*codeGap) / 2
	for i, t := range o {
		m := t.MinSize()
		t.Move(fyne.NewPos(left+float32(i%codeWide)*(w+codeGap), float32(i/codeWide)*codeLine+(codeLine-m.Height)/2))
		t.Resize(m)
	}
}
