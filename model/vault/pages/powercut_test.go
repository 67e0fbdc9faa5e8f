// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/powercut"
)

// cuts is the number of power cuts simulated for each kind of sequence.
// scripts/proofs.sh passes more.
var cuts = flag.Int("cuts", 20, "power cuts simulated for each kind of sequence")

// settings are the pragmas of the sequences. The first are those of the register, with
// smaller caches and more frequent checkpoints, so that short sequences cover all cases.
var settings = map[string][]string{
	"log": {
		"journal_mode(WAL)", "synchronous(FULL)", "secure_delete(FAST)", "temp_store(MEMORY)", "cache_size(12)",
		"wal_autocheckpoint(25)", "journal_size_limit(150000)", "foreign_keys(1)", "mmap_size(0)",
	},
	"long log": {
		"journal_mode(WAL)", "synchronous(FULL)", "secure_delete(FAST)", "temp_store(MEMORY)", "cache_size(12)",
		"wal_autocheckpoint(400)", "foreign_keys(1)", "mmap_size(0)",
	},
	"journal": {
		"journal_mode(DELETE)", "synchronous(EXTRA)", "secure_delete(FAST)", "temp_store(MEMORY)", "cache_size(12)",
		"foreign_keys(1)", "mmap_size(0)",
	},
}

// After a power cut at any moment the database opens with every acknowledged
// transaction, and at most the pending one in addition, complete. Some cuts hit a
// database that another cut or a kill has just left.
func TestPowerCuts(t *testing.T) {
	t.Parallel()
	for name, pragmas := range settings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			total := tally{}
			for seed := uint64(1); total.states < *cuts; seed++ {
				random := rand.New(rand.NewPCG(seed, 1))
				s := sequence{TB: t, random: random, pragmas: pragmas, history: []string{""}}
				image := powercut.Image{}
				for generation := range 4 {
					trace := s.run(image)
					image = s.cut(trace, 3+*cuts/40, generation, &total)
				}
			}
			t.Log(total)
			if total.lost+total.half+total.refused+total.unreadable+total.damaged > 0 {
				t.Error("a cut lost or damaged what had been acknowledged")
			}
		})
	}
}

// The simulator detects lost transactions: with syncs left out by the settings,
// acknowledged transactions are lost.
func TestPowerCutsWithoutSyncsLoseData(t *testing.T) {
	t.Parallel()
	for _, level := range []string{"NORMAL", "OFF"} {
		t.Run(level, func(t *testing.T) {
			pragmas := slices.Clone(settings["long log"])
			pragmas[1] = "synchronous(" + level + ")"
			total := tally{}
			for seed := uint64(1); total.states < max(*cuts, 60) && total.lost < 1+*cuts/500; seed++ {
				s := sequence{TB: t, random: rand.New(rand.NewPCG(seed, 2)), pragmas: pragmas, history: []string{""}}
				s.cut(s.run(powercut.Image{}), 10, 0, &total)
			}
			t.Log(total)
			if total.lost == 0 {
				t.Error("no acknowledged transaction was lost")
			}
		})
	}
}

// A disk that ignores syncs loses data, but every page read is one that the program
// once wrote. Mostly the database opens to an older state or is refused. A mix of
// newer and older pages is possible, because an older version of a page is as
// valid as the current one.
func TestPowerCutsOfALyingDisk(t *testing.T) {
	t.Parallel()
	total := tally{lying: true}
	for seed := uint64(1); total.states < *cuts; seed++ {
		s := sequence{TB: t, random: rand.New(rand.NewPCG(seed, 3)), pragmas: settings["log"], history: []string{""}}
		s.cut(s.run(powercut.Image{}), 10, 0, &total)
	}
	t.Log(total)
	if total.lost+total.refused+total.unreadable == 0 {
		t.Error("no data was lost")
	}
}

// tally counts the states after the cuts by outcome.
type tally struct {
	lying      bool
	states     int
	lost       int // opened without something acknowledged
	half       int // opened to something that never was
	refused    int // not opened: the log is broken
	unreadable int // not opened or found damaged by SQLite
	damaged    int // had a page that Check calls damaged, and a log
	recovered  int // had a log or a journal to work on
	notOpened  int64
}

func (t tally) String() string {
	return fmt.Sprintf("%d states, %d with something to recover, %d pages that did not open; lost %d, half %d, refused %d, unreadable %d, damaged %d",
		t.states, t.recovered, t.notOpened, t.lost, t.half, t.refused, t.unreadable, t.damaged)
}

