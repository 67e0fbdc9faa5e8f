// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// full adds a citizen with a row in every table that can have one.
func (f *fixture) full(n int, name string) model.CaseHistory {
	f.Helper()
	c := f.history(n, name)
	day := model.NewDate(2025, time.June, 1)
	c.Citizen.CPR, c.Citizen.Closed, c.Citizen.CloseReason = model.CPR(fmt.Sprintf("151375%04d", n)), day.Add(30), "job"
	draft := f.assessment(day, model.ByCaseworker, 2)
	draft.Status, draft.Note, draft.Answers[0] = model.StatusDraft, "note of "+name, model.NewMissingAnswer(draft.Answers[0].Item, -1)
	c.Assessments = append(c.Assessments, draft)
	for i := range c.Assessments {
		c.Assessments[i].ID = model.NewID()
	}
	c.Activities = []model.Activity{{Type: "VPP", Start: day, Minutes: 900, Provider: "Øvegartneri", EndReason: "x", Source: model.FromImport}}
	c.Outcomes = []model.Outcome{{Date: day, Kind: "job"}}
	c.Events = []model.Event{{Date: day, Kind: model.EventContact, From: "a", To: "b"}}
	f.add(c)
	f.load(func(l *store.Load) error {
		k, err := l.Citizen(c.Citizen.CaseNumber)
		if err != nil {
			return err
		}
		to := k.Citizen
		to.CPR, to.Name = model.CPR(fmt.Sprintf("161375%04d", n)), name+" Ny"
		if err := l.ChangeCitizen(k, to); err != nil {
			return err
		}
		c.Citizen = k.Citizen
		_, err = l.AddConflict(store.Conflict{
			Citizen: k.ID, File: "udtræk.csv", Line: 7, Column: "B01", Value: "4", Reason: "other_answers", Row: []string{name},
		})
		return err
	})
	a := f.as("NOR", model.RoleCaseworker)
	f.must(a.RectifyAnswer(f.Context(), c.Assessments[0].ID, 1, model.NewAnswer(c.Assessments[0].Answers[0].Item, 5), "misread of "+name))
	second, err := a.BeginSecondEntry(f.Context(), c.Assessments[0].ID)
	f.must(err)
	f.must(second.Answer(f.Context(), model.NewAnswer(c.Assessments[0].Answers[0].Item, 4)))
	_, err = second.Finish(f.Context())
	f.must(err)
	_, err = a.PutActivity(f.Context(), model.Activity{Citizen: c.Citizen.ID, Type: "VPO", Start: day, Provider: "hos " + name})
	f.must(err)
	f.must(a.MoveDue(f.Context(), c.Citizen.ID, day.Add(100), "on holiday, "+name))
	ids, err := a.ProposeDeletion(f.Context(), []model.ID{c.Citizen.ID}, model.GroundRequest)
	f.must(err)
	f.must(f.as("LED", model.RoleTeamLeader).RejectDeletion(f.Context(), ids[0], "not yet, "+name))
	return c
}

// ofCitizen returns the tables with rows about a citizen, each with the condition that
// selects them: those with a foreign key to the citizen or to a table that has one.
func (f *fixture) ofCitizen(citizen model.ID) map[string]string {
	f.Helper()
	db := raw(f, f.Register)
	conditions := map[string]string{"citizen": `id = '` + string(citizen) + `'`}
	for before := 0; before < len(conditions); {
		before = len(conditions)
		rows, err := db.QueryContext(f.Context(), `select t.name, k."table", k."from", k."to"
			from pragma_table_list t, pragma_foreign_key_list(t.name) k where t.schema = 'main' and t.type = 'table'`)
		f.must(err)
		for rows.Next() {
			var table, to, column, key string
			f.must(rows.Scan(&table, &to, &column, &key))
			if c, ok := conditions[to]; ok && conditions[table] == "" {
				conditions[table] = fmt.Sprintf("%s in (select %s from %s where %s)", column, key, to, c)
			}
		}
		f.must(rows.Err())
	}
	return conditions
}

// technical are columns without information about the citizen, or that only identify
// the citizen.
var technical = []string{"citizen.sort_key", "citizen.team_id", "conflict.fingerprint", "deletion_proposal.state"}

