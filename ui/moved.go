// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// askWhetherMoved asks an administrator whether a register whose folder is elsewhere
// than at its last backup was moved or copied. Until that is answered, no backup is
// removed.
func (s *Shell) askWhetherMoved() {
	now := s.session
	if !now.user.Has(model.RoleAdministrator) {
		return
	}
	var from store.Place
	var moved bool
	now.work.run(func(ctx context.Context) (err error) {
		from, moved, err = now.register.Moved(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.showError(err)
		case moved && s.session == now:
			s.openMovedDialog(from)
		}
	})
}

func (s *Shell) openMovedDialog(from store.Place) {
	w, now := s.words, s.session
	text := w.T("moved.text", "Folder", from.Folder, "Host", from.Host, "Now", now.register.Dir())
	copied := false
	choice := widgets.NewSegmented([]widgets.Segment{{Text: w.T("moved.moved")}, {Text: w.T("moved.copied")}}, func(i int) { copied = i == 1 })
	d := widgets.NewKeyDialog(w.T("moved.title"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: 460},
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: text}),
		choice,
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("moved.note")}),
	), w.T("moved.accept"), w.T("moved.later"))
	d.First = fyne.Focusable(choice)
	d.OnAccept = func() bool {
		d.Close()
		now.work.run(func(ctx context.Context) error { return now.admin.ConfirmPlace(ctx, copied) }, s.showError)
		return false
	}
	d.Open(s.window.Canvas())
}
