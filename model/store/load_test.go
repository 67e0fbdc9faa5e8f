// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestCaseHistoryIsReadAsLoaded(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	day := func(d int) model.Date { return model.NewDate(2025, time.May, d) }
	want := f.history(1, "Åse Prøvesen")
	c := &want.Citizen
	c.CPR, c.Closed, c.CloseReason = "0101902345", day(30), "JOB"
	second := f.assessment(day(6), model.ByCaseworker, 2)
	second.Rater, second.Mode, second.Note, second.Status = "NOR", f.vocabulary.Modes[0].Code, "på gangen", model.StatusVerified
	second.EnteredBy, second.EnteredAt, second.SecondBy, second.SecondAt = "NOR", noon(), "LED", noon().Add(time.Hour)
	second.Answers[0] = model.NewMissingAnswer(second.Answers[0].Item, -1)
	want.Assessments = append(want.Assessments, second)
	want.Activities = []model.Activity{
		{Type: "VPP", Start: day(1), End: day(20), Minutes: 900, Provider: "Øvegartneri", EndReason: "x", Source: model.FromImport},
		{Type: "MEN", Start: day(2), Planned: true, Source: model.FromEntry},
	}
	want.Outcomes = []model.Outcome{{Date: day(30), Kind: f.vocabulary.OutcomeKinds[0].Code}}
	want.Events = []model.Event{{Date: day(3), Kind: model.EventCaseworker, From: "SYD", To: "NOR"}}
	f.add(want)

	want.Assessments[0].EnteredBy, want.Assessments[0].EnteredAt = "LKN", noon()
	a := f.as("NOR", model.RoleCaseworker)
	got, err := a.CaseHistoryByNumber(t.Context(), c.CaseNumber)
	f.must(err)
	keys := cmpopts.IgnoreFields
	options := cmp.Options{
		cmpopts.EquateEmpty(), cmpopts.EquateComparable(model.Date{}),
		keys(model.Assessment{}, "ID", "Citizen", "Revision"), keys(model.Activity{}, "ID", "Citizen", "Revision"),
		keys(model.Outcome{}, "ID", "Citizen"), keys(model.Event{}, "ID", "Citizen"),
	}
	if d := cmp.Diff(want, got, options); d != "" {
		t.Error(d)
	}
	cpr, err := a.RevealCPR(t.Context(), c.ID)
	f.must(err)
	if cpr != c.CPR {
		t.Errorf("shows the CPR %q", string(cpr))
	}
}

func TestCaseHistoriesAreInTheOrderOfTheQuery(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	var ids []model.ID
	for i, name := range []string{"Bo", "Anna", "Carl"} {
		c := f.history(i, name)
		f.add(c)
		ids = append(ids, c.Citizen.ID)
	}
	ids = append(ids, ids[0])
	list, err := f.as("NOR", model.RoleCaseworker).CaseHistories(t.Context(), ids)
	f.must(err)
	if len(list) != len(ids) {
		t.Fatalf("%d histories, want %d", len(list), len(ids))
	}
	for i, c := range list {
		if c.Citizen.ID != ids[i] || len(c.Assessments) != 1 || len(c.Assessments[0].Answers) == 0 {
			t.Errorf("history %d is %+v", i, c)
		}
	}
	if _, err := f.as("NOR", model.RoleCaseworker).CaseHistories(t.Context(), []model.ID{"nobody"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v, want %v", err, store.ErrNotFound)
	}
}

func TestCaseHistoriesOfAWholeMunicipality(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const n = 2_500 // more than one query takes
	ids := make([]model.ID, n)
	f.load(func(l *store.Load) error {
		for i := range ids {
			c := f.history(i, "Anna").Citizen
			ids[i] = c.ID
			if _, err := l.AddCitizen(c); err != nil {
				return err
			}
		}
		return nil
	})
	list, err := f.as("LKN", model.RoleTeamLeader).CaseHistories(t.Context(), ids)
	f.must(err)
	if len(list) != n || list[n-1].Citizen.ID != ids[n-1] {
		t.Errorf("%d histories, want %d", len(list), n)
	}
}

// A Load adds all of its rows or none.
func TestLoadIsAllOrNothing(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	ctx, cancel := context.WithCancel(t.Context())
	tests := []struct {
		name string
		ctx  context.Context
		end  func() error
		want error
	}{
		{"it fails", t.Context(), func() error { return broken }, broken},
		{"it is cancelled", ctx, func() error { cancel(); return nil }, context.Canceled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFixture(t)
			tables := []string{"citizen", "assessment", "answer", "team", "access_log"}
			before := map[string]int{}
			for _, table := range tables {
				before[table] = f.count(`select count(*) from ` + table)
			}
			err := f.as("LKN", model.RoleTeamLeader).Load(test.ctx, "half", func(l *store.Load) error {
				c := f.history(1, "Åse Prøvesen")
				c.Citizen.Team = "Team Ny"
				if err := l.AddCaseHistory(c); err != nil {
					return err
				}
				return test.end()
			})
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			for _, table := range tables {
				if n := f.count(`select count(*) from ` + table); n != before[table] {
					t.Errorf("%s has %d rows, want %d", table, n, before[table])
				}
			}
			f.add(f.history(1, "Åse Prøvesen")) // and the register works on
		})
	}
}

