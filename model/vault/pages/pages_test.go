// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite works as it does without encryption, in every journal mode, and no
// plaintext reaches the disk.
func TestNothingIsReadable(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	for _, mode := range []string{"wal", "delete", "truncate", "persist", "memory"} {
		t.Run(mode, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a.db")
			m := mount(t)
			db := open(t, m, path, "journal_mode("+mode+")", "cache_size(20)")
			fill(t, db, 2000)
			hidden(t, dir)
			exec(t, db, `create index by_name on p (name)`)
			exec(t, db, `create virtual table words using fts5 (name, content = 'p', content_rowid = 'id')`)
			exec(t, db, `insert into words (words) values ('rebuild')`)
			before := digest(t, db)

			exec(t, db, `begin`)
			exec(t, db, `update p set rest = hex(randomblob(200))`)
			exec(t, db, `savepoint s`)
			exec(t, db, `delete from p where id % 3 = 0`)
			exec(t, db, `rollback to s`)
			hidden(t, dir)
			exec(t, db, `rollback`)
			if got := digest(t, db); got != before {
				t.Error("a rollback changed the table")
			}

			exec(t, db, `update p set rest = hex(randomblob(9000)) where id < 100`) // on overflow pages
			exec(t, db, `delete from p where id % 2 = 0`)
			exec(t, db, `vacuum`)
			hidden(t, dir)
			exec(t, db, `vacuum into $1`, filepath.Join(dir, "copy.db"))
			hidden(t, dir)
			want := digest(t, db)
			shut(t, db)
			hidden(t, dir)
			for _, name := range []string{"a.db", "copy.db"} {
				again := open(t, m, filepath.Join(dir, name))
				if got := one(t, again, `pragma integrity_check`); got != "ok" {
					t.Errorf("%s: %s", name, got)
				}
				if digest(t, again) != want {
					t.Errorf("%s has other content", name)
				}
			}
			if n := m.NotOpened(); n != 0 {
				t.Errorf("%d pages did not open", n)
			}
		})
	}
}

func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// closed creates a database, closes it and returns its path and its digest.
func closed(t *testing.T, m *Mount, rows int) (path, want string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	db := open(t, m, path, "journal_mode(wal)")
	fill(t, db, rows)
	exec(t, db, `create index by_name on p (name)`)
	want = digest(t, db)
	shut(t, db)
	return path, want
}

