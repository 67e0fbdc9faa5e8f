// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestRetentionDue(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	closed := model.NewDate(2024, time.January, 1)
	var all []model.CaseHistory
	for i, c := range []struct {
		name, reason, team string
		closed             model.Date
	}{
		{"Anna", "job", "Team Nord", closed},
		{"Bo", "moved", "Team Nord", closed},
		{"Carl", "job", "Team Syd", closed.Add(-10)},
		{"Dorte", "", "Team Nord", model.Date{}},
		{"Erik", "a reason of another system", "Team Nord", closed},
	} {
		history := f.history(i, c.name)
		history.Citizen.Team, history.Citizen.CloseReason, history.Citizen.Closed = c.team, c.reason, c.closed
		all = append(all, history)
	}
	f.add(all...)
	admin := f.as("LKN", model.RoleAdministrator)
	due := func(a *store.Access, asOf model.Date) (list []string) {
		found, err := a.CitizensDue(t.Context(), asOf)
		f.must(err)
		for _, d := range found {
			list = append(list, fmt.Sprintf("%s%s %s %v %d", d.CaseNumber, d.Name, d.Rule.CloseReason, d.Due, d.Rule.Days))
		}
		return list
	}
	if list := due(admin, closed.Add(99999)); list != nil {
		t.Errorf("without a rule %v are due", list)
	}
	f.must(admin.SetRetention(t.Context(), model.Retention{{CloseReason: "job", Days: 365}, {Days: 1825}}))
	tests := []struct {
		name string
		a    *store.Access
		asOf model.Date
		want []string
	}{
		{"the day before", admin, model.NewDate(2024, time.December, 20), nil},
		{"the first", admin, model.NewDate(2024, time.December, 21), []string{"2024-00002 job 2024-12-21 365"}},
		{"a team leader's own", f.as("LED", model.RoleTeamLeader), model.NewDate(2025, time.January, 1), []string{"2024-00000Anna job 2024-12-31 365"}},
		{"all", admin, model.NewDate(2029, time.January, 1), []string{
			"2024-00002 job 2024-12-21 365", "2024-00000 job 2024-12-31 365", "2024-00001  2028-12-30 1825", "2024-00004  2028-12-30 1825",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if d := cmp.Diff(test.want, due(test.a, test.asOf)); d != "" {
				t.Error(d)
			}
		})
	}
	if err := admin.SetRetention(t.Context(), model.Retention{{CloseReason: "holiday", Days: 1}}); err == nil {
		t.Error("accepted a rule for an unknown reason")
	}
}

// propose proposes the deletion of one citizen, by NOR.
func (f *fixture) propose(c model.Citizen, ground model.DeletionGround) model.ID {
	f.Helper()
	ids, err := f.as("NOR", model.RoleCaseworker).ProposeDeletion(f.Context(), []model.ID{c.ID}, ground)
	f.must(err)
	return ids[0]
}

func TestADeletionRemovesEverything(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c, other := f.full(17, "Åse Prøvesen"), f.full(18, "Bo Andensen")
	f.must(f.as("LKN", model.RoleAdministrator).SetRetention(t.Context(), model.Retention{{CloseReason: "job", Days: 30}}))
	head, err := f.LogHead(t.Context())
	f.must(err)
	tables := f.ofCitizen(c.Citizen.ID)
	before := map[string]int{}
	for table, condition := range tables {
		before[table] = f.count(`select count(*) from ` + table + ` where ` + condition)
	}
	before["deletion_proposal"]++
	id := f.propose(c.Citizen, model.GroundRetention)
	f.must(f.as("LED", model.RoleTeamLeader).ApproveDeletion(t.Context(), id))
	for table, condition := range tables {
		if n := f.count(`select count(*) from ` + table + ` where ` + condition); n != 0 {
			t.Errorf("%s has %d rows left", table, n)
		}
	}
	if f.count(`select count(*) from answer w left join assessment s on s.id = w.assessment_id where s.id is null`) != 0 {
		t.Error("answers without an assessment are left")
	}
	if _, err := f.as("NOR", model.RoleCaseworker).CaseHistory(t.Context(), other.Citizen.ID); err != nil {
		t.Errorf("another citizen is gone too: %v", err)
	}
	if n := f.count(`select count(*) from citizen`); n != 1 {
		t.Errorf("%d citizens, want 1", n)
	}
	protocol, err := f.as("LED", model.RoleTeamLeader).DeletionProtocol(t.Context())
	f.must(err)
	want := []store.DeletionRecord{{
		Citizen: c.Citizen.ID, Ground: model.GroundRetention, Rule: model.RetentionRule{CloseReason: "job", Days: 30},
		Closed: c.Citizen.Closed, ProposedBy: "NOR", ProposedAt: noon(), ApprovedBy: "LED", ApprovedAt: noon(), Rows: before,
	}}
	if d := cmp.Diff(want, protocol, cmpopts.EquateComparable(model.Date{}), cmpopts.IgnoreFields(store.DeletionRecord{}, "ID")); d != "" {
		t.Error(d)
	}
	if _, err := f.VerifyLog(t.Context(), head); err != nil {
		t.Error(err)
	}
	for _, query := range []string{
		`delete from deletion_protocol`, `update deletion_protocol set ground = 'mistake'`,
		`delete from deletion_count`, `update deletion_count set rows_deleted = 0`,
	} {
		if err := f.Exec(t.Context(), query); err == nil {
			t.Errorf("%s was let through", query)
		}
	}
}

