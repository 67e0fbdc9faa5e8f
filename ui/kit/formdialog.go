package kit

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FormDialog is a KeyDialog that asks for something in fields below each other,
// says below them what is wrong, and stays open until its work is done.
type FormDialog struct {
	*KeyDialog
	wrong *Paragraph
}

// NewFormDialog returns a dialog, not shown yet, of fields that stand as rows
// says.
func NewFormDialog(title string, rows Flow, fields []fyne.CanvasObject, accept, cancel string) *FormDialog {
	wrong := NewParagraph(Body)
	content := container.New(&rows, append(fields[:len(fields):len(fields)], wrong)...)
	d := &FormDialog{NewKeyDialog(title, content, accept, cancel), wrong}
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
func (d *FormDialog) Work(run Runner, explain func(error) string,
	check func() (wrong string, do func(ctx context.Context) error, done func()),
) {
	busy := false
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
		run(do, func(err error) {
			busy = false
			if err != nil {
				d.Say(explain(err))
				return
			}
			d.Close()
			done()
		})
		return false
	}
}
