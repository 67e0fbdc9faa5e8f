// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestARegisterKeepsAnAdministrator(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	first := model.FirstUser("LKN")
	inactive, demoted := first, first
	inactive.Active = false
	demoted.Roles = []model.Role{model.RoleTeamLeader}
	retired := model.User{Initials: "GML", Roles: []model.Role{model.RoleAdministrator}}
	f.must(admin.PutUser(t.Context(), retired)) // an inactive one is no help
	for _, u := range []model.User{inactive, demoted} {
		if err := admin.PutUser(t.Context(), u); !errors.Is(err, store.ErrLastAdministrator) {
			t.Errorf("got %v, want %v", err, store.ErrLastAdministrator)
		}
	}
	if _, err := f.AsUser(t.Context(), "LKN", model.ForAdministration, model.RoleAdministrator); err != nil {
		t.Errorf("what was refused was done: %v", err)
	}
	retired.Active = true
	f.must(admin.PutUser(t.Context(), retired))
	if err := admin.PutUser(t.Context(), inactive); !errors.Is(err, store.ErrLastPassphrase) {
		t.Errorf("got %v, want %v", err, store.ErrLastPassphrase)
	}
	f.must(f.GivePassphrase("GML", credentials.Passphrase))
	f.must(admin.PutUser(t.Context(), inactive))
	if _, err := f.AsUser(t.Context(), "LKN", model.ForCasework, model.RoleCaseworker); !errors.Is(err, store.ErrUnknownUser) {
		t.Errorf("got %v, want %v", err, store.ErrUnknownUser)
	}
}

func TestInitialsIgnoreCase(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	caseworker := func(initials string) model.User {
		return model.User{Initials: initials, Roles: []model.Role{model.RoleCaseworker}, Active: true}
	}
	f.must(admin.PutUser(t.Context(), caseworker("ÅSØ")))
	for _, initials := range []string{"åsø", "Åsø", "nor"} {
		if err := admin.PutUser(t.Context(), caseworker(initials)); !errors.Is(err, store.ErrInitialsTaken) {
			t.Errorf("%s: got %v, want %v", initials, err, store.ErrInitialsTaken)
		}
	}
	for _, initials := range []string{"N R", "NOR ", "A\n", "=A1"} {
		if err := admin.PutUser(t.Context(), caseworker(initials)); err == nil {
			t.Errorf("accepted the initials %q", initials)
		}
	}
	a, err := f.AsUser(t.Context(), "åsø", model.ForCasework, model.RoleCaseworker)
	f.must(err)
	if a.User().Initials != "ÅSØ" {
		t.Errorf("the log would name %s", a.User().Initials)
	}
}

// The log refers to initials, so users are never removed from the table.
func TestAUserIsNeverDeleted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, query := range []string{
		`delete from app_user where initials = 'NOR'`,
		`update app_user set initials = 'SUD' where initials = 'NOR'`,
		`insert or replace into app_user select * from app_user where initials = 'NOR'`,
	} {
		if err := f.Exec(t.Context(), query); err == nil {
			t.Errorf("%s was let through", query)
		}
	}
	users, err := f.Users(t.Context())
	f.must(err)
	if !slices.ContainsFunc(users, func(u model.User) bool { return u.Initials == "NOR" }) {
		t.Error("NOR is gone")
	}
}
