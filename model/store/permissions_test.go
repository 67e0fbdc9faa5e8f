// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// permission is a row of testdata/permissions.txt.
type permission struct {
	method string
	cells  []string
}

// column is the user and role of a column of the table.
type column struct {
	name     string
	initials string
	role     model.Role
}

var columns = []column{
	{"caseworker, own team", "NOR", model.RoleCaseworker},
	{"caseworker, other team", "SYD", model.RoleCaseworker},
	{"team leader, own team", "LED", model.RoleTeamLeader},
	{"team leader, other team", "SYL", model.RoleTeamLeader},
	{"administrator", "ADM", model.RoleAdministrator},
	{"operations", "OPS", model.RoleOperations},
}

func permissions(t *testing.T) (list []permission) {
	t.Helper()
	text, err := os.ReadFile("testdata/permissions.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" || words[0][0] == '#' {
			continue
		}
		if len(words) != 1+len(columns) || seen[words[0]] {
			t.Fatalf("permissions.txt: a row of a method and %d cells, each method once, is expected: %q", len(columns), line)
		}
		seen[words[0]] = true
		list = append(list, permission{words[0], words[1:]})
	}
	return list
}

// methods returns the methods of Access that take a context.
func methods() map[string]reflect.Method {
	all := map[string]reflect.Method{}
	access := reflect.TypeFor[*store.Access]()
	for i := range access.NumMethod() {
		m := access.Method(i)
		if m.Type.NumIn() > 1 && m.Type.In(1) == reflect.TypeFor[context.Context]() {
			all[m.Name] = m
		}
	}
	return all
}

// attempt is a citizen of Team Nord for whom a method is called.
type attempt struct {
	*fixture
	citizen    model.Citizen
	assessment model.Assessment
	proposal   model.ID // to delete the citizen, by LKN
	draft      model.ID // of the citizen
	activity   model.ID
	outcome    model.ID
	contact    model.ID
	twice      model.ID // an assessment with a second entry
}

// attempt adds a new citizen for a call of method.
func (f *fixture) attempt(n int, method string) attempt {
	f.Helper()
	c := f.history(n, fmt.Sprint("Åse Prøvesen ", n))
	c.Citizen.Closed, c.Citizen.CloseReason = model.NewDate(2024, time.June, 1), "job"
	switch method {
	case "FollowUp", "ExportFollowUp": // are of open cases
		c.Citizen.Closed, c.Citizen.CloseReason = model.Date{}, ""
	case "OpenDraft":
		draft := f.assessment(model.NewDate(2025, time.June, 1), model.ByCaseworker, 2)
		draft.Status = model.StatusDraft
		c.Assessments = append(c.Assessments, draft)
	}
	for i := range c.Assessments {
		c.Assessments[i].ID = model.NewID()
	}
	c.Activities = []model.Activity{{ID: model.NewID(), Type: "VPP", Start: model.NewDate(2025, time.May, 5), Source: model.FromEntry}}
	c.Outcomes = []model.Outcome{{ID: model.NewID(), Date: model.NewDate(2025, time.May, 5), Kind: "job"}}
	c.Events = []model.Event{{ID: model.NewID(), Date: model.NewDate(2025, time.May, 5), Kind: model.EventContact, To: "telefon"}}
	f.add(c)
	x := attempt{fixture: f, activity: c.Activities[0].ID, outcome: c.Outcomes[0].ID, contact: c.Events[0].ID, citizen: c.Citizen, assessment: c.Assessments[0], draft: c.Assessments[len(c.Assessments)-1].ID}
	if x.twice = x.assessment.ID; method == "Differences" || method == "ResolveDifference" {
		second, err := f.as("LED", model.RoleTeamLeader).BeginSecondEntry(f.Context(), x.twice)
		f.must(err)
		f.must(second.Answer(f.Context(), model.NewAnswer(x.assessment.Answers[0].Item, 5)))
		_, err = second.Finish(f.Context())
		f.must(err)
	}
	if method != "ProposeDeletion" {
		ids, err := f.as("LKN", model.RoleTeamLeader).ProposeDeletion(f.Context(), []model.ID{c.Citizen.ID}, model.GroundMistake)
		f.must(err)
		x.proposal = ids[0]
	}
	return x
}

// changeByImport is an import of a row that moves the citizen to another caseworker.
func (x attempt) changeByImport(l *store.Load) error {
	k, err := l.Citizen(x.citizen.CaseNumber)
	if err != nil {
		return err
	}
	to := k.Citizen
	to.Caseworker = "SYD"
	return l.ChangeCitizen(k, to)
}

