// SPDX-License-Identifier: MPL-2.0

package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// ChangeOptions configure a [ChangePage].
type ChangeOptions struct {
	screen.Env
	Initials string
	Register string // name of the municipality

	// OnChange changes the passphrase. Leaked is set where somebody else may know the
	// old one.
	OnChange func(pass []byte, leaked bool, done func(err error))
	OnLeave  func()

	Judge func(string) (string, bool)
}

// ChangePage demands a new passphrase in place of one that an administrator has set.
type ChangePage struct {
	o       ChangeOptions
	pair    *widgets.PassphrasePair
	leak    *widgets.Checkbox
	accept  *widgets.Button
	leave   *widgets.Button
	say     *status
	content *fyne.Container
	busy    bool
}

// NewChangePage returns the page for a new passphrase.
func NewChangePage(o ChangeOptions) *ChangePage {
	w := o.Words
	c := &ChangePage{o: o, pair: widgets.NewPassphrasePair(PassphraseWords(w), o.Judge)}
	c.pair.OnSubmitted = c.onAccept
	c.pair.OnJudged = func() { c.content.Refresh() }
	c.accept = widgets.NewPrimaryButton(widgets.IconNone, w.T("change.accept"), c.onAccept)
	c.leave = widgets.NewButton(w.T("menu.leave"), o.OnLeave)
	c.say = newStatus(func() { c.content.Refresh() })
	rows := []fyne.CanvasObject{widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("change.text", "Initials", o.Initials)})}
	rows = append(rows, c.pair.Objects()...)
	c.leak = widgets.NewCheckbox(w.T("leak.known"), nil)
	why := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("leak.why")})
	why.Muted = true
	rows = append(rows, c.leak, why)
	rows = append(rows, c.say.objects()...)
	rows = append(rows, line(c.accept, c.leave))
	c.content = container.NewStack(heading{title: w.T("change.title"), subtitle: o.Register}.page(card(rows...)))
	return c
}

// Title is empty: the page is about no citizen.
func (c *ChangePage) Title() string { return "" }

// Content implements [screen.Screen].
func (c *ChangePage) Content() fyne.CanvasObject { return c.content }

// FocusFirst gives the keyboard to the new passphrase.
func (c *ChangePage) FocusFirst() { c.o.Focus(c.pair.First.Entry.Focusable()) }

func (c *ChangePage) onAccept() {
	if c.busy {
		return
	}
	pass, ok := acceptedPassphrase(c.pair, c.say, c.o.Words)
	if !ok {
		return
	}
	c.setBusy(c.o.Words.T("change.busy"))
	c.o.OnChange([]byte(pass), c.leak.Checked, func(err error) {
		c.setBusy("")
		if err != nil {
			c.say.showError(c.o.Explain(err))
			c.pair.First.Focus()
			return
		}
		c.pair.Clear()
	})
}

func (c *ChangePage) setBusy(text string) {
	c.busy = text != ""
	c.say.showInfo(text)
	setEnabled(!c.busy, c.accept, c.leave)
	c.pair.SetEnabled(!c.busy)
}

// PassphraseWords returns the labels of the fields for a new passphrase.
func PassphraseWords(w *assets.Words) widgets.PassphraseWords {
	return widgets.PassphraseWords{
		First: w.T("passphrase.new"), Again: w.T("passphrase.again"), Show: w.T("passphrase.show"), Hide: w.T("passphrase.hide"),
	}
}

// acceptedPassphrase returns the new passphrase, or shows what is wrong with it.
func acceptedPassphrase(pair *widgets.PassphrasePair, say *status, w *assets.Words) (pass string, ok bool) {
	pass, state := pair.Value()
	switch state {
	case widgets.PairWeak:
		sentence, _ := pair.Judge(pair.First.Text())
		say.showError(sentence)
	case widgets.PairDiffers:
		say.showError(w.T("start.passphrases_differ"))
	}
	return pass, state == widgets.PairGood
}
