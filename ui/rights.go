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

// showRightsGivenAlone shows an administrator which rights another one gave while no
// administrator could confirm them, until one has acknowledged it.
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
	var lines []fyne.CanvasObject
	for _, text := range messages.RightsAlone(w, list) {
		lines = append(lines, widgets.NewParagraph(widgets.Body, widgets.Run{Text: text}))
	}
	const width = 460
	column := container.New(&widgets.Flow{Gap: 8, Width: width - 20}, lines...)
	height := min(column.MinSize().Height, s.window.Canvas().Size().Height-300)
	d := widgets.NewKeyDialog(w.T("users.alone_title"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: width},
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("users.alone_text")}),
		container.New(&widgets.Sized{Size: fyne.NewSize(width, height)}, container.NewVScroll(column))),
		w.T("users.alone_accept"), w.T("citizen.close"))
	d.OnAccept = func() bool {
		d.Close()
		now.work.run(now.admin.AcknowledgeRights, s.showError)
		return false
	}
	d.Open(s.window.Canvas())
}