// sequence is work on a database. Its history is the content of the database after each
// acknowledged transaction, starting with the empty database.
type sequence struct {
	testing.TB
	random  *rand.Rand
	pragmas []string
	history []string
}

const name = "a.db"

// run works on an image and returns the trace of the disk.
func (s *sequence) run(image powercut.Image) powercut.Trace {
	s.Helper()
	dir, err := os.MkdirTemp("", "powercut")
	must(s, err)
	defer os.RemoveAll(dir)
	must(s, image.Write(dir))
	disk, err := powercut.NewDisk(dir)
	must(s, err)
	m, err := NewMount(Options{Base: disk.Name()}, testKey{1, 'a'})
	must(s, err)
	must(s, m.CheckLog(filepath.Join(dir, name)))
	disk.Acknowledge(len(s.history) - 1)
	for range 1 + s.random.IntN(3) {
		s.session(disk, m, dir)
	}
	must(s, m.Close())
	must(s, disk.Close())
	return disk.Trace()
}

// add returns the queries that add rows in the next transaction.
func (s *sequence) add(rows, size int) []string {
	n := len(s.history)
	return []string{
		fmt.Sprintf(`insert into q values (%d, %d)`, n, rows),
		fmt.Sprintf(`insert into p (tx, name) with recursive c (i) as (select 1 union all select i + 1 from c where i < %d)
			select %d, hex(randomblob(%d)) from c`, rows, n, size),
	}
}

// whileRead commits while a reader keeps the log from being restarted.
func (s *sequence) whileRead(reader *sql.DB, commit func(queries ...string)) {
	s.Helper()
	tx, err := reader.BeginTx(s.Context(), nil)
	must(s, err)
	var n int
	must(s, tx.QueryRowContext(s.Context(), `select count(*) from q`).Scan(&n))
	for range 3 {
		if strings.Contains(s.pragmas[0], "WAL") {
			commit(s.add(10, 100)...)
		}
	}
	must(s, tx.Rollback())
}

// session is the work of a program between opening and closing the database.
func (s *sequence) session(disk *powercut.Disk, m *Mount, dir string) {
	db := open(s, m, filepath.Join(dir, name), s.pragmas...)
	defer shut(s, db)
	reader := open(s, m, filepath.Join(dir, name), "query_only(1)")
	defer shut(s, reader)
	commit := func(queries ...string) {
		s.Helper()
		exec(s, db, `begin immediate`)
		for _, q := range queries {
			exec(s, db, q)
		}
		now := state(s, db)
		if s.history[len(s.history)-1] == now { // nothing to acknowledge
			exec(s, db, `commit`)
			return
		}
		s.history = append(s.history, now)
		exec(s, db, `commit`)
		disk.Acknowledge(len(s.history) - 1)
	}
	if one(s, db, `select count(*) from sqlite_schema where name = 'q'`) == "0" {
		commit(`create table p (id integer primary key, tx integer not null, name text not null) strict`,
			`create index p_name on p (name)`, `create table q (tx integer primary key, n integer not null) strict`)
	}
	for range 6 + s.random.IntN(10) {
		switch s.random.IntN(13) {
		default: // an answer is changed
			commit(fmt.Sprintf(`update p set name = hex(randomblob(40)) where id %% 50 = %d`, s.random.IntN(50)),
				fmt.Sprintf(`insert or replace into q values (%d, 0)`, len(s.history)))
		case 0, 1, 2:
			commit(s.add(1+s.random.IntN(20), 60)...)
		case 3: // more than the cache holds
			commit(append(s.add(150, 100), `update p set name = hex(randomblob(80)) where id % 2 = 0`)...)
		case 4, 5: // the same, and thought better of
			exec(s, db, `begin immediate`)
			for _, q := range append(s.add(1+s.random.IntN(200), 100), `update p set name = hex(randomblob(70))`) {
				exec(s, db, q)
			}
			exec(s, db, `rollback`)
		case 6:
			commit(`savepoint a`, `delete from p where id % 3 = 0`, `rollback to a`, fmt.Sprintf(`delete from p where tx < %d`, len(s.history)-6))
		case 7:
			s.vacuum(db, m, filepath.Join(dir, name))
		case 8:
			exec(s, db, `vacuum into $1`, filepath.Join(dir, fmt.Sprintf("copy-%d.db", s.random.Int64())))
		case 9:
			exec(s, db, `pragma wal_checkpoint(truncate)`)
		case 10:
			s.whileRead(reader, commit)
		}
	}
}

