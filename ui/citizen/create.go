// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Creator enters a citizen who is not in the register yet.
type Creator interface {
	CreateCitizen(ctx context.Context, c model.Citizen) (model.Citizen, error)
}

// CreateOptions are what the question for a new citizen is made from.
type CreateOptions struct {
	screen.Env
	Register   Creator
	Vocabulary *model.Vocabulary
	Teams      []string // that the user sees
	User       string   // whose citizen it is at first
	OnCreated  func(c model.Citizen)
}

// Create asks for a new citizen.
func Create(o CreateOptions) {
	w := o.Words
	c := model.Citizen{Caseworker: o.User, Opened: o.EntryDay()}
	if len(o.Teams) > 0 {
		c.Team = o.Teams[0]
	}
	f := newMasterForm(w, o.Vocabulary, o.Teams, c, o.EntryDay())
	f.cpr.SetPlaceholder(w.T("create.cpr_hint"))
	d := widgets.NewFormDialog(w.T("create.title"), widgets.Flow{Gap: 8, Width: formWide},
		append(f.opening(), pair(widgets.NewField(w.T("master.opened"), f.opened), &fyne.Container{})), w.T("create.accept"), w.T("start.cancel"))
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
