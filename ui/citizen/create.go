// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Creator adds a citizen to the register.
type Creator interface {
	CreateCitizen(ctx context.Context, c model.Citizen) (model.Citizen, error)
}

// CreateOptions configure [Create].
type CreateOptions struct {
	screen.Env
	Register   Creator
	Vocabulary *model.Vocabulary
	Teams      []string // that the user has access to
	User       string   // caseworker of the new citizen
	OnCreated  func(c model.Citizen)
}

// Create opens the form for a new citizen.
func Create(o CreateOptions) {
	w := o.Words
	c := model.Citizen{Caseworker: o.User, Opened: o.EntryDay()}
	if len(o.Teams) > 0 {
		c.Team = o.Teams[0]
	}
	f := newMasterForm(w, o.Vocabulary, o.Teams, c, o.EntryDay())
	f.cpr.SetPlaceholder(w.T("create.cpr_hint"))
	d := widgets.NewFormDialog(w.T("create.title"), widgets.Flow{Gap: 8, Width: formWidth},
		append(f.creationFields(), pair(widgets.NewField(w.T("master.opened"), f.opened), &fyne.Container{})), w.T("create.accept"), w.T("start.cancel"))
	d.First = f.name.Focusable()
	d.Work(o.Run, o.Explain, func() (string, func(context.Context) error, func()) {
		to, wrong := f.read(c)
		if wrong != "" {
			return wrong, nil, nil
		}
		return "", func(ctx context.Context) (err error) {
			to, err = o.Register.CreateCitizen(ctx, to)
			return err
		}, func() { o.OnCreated(to) }
	})
	d.Open(o.Canvas())
}
