// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// usersPage lists the users of the register and edits them.
type usersPage struct {
	s      *Screen
	table  *staticTable
	foot   *widgets.FootStrip
	rotate *widgets.Button
	all    fyne.CanvasObject
	list   []model.User
	due    bool

	waiting []store.Right
}

func newUsersPage(s *Screen) *usersPage {
	w := s.o.Words
	u := &usersPage{s: s}
	u.table = newStaticTable([]widgets.Column{
		{ID: "initials", Title: w.T("users.initials"), Width: 100, Bold: true},
		{ID: "name", Title: w.T("users.name"), Width: 220, Flexible: true},
		{ID: "roles", Title: w.T("users.roles"), Width: 320, Flexible: true},
		{ID: "teams", Title: w.T("users.teams"), Width: 240, Flexible: true},
		{ID: "active", Title: w.T("users.active"), Width: 90},
		{ID: "key", Title: w.T("users.passphrase"), Width: 130},
	}, w.T("users.none"))
	u.table.view.OnOpen = func(i int) { u.edit(u.list[i], false) }
	confirm := widgets.NewButton(w.T("users.confirm"), u.onConfirm)
	fresh := widgets.NewPrimaryButton(widgets.IconPlus, w.T("users.new"), func() { u.edit(model.User{Active: true}, true) })
	edit := widgets.NewButton(w.T("users.edit"), u.with(func(x model.User) { u.edit(x, false) }))
	once := widgets.NewButton(w.T("users.once"), u.with(u.onOnce))
	key := widgets.NewButton(w.T("users.recovery"), u.onRecovery)
	u.rotate = widgets.NewButton(w.T("users.rotate"), u.onRotate)
	u.foot = widgets.NewFootStrip(nil, []widgets.KeyHint{{Key: w.T("key.enter"), Text: w.T("users.hint")}})
	bar := tools(fresh, edit, confirm, once, key, u.rotate)
	if s.o.Invented {
		bar = tools(fresh, edit)
	}
	u.all = newPanel(bar, u.table.view, u.foot)
	return u
}

func (u *usersPage) content() fyne.CanvasObject { return u.all }
func (u *usersPage) first() fyne.Focusable      { return u.table.view }

// with returns a function that calls do with the selected user.
func (u *usersPage) with(do func(model.User)) func() {
	return func() {
		if i := u.table.view.Selected(); i >= 0 && i < len(u.list) {
			do(u.list[i])
		}
	}
}

func (u *usersPage) load() { u.loadThen(func() {}) }

// loadThen reads the users, shows them and calls then.
func (u *usersPage) loadThen(then func()) {
	var list []model.User
	var waiting []store.Right
	var due bool
	u.s.run(func(ctx context.Context) (err error) {
		if list, err = u.s.o.Register.Users(ctx); err != nil {
			return err
		}
		if waiting, err = u.s.o.Register.WaitingRights(ctx); err != nil {
			return err
		}
		due, err = u.s.o.Register.KeyRotationDue(ctx)
		return err
	}, func() {
		u.list, u.due, u.waiting = list, due, waiting
		u.show()
		then()
	})
}

func (u *usersPage) show() {
	w := u.s.o.Words
	cells := make([][]widgets.Cell, len(u.list))
	active := 0
	for i, x := range u.list {
		roles := messages.Roles(w, x)
		if rights := u.waitingOf(x.Initials); rights != "" {
			roles = strings.TrimPrefix(roles+"; "+w.T("users.waiting", "Rights", rights), "; ")
		}
		key := w.T("users.no_passphrase")
		switch {
		case u.s.o.Invented:
			key = ""
		case u.s.o.Register.HasPassphrase(x.Initials):
			key = w.T("users.has_passphrase")
		}
		if x.Active {
			active++
		}
		cells[i] = []widgets.Cell{
			{Text: x.Initials, Muted: !x.Active},
			{Text: x.Name, Muted: !x.Active},
			{Text: roles, Muted: !x.Active},
			{Text: messages.Teams(w, x), Muted: !x.Active},
			{Text: w.T(yesNoKey(x.Active)), Muted: !x.Active},
			{Text: key, Muted: !x.Active},
		}
	}
	u.table.set(cells)
	texts := []string{w.N("users.count", active)}
	if u.due {
		texts = append(texts, w.T("users.rotation_due"))
	}
	u.foot.Icon = widgets.IconNone
	if u.due {
		u.foot.Icon = widgets.IconWarning
	}
	u.foot.SetTexts(texts...)
}

func yesNoKey(b bool) string {
	if b {
		return "users.yes"
	}
	return "users.no"
}

// edit opens the dialog that edits a user, or a new one.
func (u *usersPage) edit(x model.User, fresh bool) {
	f := newUserForm(u, store.WithRights(x, u.waiting), fresh)
	u.s.form(f.title, u.s.o.Words.T("save.accept"), f.first, f.fields, func() (string, func(context.Context) error, func()) {
		to, wrong := f.read()
		if wrong != "" {
			return wrong, nil, nil
		}
		deactivated := x.Active && !to.Active && u.s.o.Register.HasPassphrase(to.Initials) && !u.s.o.Invented
		return "", func(ctx context.Context) error { return u.s.o.Admin.PutUser(ctx, to) }, func() { u.saved(to, fresh, deactivated) }
	})
}

