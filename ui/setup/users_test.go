// SPDX-License-Identifier: MPL-2.0

package setup_test

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestNewUser(t *testing.T) {
	r := &register{users: []model.User{admin(), {Initials: "SRA", Roles: []model.Role{model.RoleCaseworker}, Teams: []string{"Nord"}, Active: true}}}
	d := show(t, r, setup.TabUsers, nil)
	d.Tap("Ny bruger")
	e := d.Entries() // initials, name, new team
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, "Skriv brugerens initialer."},
		{func() { e[0].SetText("sra") }, "SRA findes i forvejen."},
		{func() { e[0].SetText("new"); d.box("Sagsbehandler").SetChecked(false) }, "Vælg mindst én rolle."},
	} {
		step.do()
		d.Tap("Gem")
		if !strings.Contains(d.Texts(), step.want) || len(r.done) > 0 {
			t.Errorf("the dialog says\n%s\nwant %q", d.Texts(), step.want)
		}
	}
	d.box("Teamleder").SetChecked(true)
	d.box("Nord").SetChecked(true)
	e[2].SetText(" Syd ")
	d.Tap("Gem")
	u := r.users[len(r.users)-1]
	if u.Initials != "NEW" || len(u.Roles) != 1 || u.Roles[0] != model.RoleTeamLeader || strings.Join(u.Teams, " ") != "Nord Syd" || !u.Active {
		t.Errorf("added %+v", u)
	}
	d.Tap("Lav den") // a new user needs a passphrase
	d.Tap("Kopiér")
	if len(d.Copied) != len("xxxx-xxxx-xxxx-xxxx") || strings.ContainsAny(d.Copied, "01lo") {
		t.Errorf("the one-time passphrase is %q", d.Copied)
	}
	if got := strings.Join(r.done, ", "); got != "add NEW, one-time NEW" {
		t.Errorf("did %s", got)
	}
}

func TestDeactivatedUserSuggestsRotation(t *testing.T) {
	r := &register{users: []model.User{admin(), {Initials: "SRA", Roles: []model.Role{model.RoleCaseworker}, Active: true}}}
	d := show(t, r, setup.TabUsers, nil)
	d.Keys(fyne.KeyEnd, fyne.KeyReturn)
	d.box("Aktiv: kan åbne registeret").SetChecked(false)
	d.Tap("Gem")
	d.Tap("Forny nu")
	if got := strings.Join(r.done, ", "); got != "change SRA, rotate" || d.LastToast() != "Datanøglen er fornyet." {
		t.Errorf("did %s, and says %q", got, d.LastToast())
	}
	d.Tap("Midlertidig adgangskode …")
	if !strings.Contains(d.Texts(), "SRA er ikke aktiv.") {
		t.Errorf("the dialog says\n%s", d.Texts())
	}
}

func TestOwnUserIsReloaded(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, nil)
	d.Keys(fyne.KeyReturn)
	d.Entries()[1].SetText("Lis Nyt")
	d.Tap("Gem")
	if d.reloads != 1 || d.users[0].Name != "Lis Nyt" {
		t.Errorf("%d reloads of %+v", d.reloads, d.users)
	}
}

func TestErrorOfAChangeStaysInTheDialog(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, nil)
	d.err = errors.New("the last administrator")
	d.Keys(fyne.KeyReturn)
	d.Tap("Gem")
	if !strings.Contains(d.Texts(), "the last administrator.") || !d.open() {
		t.Errorf("it says\n%s", d.Texts())
	}
}

func TestNewRecoveryKey(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, nil)
	d.Tap("Ny gendannelsesnøgle …")
	d.Tap("Lav en ny")
	if d.recovered != "AAAA-BBBB" {
		t.Errorf("shown is %q", d.recovered)
	}
}

func TestInventedRegisterHasNoPassphrases(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, func(o *setup.Options) { o.Invented = true })
	for _, b := range widgettest.Find[*widgets.Button](d.Visible()) {
		if strings.Contains(b.Text, "nøgle") || strings.Contains(b.Text, "frase") {
			t.Errorf("it offers %q", b.Text)
		}
	}
	d.screen.SelectTab(setup.TabOwn)
	if len(d.Entries()) > 0 {
		t.Error("it asks for a passphrase")
	}
}

// Several users are confirmed at once; what the user gave is left to another.
func TestConfirmRights(t *testing.T) {
	worker := func(initials string) model.User { return model.User{Initials: initials, Active: true} }
	right := func(initials, by string) store.Right {
		return store.Right{Initials: initials, Kind: store.RightRole, Value: "caseworker", By: by}
	}
	r := &register{
		users:   []model.User{admin(), worker("SRA"), worker("NOR"), worker("EGN")},
		waiting: []store.Right{right("SRA", "BEA"), right("NOR", "BEA"), right("EGN", "LKN")},
	}
	d := show(t, r, setup.TabUsers, nil)
	if got := d.Row(1)[2]; got != "venter på bekræftelse: Sagsbehandler" {
		t.Errorf("the roles are %q", got)
	}
	d.Tap("Bekræft …")
	d.Tap("Bekræft")
	if !strings.Contains(d.Texts(), "Vælg mindst én bruger.") || len(d.box("EGN: Sagsbehandler (givet af LKN)").Text) > 0 {
		t.Errorf("the dialog says\n%s", d.Texts())
	}
	d.box("SRA: Sagsbehandler (givet af BEA)").SetChecked(true)
	d.box("NOR: Sagsbehandler (givet af BEA)").SetChecked(true)
	d.Tap("Bekræft")
	if got := strings.Join(r.done, ", "); got != "confirm SRA NOR" {
		t.Errorf("did %s", got)
	}
	d.Tap("Bekræft …")
	if !strings.Contains(d.Texts(), "Ingen roller eller teams venter på dig.") {
		t.Errorf("the dialog says\n%s", d.Texts())
	}
}

// A form of a user shows what waits, so that saving it withdraws nothing.
func TestFormShowsWaitingRights(t *testing.T) {
	r := &register{
		users:   []model.User{admin(), {Initials: "SRA", Active: true}},
		waiting: []store.Right{{Initials: "SRA", Kind: store.RightRole, Value: "team_leader", By: "BEA"}},
	}
	d := show(t, r, setup.TabUsers, nil)
	d.Keys(fyne.KeyEnd, fyne.KeyReturn)
	d.Tap("Gem")
	if u := r.users[1]; len(u.Roles) != 1 || u.Roles[0] != model.RoleTeamLeader {
		t.Errorf("saved %+v", u)
	}
	if !strings.Contains(d.LastToast(), "En anden administrator skal bekræfte") {
		t.Errorf("it says %q", d.LastToast())
	}
}

func TestOperationsSeesOwnPagesAlone(t *testing.T) {
	d := show(t, &register{}, setup.TabOwn, func(o *setup.Options) {
		o.User.Roles, o.Deletion = []model.Role{model.RoleOperations}, nil
	})
	if got := strings.Join(d.screen.Tabs(), " "); got != "mine backups words" {
		t.Errorf("the pages are %s", got)
	}
}
