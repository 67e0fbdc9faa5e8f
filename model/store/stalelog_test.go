// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// folderContents reads all files below a folder, with their modes, by path.
func folderContents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = info.Mode().String() + string(data)
		return err
	})
	must(t, err)
	return all
}

// sameContents fails where a file of a folder has changed, is new or is gone.
func sameContents(t *testing.T, dir string, before map[string]string) {
	t.Helper()
	after := folderContents(t, dir)
	for path := range after {
		if _, was := before[path]; !was {
			t.Errorf("%s is new", filepath.Base(path))
		}
	}
	for path, content := range before {
		if after[path] != content {
			t.Errorf("%s has changed", filepath.Base(path))
		}
	}
}

// staleLogs makes a register with citizens, and returns files of other times: the
// write-ahead logs that sessions before the last one would have left after a crash, the
// last one's with an earlier database, and that of a copy that has gone another way.
func staleLogs(t *testing.T) (f *fixture, beside map[string]files) {
	t.Helper()
	logs := files{}
	keep := func(f *fixture, name string) {
		log, err := os.ReadFile(filepath.Join(f.Dir(), "register.db-wal"))
		f.must(err)
		logs[name] = log
	}
	f = closed(t, func(f *fixture) {
		keep(f, "of its making")
		for n := range 30 {
			f.add(f.history(n, "Bo Fiktivsen"))
		}
		keep(f, "of the first session")
	})
	made, err := os.ReadFile(filepath.Join(f.Dir(), "register.db"))
	f.must(err)
	copied := filepath.Join(t.TempDir(), "kopi.fremskridt")
	must(t, os.CopyFS(copied, os.DirFS(f.Dir())))
	r, err := store.Open(t.Context(), copied, credentials, options)
	f.must(err)
	fork := &fixture{TB: t, Register: r, instrument: f.instrument, vocabulary: f.vocabulary}
	for n := range 100 { // more lines than the register will have
		fork.add(fork.history(500+n, "Dorte Fiktivsen"))
	}
	keep(fork, "of a copy")
	f.must(r.Close())
	for _, name := range []string{"of a log-in", "of one citizen", "of the last session"} {
		r, err := store.Open(t.Context(), f.Dir(), credentials, options)
		f.must(err)
		next := &fixture{TB: t, Register: r, instrument: f.instrument, vocabulary: f.vocabulary}
		if name == "of one citizen" {
			next.add(next.history(100, "Åse Prøvesen"))
		}
		keep(next, name)
		if name == "of one citizen" {
			for n := range 30 {
				next.add(next.history(200+n, "Cai Fiktivsen"))
			}
		}
		f.must(r.Close())
	}
	last := logs["of the last session"]
	delete(logs, "of the last session") // the database has all of it
	beside = map[string]files{"noise": {"register.db-wal": bytes.Repeat([]byte("noise"), 5000)}}
	for name, log := range logs {
		beside["a log "+name] = files{"register.db-wal": log}
	}
	beside["a later log"] = files{"register.db": made, "register.db-wal": last}
	return f, beside
}

// A log of another time or of something else beside a sound database is refused by every
// way in, and both files stay as they are. Without it the register opens.
func TestStaleLog(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f, beside := staleLogs(t)
	ways := map[string]func(dir string) error{
		"open": func(dir string) error {
			r, err := store.Open(t.Context(), dir, credentials, options)
			if err == nil {
				err = errors.Join(errors.New("it opened"), r.Close())
			}
			return err
		},
		"verify": func(dir string) error {
			v, err := store.VerifyAt(t.Context(), dir, credentials, options)
			if err == nil && !v.Sound() {
				err = store.ErrDamaged
			}
			return err
		},
	}
	for name, content := range beside {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "r.fremskridt")
			must(t, os.CopyFS(dir, os.DirFS(f.Dir())))
			must(t, content.write(dir))
			lock := filepath.Join(dir, "lock")
			before := folderContents(t, dir)
			for way, fn := range ways {
				err := fn(dir)
				if code := store.ErrorCode(err); code != "stale_log" && code != "damaged" && code != "broken_log" {
					t.Errorf("%s: %v", way, err)
				}
				after := folderContents(t, dir)
				before[lock] = after[lock]
				sameContents(t, dir, before)
			}
			if name == "a later log" {
				return
			}
			must(t, os.Remove(filepath.Join(dir, "register.db-wal")))
			v, err := store.VerifyAt(t.Context(), dir, credentials, options)
			if err != nil || !v.Sound() || v.Counts.Citizens != 61 {
				t.Errorf("without it: %+v, %v", v, err)
			}
		})
	}
}

