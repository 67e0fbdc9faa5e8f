// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// clock is a clock that a test advances.
type clock struct{ now time.Time }

func (c *clock) read() time.Time { return c.now }

// withClock opens the fixture's register again with another clock.
func (f *fixture) withClock() (*fixture, *clock) {
	f.Helper()
	c := &clock{noon()}
	r, err := store.Open(f.Context(), f.Dir(), credentials, store.Shared(store.Options{Now: c.read, Cost: vault.ForTests}))
	f.must(err)
	f.Cleanup(func() {
		if err := r.Close(); err != nil {
			f.Error(err)
		}
	})
	other := *f
	other.Register = r
	return &other, c
}

func TestLog(t *testing.T) {
	t.Parallel()
	f, c := newFixture(t).withClock()
	a, b := f.history(1, "Åse Prøvesen"), f.history(2, "Bo Prøvesen")
	f.add(a, b)
	begin := c.now.Add(time.Hour)
	for i, id := range []model.ID{a.Citizen.ID, b.Citizen.ID, a.Citizen.ID} {
		c.now = begin.Add(time.Duration(i) * time.Hour)
		_, err := f.as("NOR", model.RoleCaseworker).CaseHistory(t.Context(), id)
		f.must(err)
	}
	f.names(f.as("LED", model.RoleTeamLeader), store.CitizenQuery{Text: "prøvesen", Scope: store.ScopeAll})
	admin := f.as("LKN", model.RoleAdministrator)
	tests := []struct {
		name string
		q    store.LogQuery
		want []string // newest first
	}{
		{"a period", store.LogQuery{From: begin, To: begin.Add(2 * time.Hour)}, []string{"NOR read 2024-00002 case_history", "NOR read 2024-00001 case_history"}},
		{"a user", store.LogQuery{Initials: "LED"}, []string{"LED search  citizens?scope=all&text=pr%C3%B8vesen"}},
		{"a user and a citizen", store.LogQuery{Initials: "NOR", Citizen: b.Citizen.ID}, []string{"NOR read 2024-00002 case_history"}},
		{"an action", store.LogQuery{Action: store.ActionSearch}, []string{"LED search  citizens?scope=all&text=pr%C3%B8vesen"}},
		{"nothing", store.LogQuery{Initials: "XYZ"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list, total, err := admin.Log(t.Context(), test.q)
			f.must(err)
			var got []string
			for _, e := range list {
				got = append(got, fmt.Sprintf("%s %s %s %s", e.Initials, e.Action, e.CaseNumber, e.Detail))
			}
			if d := cmp.Diff(test.want, got); d != "" || total != len(test.want) {
				t.Errorf("%d lines\n%s", total, d)
			}
		})
	}
	list, _, err := admin.Log(t.Context(), store.LogQuery{Limit: 1})
	f.must(err)
	if list[0].Initials != "LKN" || list[0].Detail.String() != "access_log" {
		t.Errorf("the last line is %+v, not that of reading the log", list[0])
	}
	if s := fmt.Sprintf("%+v", list); strings.Contains(s, "Prøvesen") {
		t.Errorf("the log shows an administrator a name: %s", s)
	}
}

// The next page continues where the previous one ended, although reading has added
// lines to the log.
func TestLogPages(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	for range 7 {
		f.must(admin.SetLogRetention(t.Context(), 12))
	}
	q := store.LogQuery{Action: store.ActionChange, Limit: 3}
	var seqs []int64
	for {
		list, total, err := admin.Log(t.Context(), q)
		f.must(err)
		if total != 13 {
			t.Errorf("%d lines in all, want 13", total)
		}
		if len(list) == 0 {
			break
		}
		for _, e := range list {
			seqs = append(seqs, e.Seq)
		}
		q.Before = list[len(list)-1].Seq
	}
	if len(seqs) != 13 || !slices.IsSortedFunc(seqs, func(a, b int64) int { return int(b - a) }) {
		t.Errorf("the pages have the lines %v", seqs)
	}
}

func TestSpotCheck(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	for range 50 {
		f.must(admin.SetLogRetention(t.Context(), 12))
	}
	picked := map[int64]bool{}
	for range 10 {
		list, err := admin.SpotCheck(t.Context(), store.LogQuery{Action: store.ActionChange}, 5)
		f.must(err)
		if len(list) != 5 {
			t.Fatalf("%d lines, want 5", len(list))
		}
		for _, e := range list {
			picked[e.Seq] = true
		}
	}
	if len(picked) < 10 {
		t.Errorf("ten checks of five lines saw %d lines", len(picked))
	}
	if list, err := admin.SpotCheck(t.Context(), store.LogQuery{Initials: "NOR"}, 5); err != nil || len(list) != 0 {
		t.Errorf("of an unknown user's lines: %v, %v", list, err)
	}
	if _, err := admin.SpotCheck(t.Context(), store.LogQuery{}, 0); err == nil {
		t.Error("checked nothing without a word")
	}
	if f.count(`select count(*) from access_log where detail = 'spot_check?count=5&action=change'`) != 10 {
		t.Error("the checks are not in the log")
	}
}

// A citizen sees when and why the data was used, and by which user only if that was decided.
func TestLogAbout(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	a := f.as("NOR", model.RoleCaseworker)
	_, err := f.as("LED", model.RoleTeamLeader).CaseHistory(t.Context(), c.Citizen.ID)
	f.must(err)
	for _, staff := range []store.Staff{store.WithoutStaff, store.WithStaff} {
		t.Run(staff.String(), func(t *testing.T) {
			list, err := a.ExportCitizenLog(t.Context(), c.Citizen.ID, staff)
			f.must(err)
			if list[0].Action != store.ActionImport {
				t.Errorf("the citizen came by %+v", list[0])
			}
			first := list[1]
			if !first.At.Equal(noon()) || first.Action != store.ActionRead || first.Purpose != model.ForCasework {
				t.Errorf("the first line is %+v", first)
			}
			if named := strings.Contains(fmt.Sprintf("%+v", list), "LED"); named != bool(staff) {
				t.Errorf("names an employee: %t", named)
			}
			if last := list[len(list)-1]; last.Action != store.ActionExport {
				t.Errorf("the last line is %+v, not that of this export", last)
			}
		})
	}
	if _, err := f.as("SYD", model.RoleCaseworker).ExportCitizenLog(t.Context(), c.Citizen.ID, store.WithoutStaff); !errors.Is(err, store.ErrForbidden) {
		t.Errorf("got %v, want %v", err, store.ErrForbidden)
	}
}