// waitingUser gives a new user a role that waits, as LKN, and returns the initials.
func (x attempt) waitingUser() string {
	u := model.User{Initials: "W" + x.citizen.CaseNumber[len("2024-"):], Roles: []model.Role{model.RoleCaseworker}, Active: true}
	x.must(x.as("LKN", model.RoleAdministrator).PutUser(x.Context(), u))
	return u.Initials
}

// arguments returns the arguments of a method: those listed under its name, or else
// one for each parameter type.
func (x attempt) arguments(m reflect.Method, a *store.Access) []reflect.Value {
	x.Helper()
	renamed := x.citizen
	renamed.Name += " Ny"
	byName := map[string][]any{
		"BeginDraft":        {x.citizen.ID, model.Assessment{Instrument: x.instrument.Key(), Date: model.NewDate(2025, time.May, 5), Respondent: model.ByCitizen, Kind: model.KindOrdinary}},
		"OpenDraft":         {x.draft},
		"BeginSecondEntry":  {x.assessment.ID},
		"Differences":       {x.twice},
		"SecondEnteredBy":   {x.assessment.ID},
		"ResolveDifference": {x.twice, model.NewAnswer(x.assessment.Answers[0].Item, 4)},
		"FollowUp":          {store.FollowUpQuery{Scope: store.ScopeAll, AsOf: model.NewDate(2026, time.November, 24)}},
		"ExportFollowUp":    {store.FollowUpQuery{Scope: store.ScopeAll, AsOf: model.NewDate(2026, time.November, 24)}},
		"LogExport":         {x.citizen.ID, "hand-out"},
		"PutActivity":       {model.Activity{Citizen: x.citizen.ID, Type: "VPP", Start: model.NewDate(2025, time.May, 5)}},
		"RemoveActivity":    {x.activity, 1},
		"AddOutcome":        {model.Outcome{Citizen: x.citizen.ID, Date: model.NewDate(2025, time.May, 6), Kind: "job"}},
		"RemoveOutcome":     {x.outcome},
		"AddContact":        {model.Event{Citizen: x.citizen.ID, Date: model.NewDate(2025, time.May, 6), To: "telefon"}},
		"RemoveContact":     {x.contact},
		"CreateCitizen":     {model.Citizen{CaseNumber: "NY-" + x.citizen.CaseNumber, Name: "Ny", TargetGroup: x.citizen.TargetGroup, Team: x.citizen.Team}},
		"LogShown":          {"citizens", []model.ID{x.citizen.ID}},
		"RateVignette":      {"V1", x.assessment.Answers[0].Item, 3},
		"Calibration":       {x.instrument.Key()},
		"MoveDue":           {x.citizen.ID, model.NewDate(2026, time.December, 1), "on holiday"},
		"RectifyAnswer":     {x.assessment.ID, 1, model.NewAnswer(x.assessment.Answers[0].Item, 4), "misread"},
		"RectifyCitizen":    {renamed, "married"},
		"RejectDeletion":    {x.proposal, "not so"},
		"ApproveDeletion":   {x.proposal},
		"SpotCheck":         {store.LogQuery{Citizen: x.citizen.ID}, 3},
		"SetLogRetention":   {12},
		"SetPassphrase":     {"NOR", credentials.Passphrase},
		"Backup":            {""},
		"Unseal":            {x.TB.(*testing.T).TempDir() + "/plain.db", func(done, total int64) {}},
		"SetBackupFolder":   {""},
		"ChangePassphrase":  {credentials.Passphrase, []byte("en helt anden sætning")},
	}
	byName["ConfirmPlace"] = []any{false}
	if m.Name == "ConfirmRights" {
		byName[m.Name] = []any{x.waitingUser()}
	}
	if m.Name == "ChangePassphrase" {
		x.must(x.GivePassphrase(a.User().Initials, credentials.Passphrase))
	}
	byType := map[reflect.Type]any{}
	for _, v := range []any{
		x.citizen.ID,
		[]model.ID{x.citizen.ID},
		x.citizen.CaseNumber,
		store.CitizenQuery{Scope: store.ScopeAll, Text: x.citizen.Name, Closed: true},
		store.LogQuery{Citizen: x.citizen.ID},
		store.WithoutStaff,
		model.NewDate(2026, time.November, 24),
		model.Retention{{CloseReason: "job", Days: 30}},
		model.GroundMistake,
		model.User{Initials: "NEW", Roles: []model.Role{model.RoleCaseworker}, Active: true},
		x.changeByImport,
		func(done, total int64) {},
		func(done, total int) {},
	} {
		byType[reflect.TypeOf(v)] = v
	}
	var in []reflect.Value
	if values, ok := byName[m.Name]; ok {
		for _, v := range values {
			in = append(in, reflect.ValueOf(v))
		}
		return in
	}
	for i := 2; i < m.Type.NumIn(); i++ {
		v, ok := byType[m.Type.In(i)]
		if !ok {
			x.Fatalf("%s takes a %v: add its arguments to this test", m.Name, m.Type.In(i))
		}
		in = append(in, reflect.ValueOf(v))
	}
	return in
}

