// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FormDialog is a KeyDialog that asks for something in fields below each other,
// says below them what is wrong, and stays open until its work is done.
type FormDialog struct {
	*KeyDialog
	Busy  string // what it says while it works, where that may take long
	wrong *Paragraph
}

// NewFormDialog returns a dialog, not shown yet, of fields that stand as rows
// says.
func NewFormDialog(title string, rows Flow, fields []fyne.CanvasObject, accept, cancel string) *FormDialog {
	wrong := NewParagraph(Body)
	content := container.New(&rows, append(fields[:len(fields):len(fields)], wrong)...)
	d := &FormDialog{KeyDialog: NewKeyDialog(title, content, accept, cancel), wrong: wrong}
	d.Width = rows.Width + 2*dialogInset
	return d
}

// Say says what is wrong.
func (d *FormDialog) Say(text string) {
	d.wrong.SetRuns(Run{Text: text})
	d.Refresh()
}

// Work lets the main button run what check returns. Where there is nothing to do
// yet, the dialog says what is wrong, if anything is to be said. Done comes once
// the work is done and the dialog closed; explain puts an error of it into words.
// Leaving the dialog while it works ends the work.
func (d *FormDialog) Work(run Runner, explain func(error) string,
	check func() (wrong string, do func(ctx context.Context) error, done func()),
) {
	busy, stop := false, func() {}
	left := d.OnCancel
	d.OnCancel = func() {
		if busy {
			stop()
		}
		if left != nil {
			left()
		}
	}
	d.OnAccept = func() bool {
		if busy {
			return false
		}
		wrong, do, done := check()
		if do == nil {
			if wrong != "" {
				d.Say(wrong)
			}
			return false
		}
		busy = true
		if d.Busy != "" {
			d.Say(d.Busy)
		}
		stop = run(do, func(err error) {
			busy = false
			if err != nil {
				if d.canvas != nil { // it was not left
					d.Say(explain(err))
				}
				return
			}
			d.Close()
			done()
		})
		return false
	}
}
