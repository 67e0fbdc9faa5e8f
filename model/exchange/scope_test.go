// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// twoTeams has a citizen of Team Nord, N1, and one of Team Syd, S1.
const twoTeams = "Sagsnr;CPR;Navn;Målgruppe;Sagsbehandler;Team;Sag åbnet\n" +
	"N1;240585-2917;Åse Prøvesen;Aktivitetsparat kontanthjælp;NOR;Team Nord;01-02-2024\n" +
	"S1;310190-1234;Sørine Hemmelig;Aktivitetsparat kontanthjælp;SYD;Team Syd;01-02-2024\n"

// importAs imports as a user with the roles and teams.
func (f *fixture) importAs(roles []model.Role, teams []string, files map[string]string) (*exchange.Report, error) {
	f.Helper()
	admin, err := f.register.As(f.Context(), model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		f.Fatal(err)
	}
	u := model.User{Initials: "LKN", Roles: append(roles, model.RoleAdministrator), Teams: teams, AllTeams: teams == nil, Active: true}
	if err := admin.PutUser(f.Context(), u); err != nil {
		f.Fatal(err)
	}
	a, err := f.register.As(f.Context(), model.ForImport, append(roles, model.RoleAdministrator)...)
	if err != nil {
		f.Fatal(err)
	}
	return exchange.Import(f.Context(), a, f.write(files), f.options)
}

var leader, operations = []model.Role{model.RoleTeamLeader}, []model.Role{model.RoleOperations}

// A leader of Team Nord imports nothing about a citizen of Team Syd, moves no citizen
// there, and learns nothing about one.
func TestImportKeepsToTheTeams(t *testing.T) {
	t.Parallel()
	const (
		head    = "Sagsnr;CPR;Navn;Målgruppe;Sagsbehandler;Team;Sag åbnet\n"
		answers = "Sagsnr;Dato;B01;B02\n"
		acts    = "Sagsnr;Indsatstype;Startdato\n"
		exits   = "Sagsnr;Afgangsdato;Afgang\n"
	)
	tests := []struct {
		name, file string
		want       []string
	}{
		{"moves a citizen to the own team", head + "S1;;Sørine Hemmelig;Aktivitetsparat kontanthjælp;NOR;Team Nord;01-02-2024\n", []string{"Sagsnr: other_team"}},
		{"changes a citizen", head + "S1;;Sørine Nyt;Aktivitetsparat kontanthjælp;SYD;Team Syd;01-02-2024\n", []string{"Sagsnr: other_team"}},
		{"repeats a citizen", head + "S1;310190-1234;Sørine Hemmelig;Aktivitetsparat kontanthjælp;SYD;Team Syd;01-02-2024\n", []string{"Sagsnr: other_team"}},
		{"moves an own citizen away", head + "N1;;Åse Prøvesen;Aktivitetsparat kontanthjælp;NOR;Team Syd;01-02-2024\n", []string{"Sagsnr: other_team"}},
		{"adds a citizen elsewhere", head + "N2;;Bo Ny;Aktivitetsparat kontanthjælp;NOR;Team Syd;01-02-2024\n", []string{"Sagsnr: other_team"}},
		{"asks about a CPR number", head + "N2;310190-1234;Bo Ny;Aktivitetsparat kontanthjælp;NOR;Team Nord;01-02-2024\n", []string{"CPR: cpr_taken_unseen"}},
		{"gives an own citizen a CPR", head + "N1;310190-1234;Åse Prøvesen;Aktivitetsparat kontanthjælp;NOR;Team Nord;01-02-2024\n", []string{"CPR: cpr_taken_unseen"}},
		{"answers", answers + "S1;01-03-2024;3;3\n", []string{"Sagsnr: unknown_case_here"}},
		{"answers of no citizen", answers + "X1;01-03-2024;3;3\n", []string{"Sagsnr: unknown_case_here"}},
		{"activities", acts + "S1;Virksomhedspraktik, privat;01-03-2024\n", []string{"Sagsnr: unknown_case_here"}},
		{"outcomes", exits + "S1;01-03-2024;Ordinært job\n", []string{"Sagsnr: unknown_case_here"}},
		{"weeks", "CPR;y_2410\n3101901234;737\n", []string{"CPR: unknown_cpr_here"}},
		{"weeks of no citizen", "CPR;y_2410\n3101901235;737\n", []string{"CPR: unknown_cpr_here"}},
		{"an own citizen", head + "N1;;Åse Nyt;Aktivitetsparat kontanthjælp;NOR;Team Nord;01-02-2024\n", nil},
		{"a new one", head + "N2;;Bo Ny;Aktivitetsparat kontanthjælp;NOR;;01-02-2024\n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.options.Mapping.RegisterCodes = map[string]string{"737": "VPP"}
			f.importFiles(map[string]string{"a.csv": twoTeams})
			before := f.history("S1")
			report, err := f.importAs(leader, []string{"Team Nord"}, map[string]string{"b.csv": test.file})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, reasons(report.Rejected)); d != "" || len(report.Conflicts) > 0 {
				t.Errorf("rejected and conflicts %v\n%s", report.Conflicts, d)
			}
			text, err := json.Marshal(append(report.Rejected, report.Conflicts...))
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range []string{"Sørine", "SYD", "S1"} {
				if strings.Contains(string(text), secret) && !strings.Contains(test.file, secret) {
					t.Errorf("the report has %s: %s", secret, text)
				}
			}
			if d := cmp.Diff(before, f.history("S1"), cmp.Comparer(func(x, y model.Date) bool { return x == y })); d != "" {
				t.Errorf("the citizen of Team Syd was changed\n%s", d)
			}
		})
	}
}

