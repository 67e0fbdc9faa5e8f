// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestRectifyAnswer(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	assessment := &c.Assessments[0]
	assessment.ID, assessment.Status = model.NewID(), model.StatusVerified
	first, second := assessment.Answers[0].Item, assessment.Answers[1].Item
	assessment.Answers = assessment.Answers[1:] // the first was forgotten
	f.add(c)
	a := f.as("NOR", model.RoleCaseworker)
	f.must(a.RectifyAnswer(t.Context(), assessment.ID, 1, model.NewAnswer(second, 5), "read from the paper again"))
	f.must(a.RectifyAnswer(t.Context(), assessment.ID, 2, model.NewMissingAnswer(second, -2), "the citizen called"))
	f.must(a.RectifyAnswer(t.Context(), assessment.ID, 3, model.NewAnswer(first, 4), "overlooked"))

	got, err := a.CaseHistory(t.Context(), c.Citizen.ID)
	f.must(err)
	s := got.Assessments[0]
	if s.Revision != 4 || s.Status != model.StatusComplete {
		t.Errorf("the assessment is %s, revision %d", s.Status, s.Revision)
	}
	for _, want := range []model.Answer{model.NewAnswer(first, 4), model.NewMissingAnswer(second, -2)} {
		if w := model.FindAnswer(s.Answers, want.Item); w != want {
			t.Errorf("the answer is %+v, want %+v", w, want)
		}
	}
	change := func(from, to model.Answer, reason string) store.Change {
		return store.Change{At: noon(), By: "NOR", Reason: reason, Assessment: assessment.ID, OldAnswer: from, NewAnswer: to}
	}
	want := []store.Change{
		change(model.NewAnswer(second, 3), model.NewAnswer(second, 5), "read from the paper again"),
		change(model.NewAnswer(second, 5), model.NewMissingAnswer(second, -2), "the citizen called"),
		change(model.Answer{Item: first}, model.NewAnswer(first, 4), "overlooked"),
	}
	history, err := a.Changes(t.Context(), c.Citizen.ID)
	f.must(err)
	byReason := cmpopts.SortSlices(func(a, b store.Change) bool { return a.Reason < b.Reason })
	if d := cmp.Diff(want, history, byReason); d != "" {
		t.Error(d)
	}
}

func TestRectifyAnswerRefuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	draft := f.assessment(model.NewDate(2025, time.June, 1), model.ByCitizen, 3)
	draft.Status = model.StatusDraft
	c.Assessments = append(c.Assessments, draft)
	for i := range c.Assessments {
		c.Assessments[i].ID = model.NewID()
	}
	f.add(c)
	assessment := c.Assessments[0]
	item := assessment.Answers[0].Item
	a := f.as("NOR", model.RoleCaseworker)
	tests := []struct {
		name       string
		assessment model.ID
		revision   int
		answer     model.Answer
		reason     string
		want       error // nil for any
	}{
		{"changed by another user", assessment.ID, 7, model.NewAnswer(item, 4), "misread", store.ErrChanged},
		{"a draft", c.Assessments[1].ID, 1, model.NewAnswer(item, 4), "misread", store.ErrDraft},
		{"without a reason", assessment.ID, 1, model.NewAnswer(item, 4), " ", store.ErrNoReason},
		{"into the same", assessment.ID, 1, model.NewAnswer(item, 3), "misread", store.ErrUnchanged},
		{"no questionnaire", "none", 1, model.NewAnswer(item, 4), "misread", store.ErrNotFound},
		{"no question", assessment.ID, 1, model.NewAnswer("X99", 4), "misread", store.ErrNotFound},
		{"a question to another", assessment.ID, 1, model.NewAnswer(f.instrument.ItemsOf(model.ByCaseworker)[0].Code, 4), "misread", store.ErrNotFound},
		{"a step too high", assessment.ID, 1, model.NewAnswer(item, 9), "misread", nil},
		{"an unknown reason", assessment.ID, 1, model.NewMissingAnswer(item, -77), "misread", nil},
		{"no answer", assessment.ID, 1, model.Answer{Item: item}, "misread", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := a.RectifyAnswer(t.Context(), test.assessment, test.revision, test.answer, test.reason)
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	if f.count(`select count(*) from answer_history`) != 0 || f.count(`select count(*) from answer where value <> 3`) != 0 {
		t.Error("what was refused was done")
	}
}

func TestRectifyCitizen(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	a := f.as("NOR", model.RoleCaseworker)
	to := c.Citizen
	to.Name, to.CPR, to.Caseworker, to.Team = "Åse Ny", "151375-1234", "SYD", "Team Syd"
	to.Closed, to.CloseReason = model.NewDate(2026, time.May, 5), "job"
	if err := a.RectifyCitizen(t.Context(), to, "moved"); err == nil {
		t.Fatal("accepted a CPR of a thirteenth month")
	}
	to.CPR = "1512755678"
	f.must(a.RectifyCitizen(t.Context(), to, "moved"))

	after := f.as("SYD", model.RoleCaseworker)
	got, err := after.CaseHistory(t.Context(), c.Citizen.ID)
	f.must(err)
	want := to
	want.Revision = 2
	if d := cmp.Diff(want, got.Citizen, cmpopts.EquateComparable(model.Date{})); d != "" {
		t.Error(d)
	}
	event := model.Event{Date: model.DateOf(noon()), Kind: model.EventCaseworker, From: "NOR", To: "SYD"}
	if d := cmp.Diff([]model.Event{event}, got.Events, cmpopts.EquateComparable(model.Date{}), cmpopts.IgnoreFields(model.Event{}, "ID", "Citizen")); d != "" {
		t.Error(d)
	}
	history, err := after.Changes(t.Context(), c.Citizen.ID)
	f.must(err)
	fields := map[string][2]string{}
	for _, h := range history {
		fields[h.Field] = [2]string{h.Old, h.New}
		if h.By != "NOR" || h.Reason != "moved" || !h.At.Equal(noon()) {
			t.Errorf("the history has %+v", h)
		}
	}
	if d := cmp.Diff(map[string][2]string{
		"name": {"Åse Prøvesen", "Åse Ny"}, "cpr": {"", "1512755678"}, "caseworker": {"NOR", "SYD"}, "team": {"Team Nord", "Team Syd"},
		"closed": {"", "2026-05-05"}, "close_reason": {"", "job"},
	}, fields); d != "" {
		t.Error(d)
	}
	if found := f.names(after, store.CitizenQuery{Text: "åse ny", Scope: store.ScopeAll, Closed: true}); len(found) != 1 {
		t.Errorf("the new name finds %v", found)
	}
}

func TestRectifyCitizenRefuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c, other := f.history(1, "Åse Prøvesen"), f.history(2, "Bo Prøvesen")
	other.Citizen.CPR = "1512755678"
	f.add(c, other)
	a := f.as("NOR", model.RoleCaseworker)
	tests := []struct {
		name   string
		change func(*model.Citizen)
		reason string
		want   error // nil for any
	}{
		{"changed by another user", func(c *model.Citizen) { c.Name, c.Revision = "Åse Ny", 2 }, "moved", store.ErrChanged},
		{"nothing", func(*model.Citizen) {}, "moved", store.ErrUnchanged},
		{"without a reason", func(c *model.Citizen) { c.Name = "Åse Ny" }, "", store.ErrNoReason},
		{"the case number of another", func(c *model.Citizen) { c.CaseNumber = other.Citizen.CaseNumber }, "moved", store.ErrDuplicate},
		{"the CPR of another", func(c *model.Citizen) { c.CPR = other.Citizen.CPR }, "moved", store.ErrDuplicate},
		{"a team that is none", func(c *model.Citizen) { c.Team = "Team Nrod" }, "moved", store.ErrNotFound},
		{"an unknown target group", func(c *model.Citizen) { c.TargetGroup = "none" }, "moved", store.ErrNotFound},
		{"no name", func(c *model.Citizen) { c.Name = " " }, "moved", nil},
		{"closed before it is opened", func(c *model.Citizen) { c.Closed = c.Opened.Add(-1) }, "moved", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			to := c.Citizen
			test.change(&to)
			err := a.RectifyCitizen(t.Context(), to, test.reason)
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	if f.count(`select count(*) from citizen_history`) != 0 {
		t.Error("what was refused was done")
	}
	tried := `select count(*) from access_log where action = 'refused' and detail = 'number_taken' and citizen_id = $1`
	if n := f.count(tried, other.Citizen.ID); n != 2 {
		t.Errorf("the log of the citizen has %d attempts to use the numbers, want 2", n)
	}
}

// Values overwritten by an import are kept in the history as well.
func TestAnImportKeepsTheOldMasterData(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	f.load(func(l *store.Load) error {
		k, err := l.Citizen(c.Citizen.CaseNumber)
		if err != nil {
			return err
		}
		to := k.Citizen
		to.Name = "Åse Ny"
		return l.ChangeCitizen(k, to)
	})
	history, err := f.as("NOR", model.RoleCaseworker).Changes(t.Context(), c.Citizen.ID)
	f.must(err)
	want := []store.Change{{At: noon(), By: "LKN", Reason: "import", Field: "name", Old: "Åse Prøvesen", New: "Åse Ny"}}
	if d := cmp.Diff(want, history); d != "" {
		t.Error(d)
	}
}