func TestAnotherKeyDoesNotOpen(t *testing.T) {
	t.Parallel()
	path, _ := closed(t, mount(t), 10)
	for name, key := range map[string]Key{"another key": testKey{1, 'b'}, "another epoch": testKey{2, 'a'}} {
		db := open(t, mount(t, key), path)
		_, err := db.ExecContext(t.Context(), `select count(*) from p`)
		if code(err) != sqlite3.SQLITE_IOERR_DATA {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// During a rotation a file may have either key.
func TestAnyKeyOpensAndTheLastOneSeals(t *testing.T) {
	t.Parallel()
	older, newer := testKey{1, 'a'}, testKey{2, 'b'}
	path, want := closed(t, mount(t, older), 100)
	m := mount(t, older, newer)
	db := open(t, m, path)
	if digest(t, db) != want {
		t.Error("the older file reads as something else")
	}
	into := filepath.Join(t.TempDir(), "b.db")
	exec(t, db, `vacuum into $1`, into)
	for file, want := range map[string]uint32{path: 1, into: 2} {
		if got, err := Epoch(file); err != nil || got != want {
			t.Errorf("%s: epoch %d, %v; want %d", filepath.Base(file), got, err, want)
		}
	}
	shut(t, open(t, mount(t, newer), into))
}

func rewrite(t *testing.T, path string, change func([]byte)) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	change(data)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func page(data []byte, n int) []byte { return data[(n-1)*pageSize : n*pageSize] }

// Check finds every page that a reader could not read, used or not.
func TestAlteredPagesAreFound(t *testing.T) {
	t.Parallel()
	m := mount(t)
	other, _ := closed(t, m, 300)
	tests := map[string]struct {
		change  func(data []byte)
		damaged []int64
	}{
		"untouched":            {func([]byte) {}, nil},
		"a bit of the content": {func(d []byte) { page(d, 3)[100] ^= 1 }, []int64{3}},
		"a bit of the tag":     {func(d []byte) { page(d, 3)[tagAt] ^= 1 }, []int64{3}},
		"a bit of the nonce":   {func(d []byte) { page(d, 3)[nonceAt] ^= 1 }, []int64{3}},
		"the version":          {func(d []byte) { page(d, 3)[versionAt]++ }, []int64{3}},
		"the epoch":            {func(d []byte) { page(d, 3)[epochAt+2]++ }, []int64{3}},
		"the file's id":        {func(d []byte) { page(d, 3)[fileIDAt] ^= 1 }, []int64{3}},
		"two pages swapped":    {func(d []byte) { a := string(page(d, 2)); copy(page(d, 2), page(d, 3)); copy(page(d, 3), a) }, []int64{2, 3}},
		"a page of zeros":      {func(d []byte) { clear(page(d, 2)) }, []int64{2}},
		"a page of another file": {func(d []byte) {
			o, err := os.ReadFile(other)
			if err != nil {
				t.Fatal(err)
			}
			copy(page(d, 2), page(o, 2))
		}, []int64{2}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path, want := closed(t, m, 300)
			rewrite(t, path, test.change)
			got, err := m.Check(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Damaged) != len(test.damaged) {
				t.Fatalf("found %v, want %v", got.Damaged, test.damaged)
			}
			for i, n := range test.damaged {
				if got.Damaged[i] != n {
					t.Errorf("found %v, want %v", got.Damaged, test.damaged)
				}
			}
			db := open(t, m, path)
			var n int
			err = db.QueryRowContext(t.Context(), `select count(name) + count(rest) from p not indexed`).Scan(&n)
			switch {
			case len(test.damaged) > 0 && code(err) != sqlite3.SQLITE_IOERR_DATA:
				t.Errorf("read %d of it: %v", n, err)
			case len(test.damaged) == 0 && (err != nil || digest(t, db) != want):
				t.Errorf("reads as something else: %v", err)
			}
		})
	}
}

// A partial page, or one without reserved bytes for the seal, would reach the disk
// unencrypted.
func TestWritesThatCannotBeSealedAreRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain.db")
	db := open(t, mount(t), filepath.Join(dir, "sealed.db"))
	exec(t, db, `attach $1 as plain`, "file:"+plain+"?vfs=unix")
	exec(t, db, `create table plain.p (name text)`)
	exec(t, db, `insert into plain.p values ($1)`, marker)
	exec(t, db, `detach plain`)
	for _, query := range []string{`pragma page_size = 8192; vacuum`, `pragma page_size = 512; vacuum`} {
		exec(t, db, `create table if not exists p (name text)`)
		_, err := db.ExecContext(t.Context(), query)
		if size := one(t, db, `pragma page_size`); err == nil && size != "4096" {
			t.Errorf("%s: pages of %s bytes", query, size)
		}
	}
	if err := os.Remove(plain); err != nil {
		t.Fatal(err)
	}
	hidden(t, dir)
}

// A power cut while a journal is written may leave a torn page at its end. The pages
// before it are restored; the page of the torn one had not been overwritten yet.
func TestTornEndOfAJournal(t *testing.T) {
	t.Parallel()
	dir, cut := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "a.db")
	m := mount(t)
	db := open(t, m, path, "journal_mode(delete)", "synchronous(off)", "cache_size(5)")
	fill(t, db, 3000)
	want := digest(t, db)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	exec(t, db, `begin`)
	exec(t, db, `update p set rest = hex(randomblob(60)) where id % 20 = 0`)
	after := filepath.Join(cut, "a.db")
	copyFile(t, path, after)
	copyFile(t, path+"-journal", after+"-journal")
	c := m.live[path].cipher
	exec(t, db, `rollback`)

	const head, record = 512, 4 + pageSize + 4
	var number int
	rewrite(t, after+"-journal", func(d []byte) {
		records := (len(d) - head) / record
		if records < 5 {
			t.Fatalf("the journal has only %d records", records)
		}
		at := head + (records-1)*record
		c.xorJournal(d[at:at+4], int64(at))
		number = int(d[at])<<24 | int(d[at+1])<<16 | int(d[at+2])<<8 | int(d[at+3])
		c.xorJournal(d[at:at+4], int64(at))
		clear(d[at+4+2048 : at+4+pageSize]) // its second half never reached the disk
	})
	changed := 0
	rewrite(t, after, func(d []byte) {
		for n := 1; n <= len(before)/pageSize; n++ {
			if string(page(d, n)) != string(page(before, n)) {
				changed++
			}
		}
		copy(page(d, number), page(before, number))
	})
	if changed < 5 {
		t.Fatalf("only %d pages reached the database", changed)
	}
	again := open(t, m, after)
	if got := one(t, again, `pragma integrity_check`); got != "ok" {
		t.Error(got)
	}
	if digest(t, again) != want {
		t.Error("the transaction that was cut off left something")
	}
}