// The journal of an earlier transaction is refused as an older log is.
func TestStaleJournal(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := newFixture(t)
	for n := range 30 {
		f.add(f.history(n, "Bo Fiktivsen"))
	}
	f.must(f.Exec(t.Context(), `pragma wal_checkpoint(truncate)`))
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	must(t, os.CopyFS(dir, os.DirFS(f.Dir())))
	path := filepath.Join(dir, "register.db")
	journal, err := f.StaleJournal(t.Context(), path, `update answer set value = 1 + value % 5`)
	must(t, err)
	must(t, os.WriteFile(path+"-journal", journal, 0o600))
	before := folderContents(t, dir)
	for _, try := range []func() error{
		func() error { _, err := store.VerifyAt(t.Context(), dir, credentials, options); return err },
		func() error { _, err := store.Open(t.Context(), dir, credentials, options); return err },
	} {
		if err := try(); store.ErrorCode(err) != "stale_log" {
			t.Errorf("got %v", err)
		}
		after := folderContents(t, dir)
		before[filepath.Join(dir, "lock")] = after[filepath.Join(dir, "lock")]
		sameContents(t, dir, before)
	}
}

// A register whose making was killed holds nobody, and says so.
func TestKilledWhileMaking(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	dir, killed := filepath.Join(home, "r.fremskridt"), filepath.Join(home, "killed.fremskridt")
	o := options
	o.Now = func() time.Time { // the time is asked for in the last transaction
		if exists(filepath.Join(dir, "register.db-wal")) && !exists(killed) {
			must(t, os.CopyFS(killed, os.DirFS(dir)))
		}
		return noon()
	}
	r, _, err := store.Create(t.Context(), dir, setup(t), o)
	must(t, err)
	must(t, r.Close())
	before := folderContents(t, killed)
	if _, err := store.VerifyAt(t.Context(), killed, credentials, options); !errors.Is(err, store.ErrUnfinished) {
		t.Errorf("verified: %v", err)
	}
	sameContents(t, killed, before)
	if _, err := store.Open(t.Context(), killed, credentials, options); !errors.Is(err, store.ErrUnfinished) {
		t.Errorf("opened: %v", err)
	}
}

// damagePage changes a byte of the database in a folder.
func damagePage(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "register.db")
	data, err := os.ReadFile(path)
	must(t, err)
	data[5*pageSize+9] ^= 1
	must(t, os.WriteFile(path, data, 0o600))
}

// leaveLog leaves a folder as a killed program does.
func leaveLog(t *testing.T, dir string) {
	t.Helper()
	r, err := store.Open(t.Context(), dir, credentials, options)
	must(t, err)
	left := folderContents(t, dir)
	must(t, r.Close())
	for path, content := range left {
		must(t, os.WriteFile(path, []byte(content[len("-rw-------"):]), 0o600))
	}
}