// saved goes on after a user was saved: a new one needs a passphrase, and the data key
// should be rotated after one was deactivated.
func (u *usersPage) saved(x model.User, fresh, deactivated bool) {
	w := u.s.o.Words
	u.loadThen(func() {
		if u.waitingOf(x.Initials) != "" {
			u.s.o.Toast(w.T("users.waits", "Initials", x.Initials))
		}
	})
	switch {
	case deactivated:
		u.s.confirm(w.T("users.rotate_title"), w.T("users.left", "Initials", x.Initials), w.T("users.rotate_now"), u.rotateNow)
	case fresh && !u.s.o.Invented:
		u.onOnce(x)
	}
	if strings.EqualFold(x.Initials, u.s.o.User.Initials) {
		u.s.o.OnOwnUserChanged()
	}
}

func (u *usersPage) known(initials string) bool {
	return slices.ContainsFunc(u.list, func(x model.User) bool { return strings.EqualFold(x.Initials, initials) })
}

// teams returns the teams of all users, sorted.
func (u *usersPage) teams() []string {
	var list []string
	for _, x := range u.list {
		list = append(list, x.Teams...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// onOnce sets a one-time passphrase for a user, who must change it at log-in.
func (u *usersPage) onOnce(x model.User) {
	w := u.s.o.Words
	if !x.Active {
		u.s.showMessage(w.T("users.once_title"), w.T("users.once_inactive", "Initials", x.Initials))
		return
	}
	u.s.confirm(w.T("users.once_title"), w.T("users.once_text", "Initials", x.Initials), w.T("users.once_accept"), func() {
		var code string
		u.s.run(func(ctx context.Context) (err error) {
			if code, err = vault.NewOneTimePassphrase(); err != nil {
				return err
			}
			return u.s.o.Admin.SetPassphrase(ctx, x.Initials, []byte(code))
		}, func() {
			u.load()
			u.showOnce(x, code)
		})
	})
}

// showOnce shows a one-time passphrase.
func (u *usersPage) showOnce(x model.User, code string) {
	w := u.s.o.Words
	text := canvas.NewText(code, widgets.CurrentPalette().Ink)
	text.TextSize, text.TextStyle, text.Alignment = 22, fyne.TextStyle{Monospace: true}, fyne.TextAlignCenter
	copied := widgets.NewIconButton(widgets.IconCopy, w.T("citizen.copy"), func() { u.s.o.Copy(code) })
	d := widgets.NewKeyDialog(w.T("users.once_title"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: 400},
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("users.once_shown", "Initials", x.Initials)}), text, tools(copied)),
		w.T("citizen.close"), "")
	d.Open(u.s.o.Canvas())
}

// onRecovery replaces the recovery key.
func (u *usersPage) onRecovery() {
	w := u.s.o.Words
	u.s.confirm(w.T("users.recovery_title"), w.T("users.recovery_text"), w.T("users.recovery_accept"), func() {
		var key string
		u.s.run(func(ctx context.Context) (err error) {
			key, err = u.s.o.Admin.NewRecoveryKey(ctx)
			return err
		}, func() { u.s.o.OnRecoveryKey(key) })
	})
}

func (u *usersPage) onRotate() {
	w := u.s.o.Words
	u.s.confirm(w.T("users.rotate_title"), w.T("users.rotate_text"), w.T("users.rotate_now"), u.rotateNow)
}

// rotateNow rotates the data key and shows the progress.
func (u *usersPage) rotateNow() {
	w := u.s.o.Words
	bar := widget.NewProgressBar()
	bar.TextFormatter = func() string { return "" }
	d := widgets.NewKeyDialog(w.T("users.rotate_title"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: 400},
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("users.rotating")}), container.New(&thin{}, bar)), w.T("start.cancel"), "")
	finished := false
	cancel := func() {}
	d.OnAccept = func() bool { cancel(); return false }
	d.OnCancel = func() { cancel() }
	d.Open(u.s.o.Canvas())
	stop := u.s.o.Run(func(ctx context.Context) error {
		return u.s.o.Admin.RotateKey(ctx, func(done, total int64) {
			fyne.Do(func() { bar.SetValue(float64(done) / float64(max(1, total))) })
		})
	}, func(err error) {
		finished = true
		d.Close()
		u.load()
		switch {
		case err == nil:
			u.s.o.Toast(w.T("users.rotated"))
		default:
			u.s.showMessage(w.T("users.rotate_title"), w.T("users.not_rotated"), u.s.o.Explain(err))
		}
	})
	if !finished {
		cancel = stop
	}
}

// thin places a progress bar.
type thin struct{}

func (*thin) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 8) }

func (*thin) Layout(o []fyne.CanvasObject, s fyne.Size) { widgets.Place(o[0], 0, 0, s.Width, 8) }
