// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// twoAdministrators is a fixture in which BEA can confirm what LKN gives.
func twoAdministrators(t *testing.T) (f *fixture, lkn, bea *store.Access) {
	t.Helper()
	f = newFixture(t)
	lkn = f.as("LKN", model.RoleAdministrator)
	f.must(lkn.PutUser(t.Context(), model.User{Initials: "BEA", Roles: []model.Role{model.RoleAdministrator}, Active: true}))
	f.must(f.GivePassphrase("BEA", credentials.Passphrase))
	return f, lkn, f.as("BEA", model.RoleAdministrator)
}

// rights lists what a user holds, and after a bar what waits.
func (f *fixture) rights(initials string) string {
	f.Helper()
	users, err := f.Users(f.Context())
	f.must(err)
	u := users[slices.IndexFunc(users, func(u model.User) bool { return u.Initials == initials })]
	waiting, err := f.WaitingRights(f.Context())
	f.must(err)
	var wait []string
	for _, x := range waiting {
		if x.Initials == initials {
			wait = append(wait, strings.TrimSpace(string(x.Kind)+" "+x.Value))
		}
	}
	return fmt.Sprintf("%v %v %t | %s", u.Roles, u.Teams, u.AllTeams, strings.Join(wait, ", "))
}

// What gives a user more waits for another administrator; what takes applies at once.
func TestRightsWaitForAnotherAdministrator(t *testing.T) {
	t.Parallel()
	admin, leader, worker := model.RoleAdministrator, model.RoleTeamLeader, model.RoleCaseworker
	all := model.FirstUser("LKN")
	tests := []struct {
		name      string
		put       model.User
		want      string
		confirmed string
	}{
		{
			"a new user",
			model.User{Initials: "NY", Roles: []model.Role{worker}, Teams: []string{"Team Nord"}, Active: true},
			"[] [] false | role caseworker, team Team Nord", "[caseworker] [Team Nord] false | ",
		},
		{
			"the role of administrator",
			model.User{Initials: "NOR", Roles: []model.Role{admin, worker}, Teams: []string{"Team Nord"}, Active: true},
			"[caseworker] [Team Nord] false | role administrator", "[administrator caseworker] [Team Nord] false | ",
		},
		{
			"a team",
			model.User{Initials: "NOR", Roles: []model.Role{worker}, Teams: []string{"Team Syd"}, Active: true},
			"[caseworker] [] false | team Team Syd", "[caseworker] [Team Syd] false | ",
		},
		{
			"all teams",
			model.User{Initials: "LED", Roles: []model.Role{leader}, AllTeams: true, Active: true},
			"[team_leader] [] false | all_teams", "[team_leader] [] true | ",
		},
		{
			"a new user who leads all teams",
			model.User{Initials: "NY", Roles: []model.Role{leader}, AllTeams: true, Active: true},
			"[] [] false | all_teams, role team_leader", "[team_leader] [] true | ",
		},
		{
			"less",
			model.User{Initials: "LKN", Roles: []model.Role{admin}, Active: true},
			"[administrator] [] false | ", "",
		},
		{"the same", all, "[administrator caseworker team_leader] [] true | ", ""},
		{
			"an inactive user",
			model.User{Initials: "NY", Roles: []model.Role{worker}},
			"[caseworker] [] false | ", "",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f, lkn, bea := twoAdministrators(t)
			f.must(lkn.PutUser(t.Context(), test.put))
			if got := f.rights(test.put.Initials); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if err := lkn.ConfirmRights(t.Context(), test.put.Initials); test.confirmed != "" && !errors.Is(err, store.ErrOwnGrant) {
				t.Errorf("the giver: got %v, want %v", err, store.ErrOwnGrant)
			}
			err := bea.ConfirmRights(t.Context(), strings.ToLower(test.put.Initials))
			if test.confirmed == "" {
				if !errors.Is(err, store.ErrNothingWaiting) {
					t.Errorf("got %v, want %v", err, store.ErrNothingWaiting)
				}
				return
			}
			f.must(err)
			if got := f.rights(test.put.Initials); got != test.confirmed {
				t.Errorf("confirmed: got %s, want %s", got, test.confirmed)
			}
		})
	}
}

