// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// figures returns some figures of a cohort as text.
func figures(t interface{ Fatal(...any) }, c *cohort.Cohort) string {
	day := model.NewDate(2026, time.November, 24)
	g, err := c.Group(cohort.Choice{}, day, analysis.Norms{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal([]any{
		g.Coverage(), g.Movement(model.ByCitizen).Rows, g.Movement(model.ByCaseworker).Rows, g.Scatter(model.ByCitizen).OnScreen(),
		g.Change(), g.LongPassive(0), g.Reliability(), g.Agreement(), c.Offer(cohort.Choice{}, day),
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A cohort read table by table equals the one built from case histories.
func TestCohortEqualsThatOfTheCaseHistories(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := func() *cohort.Builder {
		return cohort.NewBuilder(map[string]*model.Instrument{f.instrument.Key(): f.instrument}, f.vocabulary)
	}
	var ids []model.ID
	for n := range 5 { // a group of fewer is not shown
		c := f.history(n, "Bo Prøvesen")
		ids = append(ids, c.Citizen.ID)
		f.add(c)
	}
	rapid.Check(t, func(t *rapid.T) {
		f.load(func(l *store.Load) error {
			for range rapid.IntRange(1, 2).Draw(t, "citizens") {
				c := anyHistory(f, len(ids)).Draw(t, "history")
				start := model.NewDate(2025, time.January, rapid.IntRange(1, 90).Draw(t, "start"))
				c.Activities = []model.Activity{
					{ID: model.NewID(), Type: "VPP", Source: model.FromEntry, Start: start, End: start.Add(rapid.IntRange(0, 200).Draw(t, "length"))},
					{ID: model.NewID(), Type: "MEN", Source: model.FromEntry, Start: start.Add(30), Planned: rapid.Bool().Draw(t, "planned")},
				}
				c.Outcomes = []model.Outcome{{ID: model.NewID(), Date: start.Add(300), Kind: "job"}}
				ids = append(ids, c.Citizen.ID)
				if err := l.AddCaseHistory(c); err != nil {
					return err
				}
			}
			return nil
		})
		leader := f.as("LED", model.RoleTeamLeader)
		got, err := leader.Cohort(f.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		histories, err := leader.CaseHistories(f.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		want := b()
		for _, c := range histories {
			want.Add(c)
		}
		if g, w := figures(t, got), figures(t, want.Cohort(noon())); g != w {
			t.Fatalf("read: %s\nof the case histories: %s", g, w)
		}
	})
}

// cohortOf returns the cohort that a user may see.
func cohortOf(f *fixture, initials string) *cohort.Cohort {
	f.Helper()
	c, err := f.as(initials, model.RoleTeamLeader).Cohort(f.Context(), nil)
	f.must(err)
	return c
}

func TestCohortContainsOwnTeams(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	other := f.history(1, "Åse Prøvesen")
	other.Citizen.Team = "Team Syd"
	f.add(other, f.history(2, "Bo Prøvesen"), f.history(3, "Carl Prøvesen"))
	if n := cohortOf(f, "LED").Citizens(); n != 2 {
		t.Errorf("who leads Team Nord has %d citizens, want 2", n)
	}
	if n := cohortOf(f, "LKN").Citizens(); n != 3 {
		t.Errorf("who leads all teams has %d citizens, want 3", n)
	}
	f.must(f.as("LKN", model.RoleAdministrator).PutUser(t.Context(), model.User{
		Initials: "NUL", Roles: []model.Role{model.RoleTeamLeader}, Active: true,
	}))
	if n := cohortOf(f, "NUL").Citizens(); n != 0 {
		t.Errorf("who leads no team has %d citizens", n)
	}
	if n := cohortOf(f, "LED").Citizens(); n != 2 {
		t.Errorf("after another user, who leads Team Nord has %d citizens, want 2", n)
	}
}

func TestCohortIsReadAgainWhenACitizenHasChanged(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"))
	first := cohortOf(f, "LED")
	if cohortOf(f, "LED") != first {
		t.Error("it is read again though no citizen has changed")
	}
	f.add(f.history(2, "Bo Prøvesen"))
	if n := cohortOf(f, "LED").Citizens(); n != 2 {
		t.Errorf("it has %d citizens, want 2", n)
	}
}

// A large register is not read again after every change, but a deleted citizen never
// appears.
func TestCohortOfALargeRegister(t *testing.T) {
	t.Parallel()
	at := noon()
	slow := options
	slow.Now = func() time.Time { at = at.Add(time.Second); return at } // each look at the clock is a second later
	f := newFixtureWith(t, slow)
	c := f.history(1, "Åse Prøvesen")
	f.add(c, f.history(2, "Bo Prøvesen"))
	first := cohortOf(f, "LED")
	f.add(f.history(3, "Carl Prøvesen"))
	if cohortOf(f, "LED") != first {
		t.Error("it is read again at once")
	}
	ids, err := f.as("LED", model.RoleTeamLeader).ProposeDeletion(t.Context(), []model.ID{c.Citizen.ID}, model.GroundMistake)
	f.must(err)
	f.must(f.as("LKN", model.RoleTeamLeader).ApproveDeletion(t.Context(), ids[0]))
	if n := cohortOf(f, "LED").Citizens(); n != 2 {
		t.Errorf("after a deletion it has %d citizens, want 2", n)
	}
}

func TestCohortIsReadOnceForSeveral(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for n := range 20 {
		f.add(f.history(n, "Åse Prøvesen"))
	}
	access := f.as("LED", model.RoleTeamLeader)
	found := make([]*cohort.Cohort, 8)
	var wait sync.WaitGroup
	for i := range found {
		wait.Go(func() {
			c, err := access.Cohort(t.Context(), nil)
			if err != nil {
				t.Error(err)
			}
			found[i] = c
		})
	}
	wait.Wait()
	for _, c := range found {
		if c != found[0] {
			t.Fatal("it was read several times")
		}
	}
}

func TestCohortCanBeCancelled(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for n := range 20 {
		f.add(f.history(n, "Åse Prøvesen"))
	}
	access := f.as("LED", model.RoleTeamLeader)
	ctx, cancel := context.WithCancel(t.Context())
	assessments := 0
	_, err := access.Cohort(ctx, func(done, total int) { assessments = total; cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled while it reads, it is %v", err)
	}
	if n := f.count(`select count(*) from assessment`); assessments != n {
		t.Errorf("reported %d assessments, want %d", assessments, n)
	}
	if n := cohortOf(f, "LED").Citizens(); n != 20 {
		t.Errorf("read again, it has %d citizens, want 20", n)
	}
}
