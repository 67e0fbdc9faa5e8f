// SPDX-License-Identifier: MPL-2.0

package saving

import (
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Leave calls leave when everything is saved. If something cannot be saved, it asks
// whether to try again or to leave anyway; what is pending is then still tried again.
// Called again meanwhile, it calls only the latest leave.
func (q *Queue) Leave(leave func()) {
	leaving := q.leave != nil
	q.leave = leave
	if leaving {
		return
	}
	q.whenSaved(func(err error) {
		leave := q.leave
		q.leave = nil
		if err != nil {
			q.askToLeave(err, leave)
			return
		}
		leave()
	})
}

func (q *Queue) askToLeave(err error, leave func()) {
	w := q.env.Words
	text := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.N("entry.unsaved", q.Pending(), "Why", q.env.Explain(err))})
	d := widgets.NewKeyDialog(w.T("entry.unsaved_title"), container.New(&widgets.Flow{Width: 400}, text), w.T("entry.again"), w.T("entry.leave_anyway"))
	d.OnAccept = func() bool {
		d.Close()
		q.Leave(leave)
		return true
	}
	d.OnCancel = leave
	d.Open(q.env.Canvas())
}