// Who comes back has to be confirmed again.
func TestReactivatedUserWaits(t *testing.T) {
	t.Parallel()
	f, lkn, _ := twoAdministrators(t)
	u := model.User{Initials: "NOR", Roles: []model.Role{model.RoleCaseworker}, Teams: []string{"Team Nord"}}
	f.must(lkn.PutUser(t.Context(), u))
	u.Active = true
	f.must(lkn.PutUser(t.Context(), u))
	if got, want := f.rights("NOR"), "[] [] false | role caseworker, team Team Nord"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := f.AsUser(t.Context(), "NOR", model.ForCasework, model.RoleCaseworker); !errors.Is(err, store.ErrForbidden) {
		t.Errorf("got %v, want %v", err, store.ErrForbidden)
	}
}

// Saving the user again neither confirms what waits nor changes who gave it; leaving
// it out withdraws it.
func TestWaitingRightsAreKeptOrWithdrawn(t *testing.T) {
	t.Parallel()
	f, lkn, bea := twoAdministrators(t)
	u := model.User{Initials: "NY", Roles: []model.Role{model.RoleCaseworker, model.RoleTeamLeader}, Active: true}
	f.must(lkn.PutUser(t.Context(), u))
	u.Name = "Ny"
	f.must(bea.PutUser(t.Context(), u))
	if got, want := f.rights("NY"), "[] [] false | role caseworker, role team_leader"; got != want {
		t.Errorf("saved again: %s, want %s", got, want)
	}
	if err := lkn.ConfirmRights(t.Context(), "NY"); !errors.Is(err, store.ErrOwnGrant) {
		t.Errorf("got %v, want %v", err, store.ErrOwnGrant)
	}
	u.Roles = u.Roles[:1]
	f.must(lkn.PutUser(t.Context(), u))
	f.must(bea.ConfirmRights(t.Context(), "NY"))
	if got, want := f.rights("NY"), "[caseworker] [] false | "; got != want {
		t.Errorf("confirmed: %s, want %s", got, want)
	}
	if n := f.count(`select count(*) from user_right where initials = 'NY' and state = 'withdrawn' and decided_by = 'LKN'`); n != 1 {
		t.Errorf("%d rights are withdrawn in the history, want 1", n)
	}
}

// Several are confirmed at once, or none.
func TestConfirmAllOrNone(t *testing.T) {
	t.Parallel()
	f, lkn, bea := twoAdministrators(t)
	for _, by := range []struct {
		a        *store.Access
		initials string
	}{{lkn, "EN"}, {lkn, "TO"}, {bea, "TRE"}} {
		f.must(by.a.PutUser(t.Context(), model.User{Initials: by.initials, Roles: []model.Role{model.RoleCaseworker}, Active: true}))
	}
	if err := bea.ConfirmRights(t.Context(), "EN", "TRE"); !errors.Is(err, store.ErrOwnGrant) {
		t.Errorf("got %v, want %v", err, store.ErrOwnGrant)
	}
	if got, want := f.rights("EN"), "[] [] false | role caseworker"; got != want {
		t.Errorf("after a refusal: %s, want %s", got, want)
	}
	f.must(bea.ConfirmRights(t.Context(), "EN", "TO"))
	if n := f.count(`select count(*) from access_log where detail = 'rights_confirmed?initials=TO&role=caseworker' and initials = 'BEA'`); n != 1 {
		t.Errorf("%d lines say who confirmed, want 1", n)
	}
}

