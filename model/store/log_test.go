// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestCitizenLog(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	a := f.as("NOR", model.RoleCaseworker)
	_, err := a.RevealCPR(t.Context(), c.Citizen.ID)
	f.must(err)
	_, err = f.as("LED", model.RoleTeamLeader).CaseHistory(t.Context(), c.Citizen.ID)
	f.must(err)
	entries, err := a.CitizenLog(t.Context(), c.Citizen.ID)
	f.must(err)
	if len(entries) != 4 || entries[3].Action != store.ActionImport {
		t.Fatalf("%d entries, want 3 and the import: %v", len(entries), entries)
	}
	for i, want := range []struct{ initials, detail string }{{"NOR", "access_log"}, {"LED", "case_history"}, {"NOR", "cpr"}} {
		e := entries[i]
		if e.Initials != want.initials || e.Detail.String() != want.detail || e.Action != store.ActionRead ||
			e.Citizen != c.Citizen.ID || !e.At.Equal(noon()) || e.Purpose != model.ForCasework {
			t.Errorf("entry %d is %+v, want %+v", i, e, want)
		}
	}
}

func TestTheLogIsAppendOnly(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, query := range []string{
		`update access_log set detail = 'nothing' where seq = 1`,
		`delete from access_log where seq = 1`,
		`delete from access_log`,
		`insert or replace into access_log select * from access_log where seq = 1`,
	} {
		if err := f.Exec(t.Context(), query); err == nil {
			t.Errorf("%s was let through", query)
		}
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}

// Someone with the key can drop the triggers; the chain still reveals changes.
func TestVerifyLog(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, query string }{
		{"untouched", ``},
		{"another moment", `update access_log set at = '2020-01-01T00:00:00.000Z' where seq = 3`},
		{"another user", `update access_log set initials = 'SYD' where seq = 3`},
		{"another role", `update access_log set role = 'caseworker' where seq = 3`},
		{"another action", `update access_log set action = 'search' where seq = 3`},
		{"another citizen", `update access_log set citizen_id = 'x' where seq = 3`},
		{"another purpose", `update access_log set purpose = 'export' where seq = 3`},
		{"another detail", `update access_log set detail = detail || ' ' where seq = 3`},
		{"text shifted between fields", `update access_log set initials = initials || substr(role, 1, 1), role = substr(role, 2) where seq = 3`},
		{"another hash", `update access_log set hash = zeroblob(32) where seq = 3`},
		{"removed", `delete from access_log where seq = 3`},
		{"the first removed", `delete from access_log where seq = 1`},
		{"removed, the rest moved up", `delete from access_log where seq = 3; update access_log set seq = seq - 1 where seq > 3`},
		{"removed, the chain closed", `update access_log set previous = (select previous from access_log where seq = 3) where seq = 4;
			delete from access_log where seq = 3; update access_log set seq = seq - 1 where seq > 3`},
		{"reordered", `update access_log set seq = -3 where seq = 3; update access_log set seq = 3 where seq = 4;
			update access_log set seq = 4 where seq = -3`},
		{"put in", `insert into access_log select (select max(seq) + 1 from access_log), at, initials, role, action, citizen_id,
			purpose, detail, previous, hash from access_log where seq = 3`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			lines := f.count(`select count(*) from access_log`)
			if test.query != "" {
				db := raw(t, f.Register)
				db.SetMaxOpenConns(1)
				exec(t, db, `drop trigger access_log_stays; drop trigger access_log_keeps`)
				exec(t, db, test.query)
			}
			n, err := f.VerifyLog(t.Context())
			switch {
			case test.query == "" && (err != nil || n != int64(lines)):
				t.Errorf("%d lines whole, %v; want %d", n, err, lines)
			case test.query != "" && err == nil:
				t.Error("found nothing")
			}
		})
	}
}
