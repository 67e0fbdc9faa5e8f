// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

// folder returns the content of a folder's files by name.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	all := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		must(t, err)
		all[e.Name()] = string(data)
	}
	return all
}

func sameFolder(t *testing.T, dir string, before map[string]string) {
	t.Helper()
	after := folder(t, dir)
	for name := range after {
		if _, was := before[name]; !was {
			t.Errorf("%s is new", name)
		}
	}
	for name, content := range before {
		if after[name] != content {
			t.Errorf("%s has changed", name)
		}
	}
}

// A read-only mount reads the database with its log, through several connections,
// and changes nothing in the folder.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	db, path := logged(t, mount(t))
	want := digest(t, db)
	copied := beside(t, path, logOf(t, path))
	before := folder(t, filepath.Dir(copied))
	m, err := NewMount(Options{ReadOnly: true}, testKey{1, 'a'})
	must(t, err)
	first := open(t, m, copied)
	second := open(t, m, copied, "query_only(1)")
	for range 2 {
		if digest(t, first) != want || digest(t, second) != want {
			t.Error("the log was not read")
		}
	}
	for _, change := range []string{`update p set name = 'x'`, `create table q (a)`, `vacuum`, `pragma wal_checkpoint(truncate)`} {
		if _, err := first.ExecContext(t.Context(), change); code(err)&0xff != sqlite3.SQLITE_READONLY {
			t.Errorf("%s: %v", change, err)
		}
	}
	shut(t, first)
	shut(t, second)
	must(t, m.Close())
	sameFolder(t, filepath.Dir(copied), before)
}

func TestReadOnlyWithoutLog(t *testing.T) {
	t.Parallel()
	db, path := logged(t, mount(t))
	exec(t, db, `pragma wal_checkpoint(truncate)`)
	want := digest(t, db)
	exec(t, db, `update p set rest = 'later'`)
	copied := beside(t, path, logOf(t, path))
	before := folder(t, filepath.Dir(copied))
	m, err := NewMount(Options{ReadOnly: true, WithoutLog: true}, testKey{1, 'a'})
	must(t, err)
	alone := open(t, m, copied)
	if digest(t, alone) != want {
		t.Error("something else than the database file was read")
	}
	shut(t, alone)
	must(t, m.Close())
	sameFolder(t, filepath.Dir(copied), before)
}

// A frozen database is closed unchanged: the log is not checkpointed.
func TestFreeze(t *testing.T) {
	t.Parallel()
	m := mount(t)
	db, path := logged(t, m)
	before := folder(t, filepath.Dir(path))
	delete(before, "a.db-shm")
	m.Freeze()
	if _, err := db.ExecContext(t.Context(), `update p set rest = ''`); code(err)&0xff != sqlite3.SQLITE_READONLY {
		t.Errorf("wrote: %v", err)
	}
	shut(t, db)
	must(t, os.Remove(path+"-shm"))
	sameFolder(t, filepath.Dir(path), before)
}

// A log of any size is read in pieces.
func TestLargeLog(t *testing.T) { // not parallel: it measures memory
	m := mount(t)
	_, path := logged(t, m)
	copied := beside(t, path, logOf(t, path))
	const size = 64 << 20
	must(t, os.Truncate(copied+"-wal", size))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	must(t, m.CheckLog(copied))
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > size/8 {
		t.Errorf("a log of %d bytes took %d bytes of memory", size, used)
	}
}
