// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FormDialog is a [KeyDialog] with fields, an error message below them, and work
// that has to succeed before the dialog closes.
type FormDialog struct {
	*KeyDialog
	Busy    string // shown while the work runs, unless empty
	problem *Paragraph
}

// NewFormDialog returns a closed dialog with fields in the layout rows.
func NewFormDialog(title string, rows Flow, fields []fyne.CanvasObject, accept, cancel string) *FormDialog {
	wrong := NewParagraph(Body)
	content := container.New(&rows, append(fields[:len(fields):len(fields)], wrong)...)
	d := &FormDialog{KeyDialog: NewKeyDialog(title, content, accept, cancel), problem: wrong}
	d.Width = rows.Width + 2*dialogInset
	return d
}

// Say shows a message below the fields.
func (d *FormDialog) Say(text string) {
	d.problem.SetRuns(Run{Text: text})
	d.Refresh()
}

// Work makes the main button run the work do that check returns. If do is nil the
// dialog stays open and shows wrong, unless that is empty. When do succeeds the
// dialog closes and done is called, also when it was cancelled too late to stop the
// work; when it fails the dialog shows the error in the words of explain. Cancelling
// the dialog cancels the work.
func (d *FormDialog) Work(run Runner, explain func(error) string,
	check func() (wrong string, do func(ctx context.Context) error, done func()),
) {
	busy, stop := false, func() {}
	onCancel := d.OnCancel
	d.OnCancel = func() {
		if busy {
			stop()
		}
		if onCancel != nil {
			onCancel()
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
				if d.canvas != nil { // not cancelled
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