// An administrator with a passphrase that the giver set confirms nothing of the giver's
// before it is replaced; nor does one with a passphrase set by the recovery key.
func TestPassphraseOfTheGiverConfirmsNothing(t *testing.T) {
	t.Parallel()
	f, lkn, bea := twoAdministrators(t)
	f.must(lkn.PutUser(t.Context(), model.User{Initials: "NY", Roles: []model.Role{model.RoleTeamLeader}, Active: true}))
	f.must(lkn.SetPassphrase(t.Context(), "BEA", chosen))
	if err := bea.ConfirmRights(t.Context(), "NY"); !errors.Is(err, store.ErrPassphraseOfGiver) {
		t.Errorf("got %v, want %v", err, store.ErrPassphraseOfGiver)
	}
	f.must(f.Exec(t.Context(), `update app_user set passphrase_set_by = 'recovery' where initials = 'BEA'`))
	if err := bea.ConfirmRights(t.Context(), "NY"); !errors.Is(err, store.ErrPassphraseOfGiver) {
		t.Errorf("by the recovery key: got %v, want %v", err, store.ErrPassphraseOfGiver)
	}
	if n := f.count(`select count(*) from access_log where action = 'refused' and detail = 'confirm_rights?initials=NY'`); n != 2 {
		t.Errorf("%d refusals in the log, want 2", n)
	}
	f.must(bea.ChangePassphrase(t.Context(), chosen, own))
	f.must(bea.ConfirmRights(t.Context(), "NY"))
}

// What an administrator does alone is in the log, and every later one is shown it once.
func TestWhatIsGivenAloneIsShown(t *testing.T) {
	t.Parallel()
	f, lkn, _ := twoAdministrators(t)
	list, err := f.RightsGivenAlone(t.Context())
	f.must(err)
	if len(list) > 0 {
		t.Errorf("the first user is shown what the first user gave: %+v", list)
	}
	f.must(lkn.PutUser(t.Context(), model.User{Initials: "BEA", Roles: []model.Role{model.RoleAdministrator}})) // now alone
	me := model.FirstUser("LKN")
	me.Teams = []string{"Team Hemmelig"}
	f.must(lkn.PutUser(t.Context(), me))
	if n := f.count(`select count(*) from access_log where detail = 'rights_alone?initials=LKN&team=Team+Hemmelig'`); n != 1 {
		t.Errorf("%d lines of the log say so, want 1", n)
	}
	f.must(lkn.PutUser(t.Context(), model.User{Initials: "BEA", Roles: []model.Role{model.RoleAdministrator}, Active: true}))
	f.must(f.GivePassphrase("BEA", own))
	r, err := store.Open(t.Context(), f.Dir(), store.Credentials{Initials: "BEA", Passphrase: own}, store.Shared(options))
	f.must(err)
	defer r.Close()
	list, err = r.RightsGivenAlone(t.Context())
	f.must(err)
	var shown []string
	for _, x := range list {
		shown = append(shown, fmt.Sprintf("%s %s %s %t", x.By, x.Initials, x.Value, x.Taken))
	}
	for _, want := range []string{"LKN LKN Team Hemmelig false", "LKN LKN administrator false", "LKN BEA administrator false"} {
		if !slices.Contains(shown, want) {
			t.Errorf("the next administrator is not shown %q: %q", want, shown)
		}
	}
	bea, err := r.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
	f.must(err)
	f.must(bea.AcknowledgeRights(t.Context()))
	if list, err = r.RightsGivenAlone(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("shown again: %v %v", list, err)
	}

	// BEA may be LKN's own choice, so the administrator after her is shown it too.
	f.must(bea.PutUser(t.Context(), model.User{Initials: "CAT", Roles: []model.Role{model.RoleAdministrator}, Active: true}))
	f.must(lkn.ConfirmRights(t.Context(), "CAT"))
	f.must(f.GivePassphrase("CAT", own))
	later, err := store.Open(t.Context(), f.Dir(), store.Credentials{Initials: "CAT", Passphrase: own}, store.Shared(options))
	f.must(err)
	defer later.Close()
	if list, err = later.RightsGivenAlone(t.Context()); err != nil || len(list) < len(shown) {
		t.Errorf("a later administrator is shown %d of %d: %v", len(list), len(shown), err)
	}
}