// Whatever refuses a row about a citizen of another team is in that citizen's log,
// also where the import failed.
func TestRefusedRowsAreLoggedByCitizen(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.importFiles(map[string]string{"a.csv": twoTeams})
	s1, n1 := f.history("S1").Citizen.ID, f.history("N1").Citizen.ID
	_, err := f.importAs(leader, []string{"Team Nord"}, map[string]string{"b.csv": strings.ReplaceAll(twoTeams, "Åse", "Aase")})
	if err != nil {
		t.Fatal(err)
	}
	a, err := f.register.As(t.Context(), model.ForImport, model.RoleTeamLeader)
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.New("the file ends in the middle")
	err = a.Load(t.Context(), "half", func(l *store.Load) error {
		if _, err := l.Citizen("S1"); !errors.Is(err, store.ErrOtherTeam) {
			t.Errorf("got %v, want %v", err, store.ErrOtherTeam)
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatal(err)
	}
	admin, err := f.register.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		citizen model.ID
		action  store.Action
		lines   int
	}{{s1, store.ActionRefused, 2}, {n1, store.ActionRefused, 0}, {s1, store.ActionImport, 1}, {n1, store.ActionImport, 2}} {
		_, n, err := admin.Log(t.Context(), store.LogQuery{Citizen: want.citizen, Action: want.action})
		if err != nil || n != want.lines {
			t.Errorf("%s has %d lines of %s, want %d: %v", want.citizen, n, want.action, want.lines, err)
		}
	}
}

// Operations imports for every team and is given counts, lines and reasons, no value
// of a row or of the register.
func TestOperationsSeesNoValues(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.importFiles(map[string]string{"a.csv": twoTeams})
	report, err := f.importAs(operations, []string{}, map[string]string{
		"b.csv": twoTeams +
			"N2;240585-2917;Kaj Nyhemmelig;Aktivitetsparat kontanthjælp;NOR;Team Nord;01-02-2024\n" + // the CPR of N1
			"N1;240585-2917;Åse Andetnavn;Aktivitetsparat kontanthjælp;NOR;Team Nord;01-02-2024\n" + // twice
			"N3;0000;Kim Nyhemmelig;Ukendt gruppe;NOR;Team Nord;01-02-2024\n",
		"c.csv": "Sagsnr;Dato;B01;B02\nS1;01-03-2024;Sørine;9\nX1;Åse;1;1\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	if report.Added.Citizens != 1 || len(report.Conflicts) != 2 || len(report.Rejected) < 3 {
		t.Errorf("got %+v", report)
	}
	text, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"N1", "S1", "X1", "Åse", "Sørine", "Kaj", "Kim", "2917", "Ukendt"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the report has %s:\n%s", secret, text)
		}
	}
	_, err = f.importAs(operations, []string{}, map[string]string{"b.csv": "Åse Prøvesen;240585-2917\nBo Ny;\n"})
	var file *exchange.FileError
	if !errors.As(err, &file) || strings.Contains(string(mustJSON(t, file)), "Åse") {
		t.Errorf("a file without a head is %v: %+v", err, file)
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnAdministratorAsSuchImportsNothing(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if _, err := f.importAs(nil, nil, map[string]string{"a.csv": twoTeams}); !errors.Is(err, store.ErrForbidden) {
		t.Errorf("got %v, want %v", err, store.ErrForbidden)
	}
}
