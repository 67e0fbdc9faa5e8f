// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/demo"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// One bit is flipped anywhere in the folder of a register. Opening it and reading
// everything returns an error or exactly what was written. The register is small
// unless -flips asks for a full proof.
func TestFlippedBits(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := newFixture(t)
	citizens := 60
	if *flips >= 1000 {
		citizens = 200
	}
	f.must(invent(t, f, citizens))
	m, err := f.OwnMount()
	f.must(err)
	t.Cleanup(func() { f.must(m.Close()) })
	f.must(f.Exec(t.Context(), `pragma wal_checkpoint(truncate)`))
	folder := f.Dir()
	t.Run("register.db", func(t *testing.T) {
		data := contents(t, folder, "register.db")
		want := mustRead(t, m, files{"register.db": data})
		tally := flipBits(t, *flips*7/10, data, func(_ int, flipped []byte) string {
			got, err := readCopy(t, m, files{"register.db": flipped})
			return verdict(got, err, map[string]string{want: "the same"})
		})
		t.Logf("%d bytes: %v", len(data), tally)
		if tally["an error"] == 0 {
			t.Error("no flipped bit was detected")
		}
	})

	// Check finds the damaged page even where reading rows does not touch it.
	t.Run("every page", func(t *testing.T) {
		data := contents(t, folder, "register.db")
		tally := flipBits(t, *flips/10, data, func(bit int, flipped []byte) string {
			d, err := checkCopy(t, m, files{"register.db": flipped})
			if err != nil {
				return "an error"
			}
			if len(d.Damaged) == 1 && d.Damaged[0] == int64(bit/8/4096)+1 {
				return "found"
			}
			return fmt.Sprint("found ", d.Damaged)
		})
		t.Log(tally)
		for what := range tally {
			if what != "found" && what != "an error" {
				t.Error(what)
			}
		}
	})

	t.Run("keys.json", func(t *testing.T) {
		data := contents(t, folder, "keys.json")
		want := keysIn(t, data)
		tally := flipBits(t, max(*flips/20, 5), data, func(_ int, flipped []byte) string {
			got, err := openKeys(flipped)
			return verdict(got, err, map[string]string{want: "the same"})
		})
		t.Logf("%d bytes: %v", len(data), tally)
	})

	t.Run("register.db-wal", func(t *testing.T) { flipLog(t, f, m) })
}

// flipLog flips bits of the log as a killed program leaves it. The last transaction may
// be missing afterwards: a flipped bit in it looks like a torn write after a power cut,
// and a register with a torn log must open.
func flipLog(t *testing.T, f *fixture, m *pages.Mount) {
	t.Helper()
	folder := f.Dir()
	for n := range 25 {
		f.add(f.history(90_000+n, "Bo Fiktivsen"))
	}
	before := mustRead(t, m, files{"register.db": contents(t, folder, "register.db"), "register.db-wal": contents(t, folder, "register.db-wal")})
	f.must(f.Exec(t.Context(), `update register set citizens_changed = citizens_changed + 1`))
	db, log := contents(t, folder, "register.db"), contents(t, folder, "register.db-wal")
	want := mustRead(t, m, files{"register.db": db, "register.db-wal": log})
	if before == want {
		t.Fatal("the last transaction changed nothing")
	}
	tally := flipBits(t, *flips*2/10, log, func(_ int, flipped []byte) string {
		got, err := readCopy(t, m, files{"register.db": db, "register.db-wal": flipped})
		return verdict(got, err, map[string]string{want: "the same", before: "without the last transaction"})
	})
	t.Logf("%d bytes: %v", len(log), tally)
	if tally["an error"] == 0 {
		t.Error("no flipped bit was detected")
	}
}

// invent fills a register with an invented municipality.
func invent(t *testing.T, f *fixture, citizens int) error {
	t.Helper()
	return f.as("LKN", model.RoleTeamLeader).Load(t.Context(), "invented", func(l *store.Load) error {
		_, err := demo.Generate(t.Context(), demo.Options{
			Citizens: citizens, Seed: 1, AsOf: model.DateOf(noon()), Instrument: f.instrument, Vocabulary: f.vocabulary,
		}, loadSink{l})
		return err
	})
}

