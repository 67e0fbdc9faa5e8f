package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// ChangeOptions are what the page of a first passphrase is made from.
type ChangeOptions struct {
	Words    *assets.Words
	Initials string
	Register string // whose

	OnChange func(pass []byte, done func(err error))
	OnLeave  func()

	Explain func(err error) string
	Judge   func(string) (string, bool)
	Focus   func(w fyne.Focusable)
}

// Change is the page that demands a passphrase of one's own in place of the one
// that an administrator chose.
type Change struct {
	o       ChangeOptions
	pair    *widgets.NewPassphrasePair
	accept  *widgets.Button
	leave   *widgets.Button
	say     *say
	content *fyne.Container
	busy    bool
}

// NewChange returns the page.
func NewChange(o ChangeOptions) *Change {
	w := o.Words
	c := &Change{o: o, pair: widgets.NewPair(PairWords(w), o.Judge)}
	c.pair.OnSubmitted = c.onAccept
	c.pair.OnJudged = func() { c.content.Refresh() }
	c.accept = widgets.NewPrimaryButton(widgets.IconNone, w.T("change.accept"), c.onAccept)
	c.leave = widgets.NewButton(w.T("menu.leave"), o.OnLeave)
	c.say = newSay(func() { c.content.Refresh() })
	rows := []fyne.CanvasObject{widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("change.text", "Initials", o.Initials)})}
	rows = append(rows, c.pair.Objects()...)
	rows = append(rows, c.say.objects()...)
	rows = append(rows, line(c.accept, c.leave))
	c.content = container.New(&whole{}, heading{title: w.T("change.title"), under: o.Register}.page(card(rows...)))
	return c
}

// Content is what the page shows.
func (c *Change) Content() fyne.CanvasObject { return c.content }

// FocusFirst moves the keyboard to what is written first.
func (c *Change) FocusFirst() { c.o.Focus(c.pair.First.Entry.Focusable()) }

func (c *Change) onAccept() {
	if c.busy {
		return
	}
	pass, ok := accepted(c.pair, c.say, c.o.Words)
	if !ok {
		return
	}
	c.setBusy(c.o.Words.T("change.busy"))
	c.o.OnChange([]byte(pass), func(err error) {
		c.setBusy("")
		if err != nil {
			c.say.wrong(c.o.Explain(err))
			c.pair.First.Focus()
			return
		}
		c.pair.Clear()
	})
}

func (c *Change) setBusy(text string) {
	c.busy = text != ""
	c.say.wait(text)
	setEnabled(!c.busy, c.accept, c.leave)
	c.pair.SetEnabled(!c.busy)
}

// PairWords are the words of two lines for a new passphrase.
func PairWords(w *assets.Words) widgets.NewPassphraseWords {
	return widgets.NewPassphraseWords{
		First: w.T("passphrase.new"), Again: w.T("passphrase.again"), Show: w.T("passphrase.show"), Hide: w.T("passphrase.hide"),
	}
}

// accepted is the new passphrase, or says what is wrong with it.
func accepted(pair *widgets.NewPassphrasePair, say *say, w *assets.Words) (pass string, ok bool) {
	pass, state := pair.Value()
	switch state {
	case widgets.PairWeak:
		sentence, _ := pair.Judge(pair.First.Text())
		say.wrong(sentence)
	case widgets.PairDiffers:
		say.wrong(w.T("start.passphrases_differ"))
	}
	return pass, state == widgets.PairGood
}