// vacuum rewrites the database. With a rollback journal, a free page that was being
// filled at a power cut is free and torn afterwards, as SQLite does not journal free
// pages. Vacuum reads free pages, and so needs all of them intact.
func (s *sequence) vacuum(db *sql.DB, m *Mount, path string) {
	s.Helper()
	damage, err := m.Check(path)
	must(s, err)
	if strings.Contains(s.pragmas[0], "WAL") || len(damage.Damaged) == 0 {
		exec(s, db, `vacuum`)
	}
}

// state returns the whole content of the database.
func state(tb testing.TB, db *sql.DB) string {
	tb.Helper()
	d, err := stateOf(tb.Context(), db)
	must(tb, err)
	return d
}

func stateOf(ctx context.Context, db *sql.DB) (string, error) {
	h := sha256.New()
	for _, q := range []string{
		`select 0, 0, name || sql from sqlite_schema order by name`, `select id, tx, name from p order by id`,
		`select 0, tx, n from q order by tx`,
	} {
		rows, err := db.QueryContext(ctx, q)
		if err != nil {
			return "", err
		}
		for rows.Next() {
			var a, b int
			var c string
			if err := rows.Scan(&a, &b, &c); err != nil {
				return "", errors.Join(err, rows.Close())
			}
			fmt.Fprintln(h, a, b, c)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}

// cut makes images of a trace at random moments, checks what each opens to, and returns
// one to continue with.
func (s *sequence) cut(trace powercut.Trace, times, generation int, total *tally) powercut.Image {
	s.Helper()
	moments := make([]int, times)
	for i := range moments {
		moments[i] = 1 + s.random.IntN(trace.Len()) // the first event is the initial content
	}
	slices.Sort(moments)
	replay := trace.Replay()
	replay.Lying = total.lying
	next := s.random.IntN(times)
	var chosen powercut.Image
	var then []string
	for i, moment := range moments {
		acked := replay.To(moment)
		image := replay.Cut(s.random)
		if s.random.IntN(5) == 0 {
			image = replay.Kill()
		}
		found := look(s, image, s.history[:min(len(s.history), acked+2)], acked, total)
		if i == next {
			chosen = image
			then = s.history[:found+1]
		}
	}
	s.history = slices.Clone(then)
	return chosen
}

// look opens an image as the program does, and finds which of the states it has. Before
// the first acknowledged one there may be no database yet.
func look(tb testing.TB, image powercut.Image, history []string, acked int, total *tally) int {
	tb.Helper()
	dir, err := os.MkdirTemp("", "powercut")
	must(tb, err)
	defer os.RemoveAll(dir)
	must(tb, image.Write(dir))
	total.states++
	for file := range image {
		if file == name+"-wal" && len(image[file]) > logHeaderSize || file == name+"-journal" && len(image[file]) > 512 {
			total.recovered++
		}
	}
	m, err := NewMount(Options{}, testKey{1, 'a'})
	must(tb, err)
	// A free page may be torn where a journal has been used: see vacuum.
	if d, err := m.Check(filepath.Join(dir, name)); err == nil && len(d.Damaged) > 0 && image[name+"-wal"] != nil && acked > 0 {
		total.damaged++
	}
	found, err := openState(tb.Context(), m, filepath.Join(dir, name))
	total.notOpened += m.NotOpened()
	must(tb, m.Close())
	at := slices.Index(history, found)
	switch {
	case acked == 0 && (err != nil || found == ""):
		return 0
	case errors.Is(err, ErrBrokenLog):
		total.refused++
	case err != nil:
		total.unreadable++
	case at < 0:
		total.half++
	case at < acked:
		total.lost++
	default:
		return at
	}
	if !total.lying && total.lost+total.half+total.refused+total.unreadable < 4 {
		tb.Logf("state %d, %d acknowledged: found %d, %v", total.states, acked, at, err)
	}
	return max(at, 0)
}

// openState checks the log, opens a database, checks it and reads it.
func openState(ctx context.Context, m *Mount, path string) (found string, err error) {
	if err := m.CheckLog(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	q := url.Values{"vfs": {m.Name()}, "_pragma": {"synchronous(OFF)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	var tables int
	var verdict string
	if err := db.QueryRowContext(ctx, `select count(*) from sqlite_schema`).Scan(&tables); err != nil || tables == 0 {
		return "", err
	}
	if err := db.QueryRowContext(ctx, `pragma integrity_check`).Scan(&verdict); err != nil {
		return "", err
	}
	if verdict != "ok" {
		return "", errors.New(verdict)
	}
	return stateOf(ctx, db)
}
