// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"
	"time"

	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// After every third wrong passphrase there is a delay.
const (
	failuresBeforeWait = 3
	failureWait        = 20 * time.Second
)

// Leave asks for the caseworker's passphrase. It never calls leave: the caller
// continues in OnUnlocked.
func (c *CitizenScreen) Leave(func()) { c.AskPassphrase() }

// AskPassphrase asks for the caseworker's passphrase.
func (c *CitizenScreen) AskPassphrase() {
	if c.dialog != nil {
		return
	}
	w := c.f.o.Words
	pass := widgets.NewPassphrase(w.T("passphrase.show"), w.T("passphrase.hide"))
	said := widgets.NewParagraph(widgets.Second)
	text := w.T("hand.ask")
	if c.o.NoPassphrase {
		text = w.T("hand.ask_open")
	}
	d := widgets.NewKeyDialog(w.T("hand.ask_title"), container.New(&widgets.Flow{Gap: 10, Width: 400},
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: text}), pass, said), w.T("hand.unlock"), w.T("hand.stay"))
	c.dialog = d
	say := func(text string) {
		said.SetRuns(widgets.Run{Text: text, Bold: true})
		d.Refresh()
	}
	d.OnCancel = func() {
		c.dialog = nil
		c.FocusFirst()
	}
	d.OnAccept = func() bool {
		if c.waiting {
			return false
		}
		given := []byte(pass.Text())
		pass.Clear()
		d.SetAcceptable(false)
		c.f.o.Run(func(ctx context.Context) error {
			defer clear(given)
			return c.o.Check(ctx, given)
		}, func(err error) { c.onChecked(d, err, say) })
		return false
	}
	d.First = pass.Entry.Focusable()
	d.Open(c.f.o.Canvas())
	if c.waiting {
		d.SetAcceptable(false)
		say(w.T("hand.wait"))
	}
}

// onChecked leaves the screen, or says that the passphrase is wrong.
func (c *CitizenScreen) onChecked(d *widgets.KeyDialog, err error, say func(string)) {
	if err != nil {
		c.failures++
	}
	switch {
	case err == nil && c.dialog != d: // the dialog was closed meanwhile
		return
	case err == nil:
		c.dialog = nil
		d.Close()
		c.o.OnUnlocked()
		return
	case c.failures%failuresBeforeWait != 0:
		d.SetAcceptable(true)
		say(c.f.o.Explain(err))
		return
	}
	c.waiting = true
	say(c.f.o.Words.T("hand.wait"))
	c.f.o.After(failureWait, func() {
		c.waiting = false
		if c.dialog != nil {
			c.dialog.SetAcceptable(true)
		}
	})
}