// A power cut leaves a log with a torn end, but no damage before later transactions.
func TestDamagedLog(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	m := mount(t)
	path := filepath.Join(dir, "a.db")
	db := open(t, m, path, "journal_mode(wal)", "wal_autocheckpoint(0)")
	fill(t, db, 50)
	for range 10 {
		exec(t, db, `update p set rest = hex(randomblob(60)) where id % 7 = 0`)
	}
	size := func() int { data, err := os.ReadFile(path + "-wal"); must(t, err); return len(data) }()
	frames := (size - logHeaderSize) / frameSize
	tests := map[string]struct {
		change func(log []byte)
		broken bool
	}{
		"whole":                {func([]byte) {}, false},
		"beginning":            {func(d []byte) { d[5] ^= 4 }, true},
		"page of the first":    {func(d []byte) { d[logHeaderSize+1000] ^= 4 }, true},
		"header of the first":  {func(d []byte) { d[logHeaderSize+10] ^= 4 }, true},
		"page in the middle":   {func(d []byte) { d[logHeaderSize+frames/2*frameSize+1000] ^= 4 }, true},
		"salts in the middle":  {func(d []byte) { d[logHeaderSize+frames/2*frameSize+9] ^= 4 }, true},
		"number in the middle": {func(d []byte) { d[logHeaderSize+frames/2*frameSize+3] ^= 4 }, true},
		"page of the last":     {func(d []byte) { d[logHeaderSize+(frames-1)*frameSize+1000] ^= 4 }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			cut := filepath.Join(t.TempDir(), "a.db")
			copyFile(t, path, cut)
			copyFile(t, path+"-wal", cut+"-wal")
			rewrite(t, cut+"-wal", test.change)
			if err := m.CheckLog(cut); errors.Is(err, ErrBrokenLog) != test.broken || err != nil && !test.broken {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("cut off anywhere", func(t *testing.T) {
		for range 100 {
			cut := filepath.Join(t.TempDir(), "a.db")
			copyFile(t, path, cut)
			copyFile(t, path+"-wal", cut+"-wal")
			must(t, os.Truncate(cut+"-wal", rand.Int64N(int64(size))))
			if err := m.CheckLog(cut); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// Two programs that create the same file agree on its id.
func TestTwoMountsCreateOneFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	a, b := open(t, mount(t), path), open(t, mount(t), path)
	must(t, a.PingContext(t.Context()))
	must(t, b.PingContext(t.Context()))
	fill(t, a, 10)
	exec(t, b, `insert into p (name, rest) values ('from b', '')`)
	if got := one(t, a, `select count(*) from p`); got != "11" {
		t.Errorf("a sees %s rows", got)
	}
}

func TestMountStaysWhileAFileIsOpen(t *testing.T) {
	t.Parallel()
	m, err := NewMount(Options{}, testKey{1, 'a'})
	must(t, err)
	db := open(t, m, filepath.Join(t.TempDir(), "a.db"))
	fill(t, db, 1)
	if err := m.Close(); err == nil || !strings.Contains(err.Error(), "open") {
		t.Errorf("got %v", err)
	}
	shut(t, db)
	must(t, m.Close())
}