// A prefetched citizen equals the one that is looked up.
func TestExpect(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	numbers := []string{"nobody", ""}
	for i := range 40 {
		c := f.history(i, "Åse Prøvesen")
		c.Assessments = append(c.Assessments, f.assessment(model.NewDate(2024, time.May, 1+i%3), model.ByCaseworker, 2))
		f.add(c)
		numbers = append(numbers, c.Citizen.CaseNumber)
	}
	find := func(l *store.Load) (found []*store.CitizenState) {
		for _, n := range numbers {
			k, err := l.Citizen(n)
			f.must(err)
			found = append(found, k)
		}
		return found
	}
	var one, all []*store.CitizenState
	f.load(func(l *store.Load) error {
		one = find(l)
		return nil
	})
	f.load(func(l *store.Load) error {
		for i := 0; i < len(numbers); i += 9 {
			if err := l.Prefetch(numbers[i:min(i+9, len(numbers))]); err != nil {
				return err
			}
		}
		all = find(l)
		return nil
	})
	if d := cmp.Diff(one, all, cmpopts.EquateComparable(model.Date{})); d != "" || all[0] != nil || all[2] == nil {
		t.Errorf("expected citizens are others:\n%s", d)
	}
}

func TestFillDraft(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	draft := &c.Assessments[0]
	open := draft.Answers[1:3]
	draft.ID, draft.Status, draft.Answers = model.NewID(), model.StatusDraft, append(draft.Answers[:1:1], draft.Answers[3:]...)
	f.add(c)
	missing := model.NewMissingAnswer(open[1].Item, -1)
	for _, step := range []struct {
		answers  []model.Answer
		complete bool
		want     model.AssessmentStatus
	}{
		{open[:1], false, model.StatusDraft},
		{[]model.Answer{missing}, true, model.StatusComplete},
	} {
		f.load(func(l *store.Load) error {
			k, err := l.Citizen(c.Citizen.CaseNumber)
			if err != nil {
				return err
			}
			if err := l.FillDraft(k, draft.ID, step.answers, step.complete); err != nil {
				return err
			}
			if k.Assessments[0].Status != step.want {
				t.Errorf("the Load knows it as %s, want %s", k.Assessments[0].Status, step.want)
			}
			return nil
		})
		if f.count(`select count(*) from assessment where status = $1`, step.want) != 1 {
			t.Errorf("the assessment is not %s", step.want)
		}
	}
	history := `select count(*) from answer_history where assessment_id = $1 and item = $2 and changed_by = 'LKN' and reason = 'import'
		and old_value is null and old_missing is null and new_value is $3 and new_missing is $4`
	if f.count(history, draft.ID, open[0].Item, open[0].Value, nil) != 1 {
		t.Errorf("the value of %s is not in the history", open[0].Item)
	}
	if f.count(history, draft.ID, missing.Item, nil, missing.Missing) != 1 {
		t.Errorf("the reason of %s is not in the history", missing.Item)
	}
	err := f.as("LKN", model.RoleTeamLeader).Load(t.Context(), "again", func(l *store.Load) error {
		k, err := l.Citizen(c.Citizen.CaseNumber)
		if err != nil {
			return err
		}
		return l.FillDraft(k, draft.ID, open[:1], false)
	})
	if err == nil {
		t.Error("an answer was overwritten without a word")
	}
}