// Verifying a register or a backup changes no byte, whatever is found, and no user
// opens a backup as a register.
func TestVerifyWritesNothing(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	var backup store.Backup
	f := closed(t, func(f *fixture) {
		f.add(f.history(1, "Åse Prøvesen"))
		var err error
		backup, err = f.as("LKN", model.RoleAdministrator).Backup(t.Context(), "")
		f.must(err)
	})
	damage := func(dir string) { damagePage(t, dir) }
	log := func(dir string) { leaveLog(t, dir) }
	cut := func(dir string) { must(t, os.Remove(filepath.Join(dir, "lock"))) }
	tests := map[string]struct {
		of     string
		change func(dir string)
		sound  bool
	}{
		"a register":            {f.Dir(), func(string) {}, true},
		"copied without a lock": {f.Dir(), cut, true},
		"after a crash":         {f.Dir(), log, true},
		"a damaged register":    {f.Dir(), damage, false},
		"a backup":              {backup.Dir, func(string) {}, true},
		"a damaged backup":      {backup.Dir, damage, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "r.fremskridt")
			must(t, os.CopyFS(dir, os.DirFS(test.of)))
			test.change(dir)
			before := folderContents(t, dir)
			v, err := store.VerifyAt(t.Context(), dir, credentials, options)
			if err != nil || v.Sound() != test.sound {
				t.Errorf("%+v, %v", v, err)
			}
			sameContents(t, dir, before)
			if test.of != backup.Dir {
				return
			}
			if test.sound && (v.Backup.Altered || v.Backup.Made.IsZero()) {
				t.Errorf("of the backup: %+v", v.Backup)
			}
			var is *store.BackupError
			if _, err := store.Open(t.Context(), dir, credentials, options); !errors.As(err, &is) || !is.Made.Equal(backup.Made) {
				t.Errorf("opened as a register: %v", err)
			}
			if info, err := store.Peek(dir); err != nil || info.Backup == nil {
				t.Errorf("a look says %+v, %v", info, err)
			}
			wrong := store.Credentials{Initials: "LKN", Passphrase: []byte("en helt anden")}
			if _, err := store.VerifyAt(t.Context(), dir, wrong, options); !errors.Is(err, store.ErrWrongPassphrase) {
				t.Errorf("a wrong passphrase: %v", err)
			}
			sameContents(t, dir, before)
		})
	}
}

// Once damage is found, nothing more is written, and closing leaves the files as they
// were.
func TestDamageInUseFreezesTheFiles(t *testing.T) {
	t.Parallel()
	in := setup(t)
	r, _, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "r.fremskridt"), in, options)
	must(t, err)
	f := &fixture{TB: t, Register: r, instrument: in.Instrument, vocabulary: in.Vocabulary}
	a := f.as("LKN", model.RoleAdministrator)
	for n := range 30 {
		f.add(f.history(n, "Bo Fiktivsen"))
	}
	f.must(f.Exec(t.Context(), `pragma wal_checkpoint(truncate)`))
	f.add(f.history(99, "Åse Prøvesen")) // is in the log alone
	path := filepath.Join(f.Dir(), "register.db")
	data, err := os.ReadFile(path)
	f.must(err)
	for at := 2*pageSize + 100; at < len(data); at += pageSize {
		data[at] ^= 1
	}
	f.must(os.WriteFile(path, data, 0o600))
	if v, err := a.Verify(t.Context()); err == nil && v.Sound() {
		t.Fatalf("found nothing: %+v", v)
	}
	left := func() map[string]string {
		all := folderContents(t, f.Dir())
		maps.DeleteFunc(all, func(name, _ string) bool { return filepath.Ext(name) == ".db-shm" })
		return all
	}
	before := left()
	err = a.PutUser(t.Context(), model.User{Initials: "NY", Roles: []model.Role{model.RoleCaseworker}, Active: true})
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("wrote: %v", err)
	}
	f.must(f.Close())
	after := left()
	for name, content := range before {
		if after[name] != content {
			t.Errorf("%s has changed", filepath.Base(name))
		}
	}
	r, err = store.Open(t.Context(), f.Dir(), credentials, options)
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("opened again: %v, %v", r, err)
	}
}