func TestDeletionNeedsASecondUserAndAnUnchangedCase(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.full(17, "Åse Prøvesen")
	leader := func(initials string) *store.Access { return f.as(initials, model.RoleTeamLeader) }
	f.must(f.as("LKN", model.RoleAdministrator).PutUser(t.Context(), model.User{
		Initials: "DOB", Roles: []model.Role{model.RoleCaseworker, model.RoleTeamLeader}, Teams: []string{"Team Nord"}, Active: true,
	}))
	if _, err := f.as("NOR", model.RoleCaseworker).ProposeDeletion(t.Context(), []model.ID{c.Citizen.ID}, model.GroundRetention); !errors.Is(err, store.ErrNotDue) {
		t.Errorf("not due: got %v, want %v", err, store.ErrNotDue)
	}
	if _, err := f.as("NOR", model.RoleCaseworker).ProposeDeletion(t.Context(), []model.ID{c.Citizen.ID}, "whim"); err == nil {
		t.Error("an unknown ground is accepted")
	}
	// The user who proposed it may not decide it in another role either.
	ids, err := f.as("DOB", model.RoleCaseworker).ProposeDeletion(t.Context(), []model.ID{c.Citizen.ID}, model.GroundMistake)
	f.must(err)
	if err := leader("DOB").ApproveDeletion(t.Context(), ids[0]); !errors.Is(err, store.ErrFourEyes) {
		t.Errorf("approve an own proposal: got %v, want %v", err, store.ErrFourEyes)
	}
	if err := leader("DOB").RejectDeletion(t.Context(), ids[0], "no"); !errors.Is(err, store.ErrFourEyes) {
		t.Errorf("reject an own proposal: got %v, want %v", err, store.ErrFourEyes)
	}
	if _, err := f.as("NOR", model.RoleCaseworker).ProposeDeletion(t.Context(), []model.ID{c.Citizen.ID}, model.GroundMistake); !errors.Is(err, store.ErrAlreadyProposed) {
		t.Errorf("a second proposal: got %v, want %v", err, store.ErrAlreadyProposed)
	}
	if err := leader("LED").RejectDeletion(t.Context(), ids[0], " "); !errors.Is(err, store.ErrNoReason) {
		t.Errorf("reject without a reason: got %v, want %v", err, store.ErrNoReason)
	}
	f.must(leader("LED").RejectDeletion(t.Context(), ids[0], "it is none"))
	if err := leader("LED").ApproveDeletion(t.Context(), ids[0]); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("approve what was rejected: got %v, want %v", err, store.ErrNotFound)
	}

	changes := []struct {
		name   string
		change func()
	}{
		{"the case is opened again", func() {
			f.revise(&c.Citizen, func(c *model.Citizen) { c.Closed, c.CloseReason = model.Date{}, "" })
		}},
		{"an activity is added", func() {
			f.load(func(l *store.Load) error {
				return l.AddActivity(model.Activity{Citizen: c.Citizen.ID, Type: "VPP", Start: model.NewDate(2026, time.May, 1), Source: model.FromEntry})
			})
		}},
		{"an answer is rectified", func() {
			f.must(f.as("NOR", model.RoleCaseworker).RectifyAnswer(t.Context(), c.Assessments[0].ID, 2,
				model.NewAnswer(c.Assessments[0].Answers[1].Item, 1), "misread"))
		}},
	}
	for _, test := range changes {
		t.Run(test.name, func(t *testing.T) {
			id := f.propose(c.Citizen, model.GroundMistake)
			test.change()
			if err := leader("LED").ApproveDeletion(t.Context(), id); !errors.Is(err, store.ErrChanged) {
				t.Errorf("got %v, want %v", err, store.ErrChanged)
			}
			f.must(leader("LED").RejectDeletion(t.Context(), id, "it has changed"))
		})
	}
	if f.count(`select count(*) from citizen`) != 1 || f.count(`select count(*) from access_log where action = 'delete'`) != 0 {
		t.Error("what was refused was done")
	}
}

