// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// waitingOf lists the rights of a user that wait for confirmation.
func (u *usersPage) waitingOf(initials string) string {
	var names []string
	for _, x := range u.waiting {
		if x.Initials == initials {
			names = append(names, messages.Right(u.s.o.Words, x))
		}
	}
	return strings.Join(names, ", ")
}

// onConfirm opens the dialog that confirms the rights of several users at once.
func (u *usersPage) onConfirm() {
	w := u.s.o.Words
	var users []string
	var boxes []*widgets.Checkbox
	var list []fyne.CanvasObject
	for _, each := range u.list {
		by, own := u.giversOf(each.Initials)
		if by == "" || own {
			continue
		}
		box := newBox(w.T("users.confirm_one", "Initials", each.Initials, "Rights", u.waitingOf(each.Initials), "By", by), false)
		users, boxes, list = append(users, each.Initials), append(boxes, box), append(list, box)
	}
	if len(users) == 0 {
		u.s.showMessage(w.T("users.confirm_title"), w.T("users.confirm_none"))
		return
	}
	scroll := widgets.NewFocusScroll(container.New(&widgets.Flow{Gap: 2, Width: formWide - 20}, list...))
	scroll.Follow(list...)
	height := min(float32(len(list))*widgets.ListRowHeight, u.s.o.Canvas().Size().Height-240)
	rows := []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("users.confirm_text")}),
		container.New(&widgets.Sized{Size: fyne.NewSize(formWide, height)}, scroll.Scroll),
	}
	u.s.form(w.T("users.confirm_title"), w.T("users.confirm_accept"), boxes[0], rows, func() (string, func(context.Context) error, func()) {
		var chosen []string
		for i, box := range boxes {
			if box.Checked {
				chosen = append(chosen, users[i])
			}
		}
		if len(chosen) == 0 {
			return w.T("users.confirm_choose"), nil, nil
		}
		return "", func(ctx context.Context) error { return u.s.o.Admin.ConfirmRights(ctx, chosen...) }, u.load
	})
}

// giversOf lists who gave the rights of a user that wait, and reports whether the
// user of the screen is among them.
func (u *usersPage) giversOf(initials string) (by string, own bool) {
	var givers []string
	for _, x := range u.waiting {
		if x.Initials == initials {
			own = own || strings.EqualFold(x.By, u.s.o.User.Initials)
			if len(givers) == 0 || givers[len(givers)-1] != x.By {
				givers = append(givers, x.By)
			}
		}
	}
	return strings.Join(givers, ", "), own
}