type loadSink struct{ *store.Load }

func (s loadSink) Put(_ context.Context, c model.CaseHistory) error { return s.AddCaseHistory(c) }

func contents(t testing.TB, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// flipBits flips random bits one at a time on two goroutines, and counts the
// verdicts of see. The verdict "something else" fails the test.
func flipBits(t *testing.T, times int, data []byte, see func(bit int, flipped []byte) string) map[string]int {
	t.Helper()
	var mu sync.Mutex
	tally := map[string]int{}
	var group sync.WaitGroup
	for part := range 2 {
		group.Go(func() {
			flipped := bytes.Clone(data)
			for range times/2 + times%2*part {
				bit := rand.IntN(8 * len(data))
				flipped[bit/8] ^= 1 << (bit % 8)
				saw := see(bit, flipped)
				flipped[bit/8] ^= 1 << (bit % 8)
				if saw == "something else" {
					t.Errorf("bit %d of byte %d: %s", bit%8, bit/8, saw)
				}
				mu.Lock()
				tally[saw]++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return tally
}

func verdict(got string, err error, known map[string]string) string {
	switch is := known[got]; {
	case err != nil:
		return "an error"
	case is != "":
		return is
	default:
		return "something else"
	}
}

func mustRead(t *testing.T, m *pages.Mount, f files) string {
	t.Helper()
	got, err := readCopy(t, m, f)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// put writes files into a new folder.
func put(t *testing.T, f files) (dir string, err error) {
	if dir, err = os.MkdirTemp("", "flip"); err == nil {
		err = f.write(dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir, nil
}

func checkCopy(t *testing.T, m *pages.Mount, f files) (d pages.Damage, err error) {
	dir, err := put(t, f)
	if err != nil {
		return d, err
	}
	defer os.RemoveAll(dir)
	return m.Check(filepath.Join(dir, "register.db"))
}

// readCopy opens files as the register does, and returns a digest of every row of every
// table but SQLite's statistics.
func readCopy(t *testing.T, m *pages.Mount, f files) (digest string, err error) {
	dir, err := put(t, f)
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "register.db")
	if err := m.CheckLog(path); err != nil {
		return "", err
	}
	q := url.Values{"vfs": {m.Name()}, "_pragma": {"synchronous(OFF)"}}
	db, err := sql.Open("sqlite", "file:"+path+"?"+q.Encode())
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	return everything(db)
}

func everything(db *sql.DB) (string, error) {
	tables, err := list(db, `select name from sqlite_schema where type = 'table' and name <> 'sqlite_stat1' order by name`)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, table := range append(tables, "sqlite_schema") {
		columns, err := list(db, `select name from pragma_table_info($1)`, table)
		if err != nil {
			return "", err
		}
		// Reading one text per row is ten times as fast as reading each value.
		rows, err := list(db, `select concat_ws(char(31), `+quoted(columns)+`) from "`+table+`" not indexed order by 1`)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, table, columns, len(rows))
		for _, row := range rows {
			fmt.Fprintln(h, row)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// quoted wraps the columns in SQL's quote, which distinguishes NULL from "" and a
// number from its digits.
func quoted(columns []string) string {
	for i, c := range columns {
		columns[i] = `quote("` + c + `")`
	}
	return strings.Join(columns, ", ")
}

func list(db *sql.DB, query string, args ...any) (texts []string, err error) {
	rows, err := db.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		texts = append(texts, s)
	}
	return texts, rows.Err()
}

func keysIn(t *testing.T, data []byte) string {
	t.Helper()
	got, err := openKeys(data)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// openKeys opens a key file and returns the epochs and subkeys of its data keys.
func openKeys(data []byte) (string, error) {
	file, err := vault.Parse(data)
	if err != nil {
		return "", err
	}
	keys, err := file.Unlock(credentials.Initials, bytes.Clone(credentials.Passphrase))
	if err != nil {
		return "", err
	}
	defer keys.Wipe()
	var b strings.Builder
	for _, k := range keys.Keys() {
		fmt.Fprintf(&b, "%d %x;", k.Epoch(), k.Subkey("test", nil))
	}
	return b.String(), nil
}