// call calls a method and returns its results as text, and its error.
func (x attempt) call(m reflect.Method, a *store.Access) (results string, err error) {
	x.Helper()
	in := append([]reflect.Value{reflect.ValueOf(a), reflect.ValueOf(x.Context())}, x.arguments(m, a)...)
	out := m.Func.Call(in)
	for _, v := range out[:len(out)-1] {
		results += fmt.Sprintf("%+v\n", v.Interface())
	}
	err, ok := out[len(out)-1].Interface().(error)
	if !ok && !out[len(out)-1].IsNil() {
		x.Fatalf("%s returns no error", m.Name)
	}
	return results, err
}

// ofOne reports whether a method concerns one citizen.
func ofOne(p permission) bool {
	return p.cells[0] == "yes" && p.cells[1] == "no" && p.method != "CreateCitizen" && p.method != "LogShown"
}

// An access may do exactly what permissions.txt permits, and calls and refusals are
// logged.
func TestPermissions(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	for _, u := range []model.User{
		{Initials: "SYL", Roles: []model.Role{model.RoleTeamLeader}, Teams: []string{"Team Syd"}, Active: true},
		{Initials: "ADM", Roles: []model.Role{model.RoleAdministrator}, Active: true},
		{Initials: "OPS", Roles: []model.Role{model.RoleOperations}, Active: true},
	} {
		f.must(admin.PutUser(t.Context(), u))
	}
	f.must(f.GivePassphrase("ADM", credentials.Passphrase)) // who can then confirm rights
	f.must(admin.SetLogRetention(t.Context(), 12))
	f.must(admin.SetRetention(t.Context(), model.Retention{{Days: 30}}))
	all := methods()
	n := 0
	for _, p := range permissions(t) {
		m, ok := all[p.method]
		if !ok {
			t.Errorf("permissions.txt has a row for %s, and Access has no such method", p.method)
			continue
		}
		delete(all, p.method)
		t.Run(p.method, func(t *testing.T) {
			for i := range columns {
				n++
				f.try(t, p, i, m, n)
			}
		})
	}
	for name := range all {
		t.Errorf("permissions.txt has no row for %s", name)
	}
}

// try calls a method as the user of a column and compares what it does with the cell of
// permissions.txt. Each n makes a citizen of its own.
func (f *fixture) try(t *testing.T, p permission, column int, method reflect.Method, n int) {
	t.Helper()
	c, cell := columns[column], p.cells[column]
	x := f.attempt(n, p.method)
	before := f.count(`select max(seq) from access_log`)
	results, err := x.call(method, f.as(c.initials, c.role))
	shown := strings.Contains(results, string(x.citizen.ID))
	lines := func(condition string) int {
		return f.count(`select count(*) from access_log where seq > $1 and initials = $2 and role = $3
			and purpose = 'casework' and `+condition, before, c.initials, c.role)
	}
	named := ` and citizen_id = '` + string(x.citizen.ID) + `'`
	var fault string
	switch cell {
	case "yes", "own":
		switch {
		case err != nil:
			fault = err.Error()
		case lines(`action <> 'refused'`) == 0:
			fault = "wrote no line of the access log"
		case ofOne(p) && lines(`action <> 'refused'`+named) == 0:
			fault = "wrote no line that names the citizen"
		case cell == "own" && shown:
			fault = "shows a citizen of another team"
		case cell == "yes" && p.cells[1] == "own" && !shown:
			fault = "leaves out a citizen of the own team"
		}
	case "unlogged":
		switch {
		case err != nil:
			fault = err.Error()
		case f.count(`select count(*) from access_log where seq > $1`, before) > 0:
			fault = "wrote a line of the access log"
		case shown:
			fault = "shows a citizen"
		}
	case "no":
		sees := c.role != model.RoleAdministrator && c.role != model.RoleOperations
		switch {
		case !errors.Is(err, store.ErrForbidden):
			fault = fmt.Sprintf("got %v, want %v", err, store.ErrForbidden)
		case lines(`action = 'refused'`) == 0:
			fault = "the refusal is not in the log"
		case ofOne(p) && sees && lines(`action = 'refused'`+named) == 0:
			fault = "the refusal names no citizen"
		}
	default:
		fault = fmt.Sprintf("%q is not yes, no, own or unlogged", cell)
	}
	if fault != "" {
		t.Errorf("%s: %s", c.name, fault)
	}
}
