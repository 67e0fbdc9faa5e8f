// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// aged returns a register with first log lines two years older than the rest, with
// searches in both parts.
func aged(t *testing.T) (*fixture, *store.Access) {
	f, c := newFixture(t).withClock()
	f.add(f.history(1, "Åse Prøvesen"))
	f.names(f.as("NOR", model.RoleCaseworker), store.CitizenQuery{Text: "gammel", Scope: store.ScopeAll})
	c.now = c.now.AddDate(2, 0, 0)
	f.names(f.as("NOR", model.RoleCaseworker), store.CitizenQuery{Text: "ny", Scope: store.ScopeAll})
	return f, f.as("LKN", model.RoleAdministrator)
}

func TestPurgeLog(t *testing.T) {
	t.Parallel()
	f, admin := aged(t)
	all := f.count(`select count(*) from access_log`)
	old, err := f.LogHead(t.Context())
	f.must(err)
	if _, err := admin.PurgeLog(t.Context()); !errors.Is(err, store.ErrNoLogRetention) {
		t.Fatalf("got %v, want %v", err, store.ErrNoLogRetention)
	}
	f.must(admin.SetLogRetention(t.Context(), 12))
	removed, err := admin.PurgeLog(t.Context())
	f.must(err)
	if removed != int64(all)-1 {
		t.Errorf("removed %d lines, want %d", removed, all-1)
	}
	if f.count(`select count(*) from access_log_words`) != 1 {
		t.Error("the words of the removed lines are left")
	}
	if f.count(`select count(*) from log_anchor where lines = $1 and by = 'LKN' and at like '2028-%'`, removed) != 1 {
		t.Error("no anchor records how many lines were removed, when and by which user")
	}
	// Remaining: the last search, the rule, the purge.
	if n, err := f.VerifyLog(t.Context(), old); err != nil || n != 3 {
		t.Errorf("%d lines whole, %v; want 3", n, err)
	}
	if removed, err := admin.PurgeLog(t.Context()); err != nil || removed != 0 {
		t.Errorf("a second purge removed %d lines, %v", removed, err)
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAPurgeAllowsNoOtherDeletion(t *testing.T) {
	t.Parallel()
	f, admin := aged(t)
	f.must(admin.SetLogRetention(t.Context(), 12))
	_, err := admin.PurgeLog(t.Context())
	f.must(err)
	for _, query := range []string{
		`delete from access_log where seq = (select max(seq) from access_log)`,
		`delete from access_log where seq = (select min(seq) from access_log)`,
		`delete from access_log_words`,
		`update access_log_words set words = 'x'`,
		`update log_anchor set seq = seq + 1`,
		`delete from log_anchor`,
		`insert into log_anchor select max(seq), zeroblob(32), 1, 'x', 'x' from access_log`,
		`insert into log_anchor select seq, hash, 1, 'x', 'x' from access_log order by seq limit 1`,
		`insert or replace into log_anchor select seq, hash, lines, at, 'x' from log_anchor`,
		`insert into log_forgotten select seq, seq + 1 from access_log_words`,
	} {
		if err := f.Exec(t.Context(), query); err == nil {
			t.Errorf("%s was let through", query)
		}
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}

// Someone with the key can drop the triggers; the chain, its anchor and a recorded head
// still reveal changes.
func TestVerifyLogAfterAPurge(t *testing.T) {
	t.Parallel()
	const forged = `insert into log_anchor select seq, hash, 1, 'x', 'LKN' from access_log order by seq limit 1 offset 1;
		delete from access_log_words where seq <= (select max(seq) from log_anchor);
		delete from access_log_set where seq <= (select max(seq) from log_anchor);
		delete from access_log where seq <= (select max(seq) from log_anchor)`
	tests := []struct {
		name, query string
		head        bool // written down before the query
		broken      bool
	}{
		{name: "untouched", head: true},
		{name: "removed in the middle", query: `delete from access_log where seq = (select max(seq) - 1 from access_log)`, broken: true},
		{name: "removed at the end", query: `delete from access_log where seq = (select max(seq) from access_log)`, head: true, broken: true},
		{name: "everything removed", query: `delete from access_log`, broken: true},
		{name: "the anchor removed", query: `delete from log_anchor`, broken: true},
		{name: "the anchor at an earlier line", query: `update log_anchor set seq = seq - 1`, broken: true},
		{name: "the anchor with another hash", query: `update log_anchor set hash = zeroblob(32)`, broken: true},
		{name: "the anchor forged to a later line", query: forged, broken: true},
		{name: "other words", query: `update access_log_words set words = 'mine'`, broken: true},
		{name: "no words", query: `delete from access_log_words`, broken: true},
		{
			name: "words forgotten by no deletion", broken: true,
			query: `insert into log_forgotten select seq, seq + 1 from access_log_words; delete from access_log_words`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f, admin := aged(t)
			f.must(admin.SetLogRetention(t.Context(), 12))
			_, err := admin.PurgeLog(t.Context())
			f.must(err)
			f.must(admin.SetLogRetention(t.Context(), 13))
			var heads []store.LogHead
			if test.head {
				h, err := f.LogHead(t.Context())
				f.must(err)
				heads = append(heads, h)
			}
			if test.query != "" {
				db := raw(t, f.Register)
				db.SetMaxOpenConns(1)
				exec(t, db, `drop trigger access_log_stays; drop trigger access_log_keeps; drop trigger log_anchor_rises;
					drop trigger log_anchor_stays; drop trigger log_anchor_keeps; drop trigger access_log_words_stay; drop trigger access_log_set_keeps;
					drop trigger access_log_words_keep; drop trigger log_forgotten_by_deletion`)
				exec(t, db, test.query)
			}
			if _, err := f.VerifyLog(t.Context(), heads...); errors.Is(err, store.ErrLogAltered) != test.broken {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A truncated log is consistent in itself; only a head recorded elsewhere reveals the
// truncation.
func TestVerifyLogAgainstAHead(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	early, err := f.LogHead(t.Context())
	f.must(err)
	f.add(f.history(1, "Åse Prøvesen"))
	late, err := f.LogHead(t.Context())
	f.must(err)
	if _, err := f.VerifyLog(t.Context(), early, late); err != nil {
		t.Error(err)
	}
	other := store.LogHead{Seq: early.Seq, Hash: late.Hash}
	for _, heads := range [][]store.LogHead{{other}, {early, other}} {
		if _, err := f.VerifyLog(t.Context(), heads...); !errors.Is(err, store.ErrLogAltered) {
			t.Errorf("against %v: %v", heads, err)
		}
	}
	db := raw(t, f.Register)
	exec(t, db, `drop trigger access_log_keeps; drop trigger access_log_words_keep`)
	exec(t, db, `delete from access_log_words where seq = $1`, late.Seq)
	exec(t, db, `delete from access_log where seq = $1`, late.Seq)
	if _, err := f.VerifyLog(t.Context(), early); err != nil {
		t.Errorf("against the early head: %v", err)
	}
	if _, err := f.VerifyLog(t.Context(), late); !errors.Is(err, store.ErrLogAltered) {
		t.Errorf("against the late head: %v", err)
	}
}

// A clock that was wrong for a while leaves lines dated after now. They neither stop a
// purge nor are purged before the lines around them.
func TestPurgeLogPassesLinesAheadOfTheClock(t *testing.T) {
	t.Parallel()
	f, c := newFixture(t).withClock()
	search := func(text string) {
		f.names(f.as("NOR", model.RoleCaseworker), store.CitizenQuery{Text: text, Scope: store.ScopeAll})
	}
	search("gammel")
	c.now = c.now.AddDate(73, 0, 0)
	search("fremtid")
	c.now = c.now.AddDate(-73, 0, 1)
	search("gammel igen")
	old := f.count(`select max(seq) from access_log`)
	c.now = c.now.AddDate(73, 0, 0)
	search("fremtid igen")
	c.now = c.now.AddDate(-73+2, 0, 0)
	search("ny")
	admin := f.as("LKN", model.RoleAdministrator)
	f.must(admin.SetLogRetention(t.Context(), 12))
	removed, err := admin.PurgeLog(t.Context())
	f.must(err)
	if removed != int64(old) {
		t.Errorf("removed %d lines, want %d", removed, old)
	}
	if n := f.count(`select count(*) from access_log where at like '2099-%'`); n != 1 {
		t.Errorf("%d lines of the future left, want the one that no old line follows", n)
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}
