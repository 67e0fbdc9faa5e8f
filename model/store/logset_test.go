// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// someCitizens adds n citizens of Team Nord and returns their ids.
func (f *fixture) someCitizens(n int) (ids []model.ID) {
	f.Helper()
	var list []model.CaseHistory
	for i := range n {
		c := f.history(i+1, fmt.Sprint("Prøve ", i))
		list, ids = append(list, c), append(ids, c.Citizen.ID)
	}
	f.add(list...)
	return ids
}

// uses lists the entries of a citizen's own log that sum lists.
func (f *fixture) uses(citizen model.ID) (list []string) {
	f.Helper()
	entries, err := f.as("LED", model.RoleTeamLeader).ExportCitizenLog(f.Context(), citizen, store.WithStaff)
	f.must(err)
	for _, e := range entries {
		if e.Detail.Code == "times" {
			list = append(list, fmt.Sprintf("%s %s %s %s %s", e.At.Format("2/1"), e.Initials, e.Action, e.Detail.Arg("what"), e.Detail.Arg("count")))
		}
	}
	return list
}

// A list is a use of each citizen in it: one line, found from each, summed by day and
// user. The same list within ten minutes is the same use.
func TestListsAreUsesOfEachCitizen(t *testing.T) {
	t.Parallel()
	at := noon()
	f := newFixtureWith(t, store.Options{Now: func() time.Time { return at }, Cost: options.Cost})
	ids := f.someCitizens(4)
	nor, led := f.as("NOR", model.RoleCaseworker), f.as("LED", model.RoleTeamLeader)
	lines := func() int { return f.count(`select count(*) from access_log where detail like 'shown?%'`) }
	for _, step := range []struct {
		after time.Duration
		by    *store.Access
		ids   []model.ID
		lines int
	}{
		{0, nor, ids[:2], 1},
		{9 * time.Minute, nor, []model.ID{ids[1], ids[0], ids[1]}, 1},
		{0, led, ids[:2], 2},
		{2 * time.Minute, nor, ids[:2], 3},
		{0, nor, ids[1:3], 4},
		{24 * time.Hour, nor, ids[:3], 5},
		{0, nor, nil, 5},
	} {
		at = at.Add(step.after)
		f.must(step.by.LogShown(t.Context(), "citizens", step.ids))
		if n := lines(); n != step.lines {
			t.Fatalf("%d lines after %v, want %d", n, step, step.lines)
		}
	}
	_, err := led.ExportFollowUp(t.Context(), store.FollowUpQuery{Scope: store.ScopeAll, AsOf: model.NewDate(2026, 11, 24)})
	f.must(err)
	for i, want := range [][]string{
		{"24/11 LKN import import 1", "24/11 NOR read shown 2", "24/11 LED read shown 1", "25/11 NOR read shown 1", "25/11 LED export follow_up 1"},
		{"24/11 LKN import import 1", "24/11 NOR read shown 3", "24/11 LED read shown 1", "25/11 NOR read shown 1", "25/11 LED export follow_up 1"},
		{"24/11 LKN import import 1", "24/11 NOR read shown 1", "25/11 NOR read shown 1", "25/11 LED export follow_up 1"},
		{"24/11 LKN import import 1", "25/11 LED export follow_up 1"},
	} {
		got := f.uses(ids[i])
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("citizen %d has %q, want %q", i, got, want)
		}
	}
	_, n, err := f.as("LKN", model.RoleAdministrator).Log(t.Context(), store.LogQuery{Citizen: ids[2], Initials: "NOR"})
	f.must(err)
	if n != 2 {
		t.Errorf("an administrator finds %d lines of NOR about the citizen, want 2", n)
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestLogShownLeavesOutOtherTeams(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	nord := f.history(1, "Åse Prøvesen")
	syd := f.history(2, "Bo Fiktivsen")
	syd.Citizen.Team = "Team Syd"
	f.add(nord, syd)
	nor := f.as("NOR", model.RoleCaseworker)
	f.must(nor.LogShown(t.Context(), "citizens", []model.ID{nord.Citizen.ID, syd.Citizen.ID}))
	if err := nor.LogShown(t.Context(), "citizens", []model.ID{syd.Citizen.ID}); !errors.Is(err, store.ErrForbidden) {
		t.Errorf("got %v, want %v", err, store.ErrForbidden)
	}
	_, n, err := f.as("LKN", model.RoleAdministrator).Log(t.Context(), store.LogQuery{Citizen: syd.Citizen.ID, Initials: "NOR"})
	if err != nil || n > 0 {
		t.Errorf("the other team's citizen has %d lines: %v", n, err)
	}
}

// A set that is changed, or taken from its line, is found.
func TestVerifyFindsAlteredSets(t *testing.T) {
	t.Parallel()
	const free = `drop trigger citizen_set_stays; drop trigger citizen_set_keeps; drop trigger citizen_number_stays;
		drop trigger citizen_number_keeps; drop trigger access_log_set_stays; drop trigger access_log_set_keeps;`
	for name, query := range map[string]string{
		"untouched":           ``,
		"other members":       `update citizen_set set members = x'0100'`,
		"no bytes of a set":   `update citizen_set set members = x'ff'`,
		"unknown members":     `update citizen_set set members = x'ffff0300'`,
		"another set":         `update access_log_set set set_id = (select min(id) from citizen_set)`,
		"taken from the line": `delete from access_log_set where seq = (select max(seq) from access_log_set)`,
		"another citizen":     `update citizen_number set citizen_id = 'someone' where number = 1`,
		"put to another line": `insert into access_log_set select 1, min(id) from citizen_set`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			ids := f.someCitizens(3)
			f.must(f.as("NOR", model.RoleCaseworker).LogShown(t.Context(), "citizens", ids[:2]))
			if query != "" {
				exec(t, raw(t, f.Register), free+query)
			}
			if _, err := f.VerifyLog(t.Context()); errors.Is(err, store.ErrLogAltered) != (query != "") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A purge takes the sets that no line has any more.
func TestPurgeTakesSets(t *testing.T) {
	t.Parallel()
	at := noon()
	f := newFixtureWith(t, store.Options{Now: func() time.Time { return at }, Cost: options.Cost})
	ids := f.someCitizens(3)
	nor, admin := f.as("NOR", model.RoleCaseworker), f.as("LKN", model.RoleAdministrator)
	f.must(admin.SetLogRetention(t.Context(), 1))
	f.must(nor.LogShown(t.Context(), "citizens", ids[:1]))
	f.must(nor.LogShown(t.Context(), "citizens", ids[:2]))
	at = at.AddDate(0, 2, 0)
	f.must(nor.LogShown(t.Context(), "citizens", ids[:2]))
	_, err := admin.PurgeLog(t.Context())
	f.must(err)
	if n := f.count(`select count(*) from citizen_set`); n != 1 {
		t.Errorf("%d sets are left, want 1", n)
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}

// BenchmarkListUses measures a list of all citizens, and finding a citizen's lists
// among many.
func BenchmarkListUses(b *testing.B) {
	const citizens, lists = 100_000, 10_000
	f := newFixture(b)
	f.must(f.Exec(b.Context(), fmt.Sprintf(`insert into citizen_number (citizen_id)
		with recursive n (i) as (select 1 union all select i + 1 from n where i < %d) select printf('%%036d', i) from n`, citizens)))
	all := make([]model.ID, citizens)
	for i := range all {
		all[i] = model.ID(fmt.Sprintf("%036d", i+1))
	}
	led := f.as("LED", model.RoleTeamLeader)
	b.Run("log all", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n++
			f.must(store.LogSet(b.Context(), led, all[n%100:]))
		}
	})
	for i := range lists {
		f.must(store.LogSet(b.Context(), led, spread(all, i)))
	}
	b.Run("find one", func(b *testing.B) {
		for b.Loop() {
			_, err := f.ListUses(context.Background(), all[500])
			f.must(err)
		}
	})
	size := f.count(`select sum(length(members)) from citizen_set`)
	b.ReportMetric(float64(size)/float64(f.count(`select count(*) from citizen_set`)), "bytes/set")
}

// spread returns 60 ids that lie apart.
func spread(all []model.ID, seed int) (ids []model.ID) {
	for k := range 60 {
		ids = append(ids, all[(seed*7919+k*1597)%len(all)])
	}
	return ids
}
