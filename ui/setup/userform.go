// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// userForm holds the fields of a user.
type userForm struct {
	u     *usersPage
	fresh bool // a new user
	title string

	fields                  []fyne.CanvasObject
	first                   fyne.Focusable
	initials, name, newTeam *widgets.Entry
	roles                   []*widgets.Checkbox // in the order of model.Roles
	allTeams                *widgets.Checkbox
	teams                   []*widgets.Checkbox
	active                  *widgets.Checkbox
}

func newUserForm(u *usersPage, x model.User, fresh bool) *userForm {
	w := u.s.o.Words
	f := &userForm{
		u: u, fresh: fresh, title: w.T("users.new"),
		initials: widgets.NewEntry(), name: widgets.NewEntry(), newTeam: widgets.NewEntry(),
	}
	f.initials.SetText(x.Initials)
	f.initials.SetPlaceholder(w.T("start.initials_hint"))
	f.name.SetText(x.Name)
	f.newTeam.SetPlaceholder(w.T("users.new_team_hint"))
	f.first = f.initials.Focusable()
	var roles []fyne.CanvasObject
	for _, r := range model.Roles() {
		box := newBox(w.T("role."+string(r)), x.Has(r) || fresh && r == model.RoleCaseworker)
		f.roles, roles = append(f.roles, box), append(roles, box)
	}
	f.allTeams = newBox(w.T("users.all_teams"), x.AllTeams)
	teams := []fyne.CanvasObject{f.allTeams}
	for _, t := range u.teams() {
		box := newBox(t, slices.Contains(x.Teams, t))
		f.teams, teams = append(f.teams, box), append(teams, box)
	}
	f.active = newBox(w.T("users.active_box"), x.Active)
	f.fields = []fyne.CanvasObject{
		widgets.NewField(w.T("users.initials"), f.initials), widgets.NewField(w.T("users.name"), f.name),
		widgets.NewField(w.T("users.roles"), container.New(&widgets.Line{Gap: 16}, roles...)),
		widgets.NewField(w.T("users.teams"), container.New(&wrap{width: formWide}, teams...)),
		widgets.NewField(w.T("users.new_team"), f.newTeam),
	}
	if !fresh {
		f.title = w.T("users.edit_one", "Initials", x.Initials)
		f.initials.Disable()
		f.first = f.name.Focusable()
		f.fields = append(f.fields, f.active)
	}
	return f
}

func newBox(text string, checked bool) *widgets.Checkbox {
	box := widgets.NewCheckbox(text, nil)
	box.Checked = checked
	return box
}

// read returns the user, or what is wrong with the fields.
func (f *userForm) read() (x model.User, wrong string) {
	w := f.u.s.o.Words
	x = model.User{
		Initials: strings.TrimSpace(f.initials.Text()), Name: strings.TrimSpace(f.name.Text()),
		AllTeams: f.allTeams.Checked, Active: f.active.Checked,
	}
	if f.fresh {
		x.Initials = strings.ToUpper(x.Initials)
	}
	for i, box := range f.roles {
		if box.Checked {
			x.Roles = append(x.Roles, model.Roles()[i])
		}
	}
	for _, box := range f.teams {
		if box.Checked {
			x.Teams = append(x.Teams, box.Text)
		}
	}
	if t := strings.TrimSpace(f.newTeam.Text()); t != "" && !slices.Contains(x.Teams, t) {
		x.Teams = append(x.Teams, t)
	}
	switch {
	case x.Initials == "":
		return x, w.T("users.need_initials")
	case len(x.Roles) == 0:
		return x, w.T("users.need_role")
	case f.fresh && f.u.known(x.Initials):
		return x, w.T("users.known", "Initials", x.Initials)
	}
	return x, ""
}

// wrap places its objects in rows, like words of a text.
type wrap struct{ width float32 }

func (l *wrap) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, l.place(o, l.width, false))
}

func (l *wrap) Layout(o []fyne.CanvasObject, s fyne.Size) { l.place(o, s.Width, true) }

func (*wrap) place(o []fyne.CanvasObject, width float32, move bool) float32 {
	var x, y float32
	high := float32(0)
	for _, object := range o {
		m := object.MinSize()
		if x > 0 && x+m.Width > width {
			x, y = 0, y+m.Height
		}
		if move {
			widgets.Place(object, x, y, m.Width, m.Height)
		}
		x += m.Width + 16
		high = y + m.Height
	}
	return high
}
