// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestAs(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.must(f.as("LKN", model.RoleAdministrator).PutUser(t.Context(),
		model.User{Initials: "GON", Roles: []model.Role{model.RoleCaseworker}}))
	refused := `select count(*) from access_log where action = 'refused'`
	tests := []struct {
		name, initials string
		roles          []model.Role
		want           error
		role           model.Role
		logged         int
	}{
		{name: "holds the role", initials: "NOR", roles: []model.Role{model.RoleCaseworker}, role: model.RoleCaseworker},
		{
			name: "the first that is held", initials: "LED",
			roles: []model.Role{model.RoleAdministrator, model.RoleTeamLeader}, role: model.RoleTeamLeader,
		},
		{name: "holds another", initials: "NOR", roles: []model.Role{model.RoleAdministrator}, want: store.ErrForbidden, logged: 1},
		{name: "no role asked for", initials: "LKN", want: store.ErrForbidden, logged: 1},
		{name: "nobody", initials: "XYZ", roles: []model.Role{model.RoleCaseworker}, want: store.ErrUnknownUser},
		{name: "no longer active", initials: "GON", roles: []model.Role{model.RoleCaseworker}, want: store.ErrUnknownUser},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := f.count(refused)
			a, err := f.AsUser(t.Context(), test.initials, model.ForCasework, test.roles...)
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if err == nil && (a.Role() != test.role || a.User().Initials != test.initials) {
				t.Errorf("%s as %s, want %s as %s", a.User().Initials, a.Role(), test.initials, test.role)
			}
			if n := f.count(refused) - before; n != test.logged {
				t.Errorf("%d refusals logged, want %d", n, test.logged)
			}
		})
	}
}

func TestPutUser(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	want := model.User{
		Initials: "ÅØÆ", Name: "Åse Øst", Roles: []model.Role{model.RoleCaseworker, model.RoleTeamLeader},
		Teams: []string{"Team Nord", "Team Øst"}, Active: true,
	}
	for _, teams := range [][]string{{"Team Syd"}, want.Teams} {
		u := want
		u.Teams = teams
		f.must(admin.PutUser(t.Context(), u))
	}
	users, err := f.Users(t.Context())
	f.must(err)
	i := slices.IndexFunc(users, func(u model.User) bool { return u.Initials == want.Initials })
	if i < 0 {
		t.Fatalf("%s is not among %v", want.Initials, users)
	}
	if d := cmp.Diff(want, users[i], cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	for _, u := range []model.User{{Initials: "ABC"}, {Roles: want.Roles}} {
		if err := admin.PutUser(t.Context(), u); err == nil {
			t.Errorf("accepted the user %+v", u)
		}
	}
	if err := f.as("LED", model.RoleTeamLeader).PutUser(t.Context(), want); !errors.Is(err, store.ErrForbidden) {
		t.Errorf("a team leader made a user: %v", err)
	}
}

func TestTeamsSeeTheirOwn(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	north, south := f.history(1, "Nanna Nord"), f.history(2, "Signe Syd")
	south.Citizen.Team, south.Citizen.Caseworker = "Team Syd", "SYD"
	f.add(north, south)
	ids := []model.ID{south.Citizen.ID, north.Citizen.ID}
	tests := []struct {
		initials string
		role     model.Role
		sees     []string
	}{
		{"NOR", model.RoleCaseworker, []string{"Nanna Nord"}},
		{"LED", model.RoleTeamLeader, []string{"Nanna Nord"}},
		{"SYD", model.RoleCaseworker, []string{"Signe Syd"}},
		{"LKN", model.RoleTeamLeader, []string{"Nanna Nord", "Signe Syd"}},
	}
	for _, test := range tests {
		t.Run(test.initials, func(t *testing.T) {
			a := f.as(test.initials, test.role)
			for _, text := range []string{"", "n"} {
				list, err := a.Citizens(t.Context(), store.CitizenQuery{Scope: store.ScopeAll, Text: text})
				f.must(err)
				var got []string
				for _, r := range list.Rows {
					got = append(got, r.Name)
				}
				if d := cmp.Diff(test.sees, got); d != "" || list.Total != len(test.sees) {
					t.Errorf("a search for %q lists %d:\n%s", text, list.Total, d)
				}
			}
			histories, err := a.CaseHistories(t.Context(), ids)
			f.must(err)
			if len(histories) != len(test.sees) {
				t.Errorf("%d histories, want %d", len(histories), len(test.sees))
			}
			for _, c := range []model.Citizen{north.Citizen, south.Citizen} {
				want := store.ErrForbidden
				if slices.Contains(test.sees, c.Name) {
					want = nil
				}
				if _, err := a.CaseHistory(t.Context(), c.ID); !errors.Is(err, want) {
					t.Errorf("history of %s: %v, want %v", c.Name, err, want)
				}
				if _, err := a.CaseHistoryByNumber(t.Context(), c.CaseNumber); !errors.Is(err, want) {
					t.Errorf("history of case %s: %v, want %v", c.CaseNumber, err, want)
				}
			}
		})
	}
}

func TestAnUnknownCaseIsLoggedAsASearch(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if _, err := f.as("NOR", model.RoleCaseworker).CaseHistoryByNumber(t.Context(), "2024-99999"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v, want %v", err, store.ErrNotFound)
	}
	if f.count(`select count(*) from access_log_line where action = 'search' and detail = 'citizens?scope=all&text=2024-99999'`) != 1 {
		t.Error("the search is not in the log")
	}
}
