// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// showRightsGivenAlone tells an administrator which rights another one gave while
// there was nobody to confirm them, until an administrator has acknowledged it.
func (s *Shell) showRightsGivenAlone() {
	now := s.session
	if !now.user.Has(model.RoleAdministrator) {
		return
	}
	var list []store.Right
	now.work.run(func(ctx context.Context) (err error) {
		list, err = now.register.RightsGivenAlone(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.showError(err)
		case len(list) > 0 && s.session == now:
			s.openRightsGivenAlone(list)
		}
	})
}

func (s *Shell) openRightsGivenAlone(list []store.Right) {
	w, now := s.words, s.session
	rows := []fyne.CanvasObject{widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("users.alone_text")})}
	for _, x := range list {
		key := "users.alone_given"
		if x.Taken {
			key = "users.alone_taken"
		}
		text := w.T(key, "Date", w.Date(model.DateOf(x.At.Local())), "By", x.By, "Initials", x.Initials, "Right", messages.Right(w, x))
		rows = append(rows, widgets.NewParagraph(widgets.Body, widgets.Run{Text: text}))
	}
	d := widgets.NewKeyDialog(w.T("users.alone_title"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: 460}, rows...),
		w.T("users.alone_accept"), w.T("citizen.close"))
	d.OnAccept = func() bool {
		d.Close()
		now.work.run(now.admin.AcknowledgeRights, s.showError)
		return false
	}
	d.Open(s.window.Canvas())
}
