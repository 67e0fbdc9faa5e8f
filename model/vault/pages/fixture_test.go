// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"crypto/hkdf"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// testKey is a data key of 32 equal bytes.
type testKey struct {
	epoch uint32
	byte  byte
}

func (k testKey) Epoch() uint32 { return k.epoch }

func (k testKey) Subkey(use string, context []byte) (key [32]byte) {
	b, err := hkdf.Key(sha256.New, []byte(strings.Repeat(string(rune(k.byte)), 32)), context, use, 32)
	if err != nil {
		panic(err)
	}
	return [32]byte(b)
}

func mount(tb testing.TB, keys ...Key) *Mount {
	tb.Helper()
	if len(keys) == 0 {
		keys = []Key{testKey{1, 'a'}}
	}
	m, err := NewMount(Options{}, keys...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := m.Close(); err != nil {
			tb.Error(err)
		}
	})
	return m
}

// open opens a database through a mount; pragmas are as in "journal_mode(WAL)".
func open(tb testing.TB, m *Mount, path string, pragmas ...string) *sql.DB {
	tb.Helper()
	q := url.Values{"vfs": {m.Name()}, "_pragma": append([]string{"busy_timeout(5000)"}, pragmas...)}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	tb.Cleanup(func() { shut(tb, db) })
	return db
}

func shut(tb testing.TB, db *sql.DB) {
	tb.Helper()
	if err := db.Close(); err != nil {
		tb.Error(err)
	}
}

func exec(tb testing.TB, db *sql.DB, query string, args ...any) {
	tb.Helper()
	if _, err := db.ExecContext(tb.Context(), query, args...); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
}

func one(tb testing.TB, db *sql.DB, query string, args ...any) string {
	tb.Helper()
	var s string
	if err := db.QueryRowContext(tb.Context(), query, args...).Scan(&s); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	return s
}

const marker = "KENDEMAERKE"

// fill creates a table of n rows with the marker in each.
func fill(tb testing.TB, db *sql.DB, n int) {
	tb.Helper()
	exec(tb, db, `create table if not exists p (id integer primary key, name text not null, rest text) strict`)
	exec(tb, db, fmt.Sprintf(`insert into p (name, rest) with recursive c (i) as
		(select 1 union all select i + 1 from c where i < %d) select '%s' || i, hex(randomblob(60)) from c`, n, marker))
}

// digest returns the content of the table of fill.
func digest(tb testing.TB, db *sql.DB) string {
	tb.Helper()
	rows, err := db.QueryContext(tb.Context(), `select id, name, rest from p order by id`)
	if err != nil {
		tb.Fatal(err)
	}
	defer rows.Close()
	h := sha256.New()
	for rows.Next() {
		var id int64
		var name, rest string
		if err := rows.Scan(&id, &name, &rest); err != nil {
			tb.Fatal(err)
		}
		fmt.Fprintln(h, id, name, rest)
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// readable returns words that no file of an encrypted register may contain: the marker,
// SQL, and the magic numbers of SQLite's files.
var readable = []string{
	marker, "SQLite format", "CREATE TABLE", "create table", "sqlite_", "CREATE INDEX",
	"\x37\x7f\x06\x82", "\x37\x7f\x06\x83", // the log
	"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", // the journal
}

// hidden fails if a file of a folder contains one of the readable words.
func hidden(tb testing.TB, dir string) {
	tb.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		tb.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			tb.Fatal(err)
		}
		for _, word := range readable {
			if strings.Contains(string(data), word) {
				tb.Errorf("%s contains %q", e.Name(), word)
			}
		}
	}
}

func copyFile(tb testing.TB, from, to string) {
	tb.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		tb.Fatal(err)
	}
}
