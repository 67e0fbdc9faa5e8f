// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestActivitiesAreEnteredChangedAndRemoved(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	a := f.as("NOR", model.RoleCaseworker)
	of := func(start, end model.Date) model.Activity {
		return model.Activity{Citizen: c.Citizen.ID, Type: "VPP", Start: start, End: end, Minutes: 600, Provider: "Øvegartneri"}
	}
	v, err := a.PutActivity(t.Context(), of(monday.Add(-30), model.Date{}))
	f.must(err)
	if v.ID == "" || v.Planned || v.Source != model.FromEntry {
		t.Errorf("entered as %+v", v)
	}
	overlapping, err := a.PutActivity(t.Context(), of(monday.Add(-20), monday.Add(-10)))
	f.must(err)
	future, err := a.PutActivity(t.Context(), of(monday.Add(20), model.Date{}))
	f.must(err)
	if !future.Planned {
		t.Error("what begins in the future is not planned")
	}

	ended := v
	ended.End = monday
	ended, err = a.PutActivity(t.Context(), ended)
	f.must(err)
	if _, err := a.PutActivity(t.Context(), v); !errors.Is(err, store.ErrChanged) {
		t.Errorf("changed on top of another change: %v", err)
	}
	backward := ended
	backward.End = ended.Start.Add(-1)
	unknown := ended
	unknown.Type = "XXX"
	for name, bad := range map[string]model.Activity{"ends before it starts": backward, "unknown type": unknown} {
		if _, err := a.PutActivity(t.Context(), bad); err == nil {
			t.Errorf("accepted one that %s", name)
		}
	}
	if err := a.RemoveActivity(t.Context(), overlapping.ID, 99); !errors.Is(err, store.ErrChanged) {
		t.Errorf("removed another revision: %v", err)
	}
	f.must(a.RemoveActivity(t.Context(), overlapping.ID, overlapping.Revision))

	history, err := a.CaseHistory(t.Context(), c.Citizen.ID)
	f.must(err)
	if len(history.Activities) != 2 || history.Activities[0] != ended || history.Activities[1] != future {
		t.Errorf("the history has %+v", history.Activities)
	}
	if n := f.count(`select count(*) from course_history where what = 'activity' and changed_by = 'NOR'`); n != 5 {
		t.Errorf("the history lists %d changes, want 5", n)
	}
}

func TestOutcomesContactsAndCitizens(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	a := f.as("NOR", model.RoleCaseworker)
	c, err := a.CreateCitizen(t.Context(), model.Citizen{
		CaseNumber: "2026-00077", Name: "Åse Prøvesen", TargetGroup: f.vocabulary.TargetGroups[0].Code, Team: "Team Nord", Opened: monday,
	})
	f.must(err)
	for name, test := range map[string]struct {
		change func(*model.Citizen)
		want   error
	}{
		"another's case number": {func(*model.Citizen) {}, store.ErrDuplicate},
		"another team":          {func(n *model.Citizen) { n.CaseNumber, n.Team = "x", "Team Syd" }, store.ErrForbidden},
		"no name":               {func(n *model.Citizen) { n.CaseNumber, n.Name = "x", " " }, nil},
		"no CPR":                {func(n *model.Citizen) { n.CaseNumber, n.CPR = "x", "hello" }, nil},
	} {
		n := c
		test.change(&n)
		if _, err := a.CreateCitizen(t.Context(), n); err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
	job, err := a.AddOutcome(t.Context(), model.Outcome{Citizen: c.ID, Date: monday, Kind: "job"})
	f.must(err)
	if _, err := a.AddOutcome(t.Context(), model.Outcome{Citizen: c.ID, Date: monday, Kind: "job"}); !errors.Is(err, store.ErrDuplicate) {
		t.Errorf("the same twice: %v", err)
	}
	f.must(a.RemoveOutcome(t.Context(), job.ID))
	_, err = a.AddContact(t.Context(), model.Event{Citizen: c.ID, Date: monday, To: "telefon"})
	f.must(err)
	mistake, err := a.AddContact(t.Context(), model.Event{Citizen: c.ID, Date: monday, To: "en anden borger"})
	f.must(err)
	f.must(a.RemoveContact(t.Context(), mistake.ID))
	if err := a.RemoveContact(t.Context(), mistake.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	history, err := a.CaseHistory(t.Context(), c.ID)
	f.must(err)
	if len(history.Outcomes) != 0 || len(history.Events) != 1 || history.Events[0].Kind != model.EventContact {
		t.Errorf("the history is %+v", history)
	}
}