// Every value of every row about the citizen is in the dossier. A new table or column
// fails this test until it is in the dossier or is listed as technical.
func TestDossierIsComplete(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.full(17, "Åse Prøvesen")
	f.full(18, "Bo Andensen")
	d, err := f.as("NOR", model.RoleCaseworker).Dossier(t.Context(), c.Citizen.ID, store.WithoutStaff)
	f.must(err)
	values := valuesOf(t, d)
	tables := f.ofCitizen(c.Citizen.ID)
	if len(tables) < 11 {
		t.Errorf("found only the tables %v", tables)
	}
	db := raw(t, f.Register)
	for table, condition := range tables {
		rows, err := db.QueryContext(t.Context(), `select * from `+table+` where `+condition)
		f.must(err)
		columns, err := rows.Columns()
		f.must(err)
		n := 0
		for ; rows.Next(); n++ {
			cells := make([]sql.NullString, len(columns))
			dest := make([]any, len(columns))
			for i := range cells {
				dest[i] = &cells[i]
			}
			f.must(rows.Scan(dest...))
			for i, cell := range cells {
				column := table + "." + columns[i]
				if cell.Valid && !slices.Contains(technical, column) && !values[cell.String] {
					t.Errorf("%s %q is not in the dossier", column, cell.String)
				}
			}
		}
		f.must(rows.Err())
		if n == 0 {
			t.Errorf("%s has no row about the citizen: let full make one", table)
		}
	}
	for _, other := range []string{"Bo Andensen", "2024-00018"} {
		if slices.ContainsFunc(slices.Collect(keys(values)), func(v string) bool { return strings.Contains(v, other) }) {
			t.Errorf("the dossier mentions %s", other)
		}
	}
}

// valuesOf returns the values in a dossier's JSON, as the register writes them.
func valuesOf(t *testing.T, d store.Dossier) map[string]bool {
	t.Helper()
	data, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	delete(tree, "instruments")
	values := map[string]bool{"": true}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, each := range v {
				walk(each)
			}
		case []any:
			for _, each := range v {
				walk(each)
			}
		case bool:
			values[map[bool]string{false: "0", true: "1"}[v]] = true
		case nil:
		default:
			values[fmt.Sprint(v)] = true
		}
	}
	walk(tree)
	return values
}

func keys(m map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// A dossier can be read without the register: it contains the wording of its answers. It
// names employees only if that was decided.
func TestDossierIsSelfContained(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.full(17, "Åse Prøvesen")
	for _, staff := range []store.Staff{store.WithoutStaff, store.WithStaff} {
		t.Run(staff.String(), func(t *testing.T) {
			d, err := f.as("LED", model.RoleTeamLeader).Dossier(t.Context(), c.Citizen.ID, staff)
			f.must(err)
			data, err := d.JSON()
			f.must(err)
			var read store.Dossier
			f.must(json.Unmarshal(data, &read))
			if read.Format != store.DossierFormat || len(read.Assessments) != 2 {
				t.Fatalf("read %s with %d assessments", read.Format, len(read.Assessments))
			}
			s := read.Assessments[0]
			in := read.Instruments[s.Instrument]
			it, _ := in.Item(s.Answers[0].Item)
			scale, _ := in.Scale(it.Scale)
			if it.Question.DA == "" || scale.Label(int(*s.Answers[0].Value)).DA == "" {
				t.Errorf("%s has no words in the dossier", s.Answers[0].Item)
			}
			if len(read.Log) == 0 {
				t.Fatal("the dossier has no log")
			}
			for _, e := range read.Log {
				if (e.Initials != "") != bool(staff) {
					t.Errorf("the log has %+v", e)
				}
			}
		})
	}
	if n := f.count(`select count(*) from access_log where action = 'export' and citizen_id = $1`, c.Citizen.ID); n != 2 {
		t.Errorf("%d exports in the log, want 2", n)
	}
}

// The fields of the JSON are a published format.
func TestDossierFields(t *testing.T) {
	t.Parallel()
	const want = `format municipality made_at
citizen id case_number cpr name target_group caseworker team opened closed close_reason source revision
master_data_changes id field old new changed_by changed_at reason
cpr_changes id field old new changed_by changed_at reason
assessments id instrument date respondent rater mode kind status note entered_by entered_at second_by second_at revision presence earlier_answers_shown
answers item value missing
answer_changes id item old_value old_missing new_value new_missing changed_by changed_at reason
second_entry entered_by begun_at done_at
answers item value missing
activities id type start end minutes_a_week provider planned end_reason source revision
outcomes id date kind
events id date kind from to
conflicts id file line column value reason found_at resolved_by resolved_at
course_changes id what row before after changed_by changed_at
due_moves id after due reason moved_by moved_at
deletion_proposals id ground proposed_by proposed_at rejected_by rejected_at why
access_log at action purpose initials role detail
instruments`
	var got []string
	var walk func(t reflect.Type) string
	walk = func(typ reflect.Type) string {
		own, below := []string{}, []string{}
		for i := range typ.NumField() {
			field := typ.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			in := field.Type
			if in.Kind() == reflect.Slice || in.Kind() == reflect.Pointer {
				in = in.Elem()
			}
			switch {
			case strings.HasPrefix(in.Name(), "Dossier"):
				below = append(below, strings.TrimSpace(name+" "+walk(in)))
			case in.Kind() == reflect.Map:
				below = append(below, name)
			default:
				own = append(own, name)
			}
		}
		return strings.Join(append([]string{strings.Join(own, " ")}, below...), "\n")
	}
	got = append(got, walk(reflect.TypeFor[store.Dossier]()))
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("the fields are\n%s\nwant\n%s", s, want)
	}
}