// revise rectifies master data and updates c to match the register.
func (f *fixture) revise(c *model.Citizen, change func(*model.Citizen)) {
	f.Helper()
	change(c)
	f.must(f.as("NOR", model.RoleCaseworker).RectifyCitizen(f.Context(), *c, "so it is"))
	c.Revision++
}

// A rule made longer protects citizens who were due by the shorter one.
func TestARuleThatChangedIsAskedAgain(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.full(17, "Åse Prøvesen")
	admin := f.as("LKN", model.RoleAdministrator)
	f.must(admin.SetRetention(t.Context(), model.Retention{{Days: 30}}))
	id := f.propose(c.Citizen, model.GroundRetention)
	list, err := admin.DeletionProposals(t.Context())
	f.must(err)
	if len(list) != 1 || list[0].ID != id || list[0].Name != "" || list[0].ProposedBy != "NOR" {
		t.Errorf("the administrator sees %+v", list)
	}
	f.must(admin.SetRetention(t.Context(), model.Retention{{Days: 3000}}))
	if err := admin.ApproveDeletion(t.Context(), id); !errors.Is(err, store.ErrNotDue) {
		t.Errorf("got %v, want %v", err, store.ErrNotDue)
	}
}

// Several citizens are deleted together or not at all.
func TestApproveSeveral(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	a, b := f.full(17, "Åse Prøvesen"), f.full(18, "Bo Andensen")
	ids := []model.ID{f.propose(a.Citizen, model.GroundArchived), f.propose(b.Citizen, model.GroundArchived)}
	f.revise(&b.Citizen, func(c *model.Citizen) { c.Name = "Bo Nysen" })
	led := f.as("LED", model.RoleTeamLeader)
	if err := led.ApproveDeletion(t.Context(), ids...); !errors.Is(err, store.ErrChanged) {
		t.Errorf("got %v, want %v", err, store.ErrChanged)
	}
	if n := f.count(`select count(*) from citizen`); n != 2 {
		t.Errorf("%d citizens, want 2", n)
	}
	f.must(led.RejectDeletion(t.Context(), ids[1], "it has changed"))
	ids[1] = f.propose(b.Citizen, model.GroundArchived)
	f.must(led.ApproveDeletion(t.Context(), ids...))
	if n := f.count(`select count(*) from deletion_protocol`); n != 2 {
		t.Errorf("%d rows of the protocol, want 2", n)
	}
}

// A deletion erases the words of searches that would find the citizen, but not of those
// that match several others. The log lines and the hash chain remain.
func TestTheLogForgetsNamesOfTheDeleted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.full(17, "Åse Prøvesen")
	for i := range 6 {
		f.add(f.history(100+i, fmt.Sprint("Åse Hansen ", i)))
	}
	a := f.as("NOR", model.RoleCaseworker)
	tests := []struct {
		text      string
		forgotten bool
	}{
		{"prøvesen", true},
		{"Prøves", true},
		{"åse prøvesen i går", true},
		{"åse", false},
		{"åse hansen", false},
		{"2024-00017", true},
		{"161375-0017", true}, // as the log has it: without the last four
		{"1513750017", true},  // the CPR before
		{"Zøllner", false},
		{"", false},
	}
	for _, test := range tests {
		f.names(a, store.CitizenQuery{Text: test.text, Scope: store.ScopeAll, Closed: true})
	}
	if err := f.as("LKN", model.RoleTeamLeader).Load(t.Context(), "Åse Prøvesen.csv", func(*store.Load) error { return nil }); err != nil {
		t.Fatal(err)
	}
	first := f.count(`select min(seq) from access_log where action = 'search'`)
	f.must(f.as("LED", model.RoleTeamLeader).ApproveDeletion(t.Context(), f.propose(c.Citizen, model.GroundRequest)))
	lines, _, err := f.as("LKN", model.RoleAdministrator).Log(t.Context(), store.LogQuery{})
	f.must(err)
	slices.Reverse(lines)
	i := slices.IndexFunc(lines, func(e store.LogEntry) bool { return e.Seq == int64(first) })
	for n, test := range tests {
		if e := lines[i+n]; e.Forgotten != test.forgotten || e.Forgotten != (e.Detail.Code == "") || e.Action != store.ActionSearch {
			t.Errorf("%q: the line is %+v", test.text, e)
		}
	}
	if e := lines[i+len(tests)]; e.Action != store.ActionImport || !e.Forgotten {
		t.Errorf("the file's name is in %+v", e)
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}