func TestChangeCitizen(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	c.Citizen.CPR = "0101902345"
	f.add(c)
	today := model.NewDate(2026, time.November, 24)
	group := f.vocabulary.TargetGroups[1].Code
	steps := []struct {
		name   string
		change func(*model.Citizen)
		events []model.Event
		cpr    [2]any // before and after, nil for none; both nil where the history stays
	}{
		{"name and team", func(c *model.Citizen) { c.Name, c.Team = "Åse Ny", "Team Syd" }, nil, [2]any{}},
		{
			"caseworker", func(c *model.Citizen) { c.Caseworker = "SYD" },
			[]model.Event{{Date: today, Kind: model.EventCaseworker, From: "NOR", To: "SYD"}},
			[2]any{},
		},
		{
			"target group and CPR", func(c *model.Citizen) { c.TargetGroup, c.CPR = group, "0101905678" },
			[]model.Event{{Date: today, Kind: model.EventTargetGroup, From: c.Citizen.TargetGroup, To: group}},
			[2]any{"0101902345", "0101905678"},
		},
		{"CPR taken away", func(c *model.Citizen) { c.CPR = "" }, nil, [2]any{"0101905678", nil}},
	}
	want := c.Citizen
	var events []model.Event
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			step.change(&want)
			want.Revision++
			events = append(events, step.events...)
			f.load(func(l *store.Load) error {
				k, err := l.Citizen(c.Citizen.CaseNumber)
				if err != nil {
					return err
				}
				if err := l.ChangeCitizen(k, want); err != nil {
					return err
				}
				if d := cmp.Diff(want, k.Citizen, cmpopts.EquateComparable(model.Date{})); d != "" {
					t.Errorf("the Load knows:\n%s", d)
				}
				return nil
			})
			got, err := f.as("LKN", model.RoleTeamLeader).CaseHistory(t.Context(), c.Citizen.ID)
			f.must(err)
			if d := cmp.Diff(want, got.Citizen, cmpopts.EquateComparable(model.Date{})); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(events, got.Events, cmpopts.EquateComparable(model.Date{}), cmpopts.IgnoreFields(model.Event{}, "ID", "Citizen")); d != "" {
				t.Error(d)
			}
			if step.cpr != [2]any{} && f.count(`select count(*) from cpr_history where old_cpr is $1 and new_cpr is $2
				and changed_by = 'LKN'`, step.cpr[0], step.cpr[1]) != 1 {
				t.Errorf("the change of CPR %v is not in its history", step.cpr)
			}
		})
	}
	if n := f.count(`select count(*) from cpr_history`); n != 2 {
		t.Errorf("%d changes of CPR, want 2", n)
	}
}

func TestConflicts(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	conflict := store.Conflict{
		Citizen: c.Citizen.ID, File: "svar.csv", Line: 7, Column: "B01", Value: "3", Reason: "other_answers", Row: []string{"C1", "3"},
	}
	other := conflict
	other.Row = []string{"C1", "4"}
	shifted := conflict
	shifted.Row = []string{"C13", ""}
	unknown := conflict
	unknown.Citizen = ""
	for _, step := range []struct {
		c     store.Conflict
		added bool
	}{{conflict, true}, {conflict, false}, {other, true}, {shifted, true}, {unknown, true}, {other, false}} {
		f.load(func(l *store.Load) error {
			added, err := l.AddConflict(step.c)
			if added != step.added {
				t.Errorf("%+v: added %t, want %t", step.c, added, step.added)
			}
			return err
		})
	}
	list, err := f.as("NOR", model.RoleCaseworker).Conflicts(t.Context(), c.Citizen.ID)
	f.must(err)
	if len(list) != 3 {
		t.Fatalf("%d conflicts of the citizen, want 3", len(list))
	}
	if d := cmp.Diff(conflict, list[0], cmpopts.IgnoreFields(store.Conflict{}, "ID", "Row")); d != "" {
		t.Error(d)
	}
}