// An undecided conflict of one citizen may name another.
func TestConflictsForgetNamesOfTheDeleted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c, other := f.full(17, "Åse Prøvesen"), f.full(18, "Bo Andensen")
	conflicts := []struct {
		about  model.ID
		value  string
		stays  bool
		reason string
	}{
		{other.Citizen.ID, "161375-0017", false, "CPR of the citizen"},
		{"", "2024-00017", false, "case number of the citizen"},
		{"", "ny, åse prøvesen ny", false, "name of the citizen"},
		{other.Citizen.ID, "17", true, "a number that is part of one"},
		{"", "Åse", true, "a name of many"},
	}
	f.load(func(l *store.Load) error {
		for _, v := range conflicts {
			if _, err := l.AddConflict(store.Conflict{Citizen: v.about, Value: v.value, Reason: v.reason}); err != nil {
				return err
			}
		}
		return nil
	})
	f.must(f.as("LED", model.RoleTeamLeader).ApproveDeletion(t.Context(), f.propose(c.Citizen, model.GroundRequest)))
	for _, v := range conflicts {
		if stays := f.count(`select count(*) from conflict where reason = $1`, v.reason) == 1; stays != v.stays {
			t.Errorf("%s: stays %t, want %t", v.reason, stays, v.stays)
		}
	}
}

func TestSearchForgetsTheDeleted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.full(17, "Åse Prøvesen")
	a, other := f.as("NOR", model.RoleCaseworker), f.again().as("NOR", model.RoleCaseworker)
	q := store.CitizenQuery{Text: "prøvesen", Scope: store.ScopeAll, Closed: true}
	for _, each := range []*store.Access{a, other} {
		if found := f.names(each, q); len(found) != 1 {
			t.Fatalf("found %v before", found)
		}
	}
	f.must(f.as("LED", model.RoleTeamLeader).ApproveDeletion(t.Context(), f.propose(c.Citizen, model.GroundRequest)))
	for _, each := range []*store.Access{a, other} {
		if found := f.names(each, q); len(found) != 0 {
			t.Errorf("found %v after", found)
		}
	}
}

// After a deletion the bytes are gone from the tables, from pages freed earlier and from
// the write-ahead log. The register of this test is not encrypted, so that they can be
// searched for.
func TestADeletionLeavesNoTrace(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := newFixtureWith(t, store.Plain(options))
	const name = "Xylofonia Qvistgårdsen"
	c := f.full(17, name)
	f.full(18, "Bo Andensen")
	// Other rows grow and are deleted, so that pages split, merge and become free.
	f.must(f.Exec(t.Context(), `update assessment set note = note || $2 where citizen_id = $1`, c.Citizen.ID,
		strings.Repeat(" and "+name+" says more", 2000)))
	for i := range 300 {
		f.add(f.history(1000+i, fmt.Sprintf("Xylofonia Andensen %d", i)))
	}
	f.revise(&c.Citizen, func(c *model.Citizen) { c.Name = name + " Tredje" })
	f.must(f.Exec(t.Context(), `update assessment set note = $2 where citizen_id = $1`, c.Citizen.ID, "short note of "+name))
	f.must(f.Exec(t.Context(), `delete from citizen where case_number like '2024-011%'`))
	a := f.as("NOR", model.RoleCaseworker)
	f.names(a, store.CitizenQuery{Text: "qvistgårdsen", Scope: store.ScopeAll, Closed: true})
	f.names(a, store.CitizenQuery{Text: "2024-00017", Scope: store.ScopeAll, Closed: true})
	f.names(a, store.CitizenQuery{Text: "161375-0017", Scope: store.ScopeAll, Closed: true})
	if err := f.as("LKN", model.RoleTeamLeader).Load(t.Context(), name+".csv", func(*store.Load) error { return nil }); err != nil {
		t.Fatal(err)
	}
	traces := []string{"Qvistgårdsen", "qvistgårdsen", "2024-00017", "1513750017", "1613750017", "161375-", "misread of Xylo", "note of Xylo", "not yet, Xylo"}
	if len(found(t, f.Dir(), traces)) < 6 {
		t.Fatalf("only %v is there before: does the test look in the right place?", found(t, f.Dir(), traces))
	}
	f.must(f.as("LED", model.RoleTeamLeader).ApproveDeletion(t.Context(), f.propose(c.Citizen, model.GroundRequest)))
	if left := found(t, f.Dir(), traces); len(left) > 0 {
		t.Errorf("the folder still contains %v", left)
	}
	if n := f.count(`select count(*) from pragma_integrity_check where integrity_check = 'ok'`); n != 1 {
		t.Error("the database is damaged")
	}
}

// found returns the texts that are in a file of a folder.
func found(t *testing.T, dir string, texts []string) (list []string) {
	t.Helper()
	for _, name := range names(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				list = append(list, name+": "+text)
			}
		}
	}
	return list
}
