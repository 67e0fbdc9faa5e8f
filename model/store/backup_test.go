// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"), f.history(2, "Bo Fiktivsen"))
	admin := f.as("LKN", model.RoleAdministrator)
	b, err := admin.Backup(t.Context(), "")
	f.must(err)
	if got := names(t, b.Dir); !slices.Equal(got, []string{"backup.json", "keys.json", "register.db"}) {
		t.Errorf("a backup is %v", got)
	}
	if b.Counts.Citizens != 2 || !b.Authentic {
		t.Errorf("%+v", b)
	}
	f.add(f.history(3, "Ny Efternøler")) // the register is in use all along

	to := filepath.Join(t.TempDir(), "ny", "igen.fremskridt")
	v, err := store.Restore(t.Context(), b.Dir, to, credentials, options)
	f.must(err)
	if v.Counts.Citizens != 2 || !v.Sound() {
		t.Errorf("restored %+v", v)
	}
	r, err := store.Open(t.Context(), to, credentials, options)
	f.must(err)
	defer r.Close()
	if n, err := r.Count(t.Context(), `select count(*) from access_log where action = 'restore'`); err != nil || n != 1 {
		t.Errorf("%d lines about the restoring, %v", n, err)
	}

	if _, err := store.Restore(t.Context(), b.Dir, to, credentials, options); !errors.Is(err, store.ErrExists) {
		t.Errorf("restored over a register: %v", err)
	}
	list, err := f.Backups(t.Context())
	if err != nil || len(list) != 1 || list[0].Dir != b.Dir {
		t.Errorf("the register has the backups %+v, %v", list, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"))
	b, err := f.as("LKN", model.RoleAdministrator).Backup(t.Context(), "")
	f.must(err)
	flip := func(name string, at int64) func(dir string) {
		return func(dir string) {
			data, err := os.ReadFile(filepath.Join(dir, name))
			f.must(err)
			data[at] ^= 1
			f.must(os.WriteFile(filepath.Join(dir, name), data, 0o600))
		}
	}
	tests := map[string]struct {
		change func(dir string)
		as     store.Credentials
		want   error
	}{
		"a folder that is none": {func(dir string) { f.must(os.Remove(filepath.Join(dir, "backup.json"))) }, credentials, store.ErrNotBackup},
		"a flipped bit":         {flip("register.db", 9000), credentials, store.ErrDamaged},
		"another manifest": {func(dir string) {
			data, err := os.ReadFile(filepath.Join(dir, "backup.json"))
			f.must(err)
			changed := slices.Concat([]byte(nil), data)
			i := slices.Index(changed, '1')
			changed[i] = '2'
			f.must(os.WriteFile(filepath.Join(dir, "backup.json"), changed, 0o600))
		}, credentials, nil},
		"another passphrase": {func(string) {}, store.Credentials{Initials: "LKN", Passphrase: own}, store.ErrWrongPassphrase},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			from, to := filepath.Join(t.TempDir(), "b"), filepath.Join(t.TempDir(), "r.fremskridt")
			f.must(os.CopyFS(from, os.DirFS(b.Dir)))
			test.change(from)
			_, err := store.Restore(t.Context(), from, to, test.as, options)
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if left := names(t, filepath.Dir(to)); len(left) > 0 {
				t.Errorf("left %v behind", left)
			}
		})
	}
}

// At most one automatic backup is made per day.
func TestBackupIfDue(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	a := f.as("NOR", model.RoleCaseworker)
	for i, want := range []bool{true, false} {
		_, made, err := a.BackupIfDue(t.Context())
		if err != nil || made != want {
			t.Errorf("time %d: made %v, %v", i, made, err)
		}
	}
	if list, err := f.Backups(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d backups, %v", len(list), err)
	}
}

// 7 days, 5 weeks, 12 months.
func TestBackupsToKeep(t *testing.T) {
	t.Parallel()
	var made []time.Time
	for day := range 800 { // two a day, for more than two years
		at := time.Date(2026, time.November, 24, 16, 0, 0, 0, time.Local).AddDate(0, 0, -day)
		made = append(made, at, at.Add(-8*time.Hour))
	}
	var got []string
	for i, keep := range store.BackupsToKeep(made) {
		if keep {
			got = append(got, made[i].Format("2006-01-02T15"))
		}
	}
	want := []string{
		"2026-11-24T16", "2026-11-23T16", "2026-11-22T16", "2026-11-21T16", "2026-11-20T16", "2026-11-19T16", "2026-11-18T16",
		"2026-11-15T16", "2026-11-08T16", "2026-11-01T16", // Sundays; 22 November is a day already
		"2026-10-31T16", "2026-09-30T16", "2026-08-31T16", "2026-07-31T16", "2026-06-30T16", "2026-05-31T16",
		"2026-04-30T16", "2026-03-31T16", "2026-02-28T16", "2026-01-31T16", "2025-12-31T16",
	}
	if !slices.Equal(got, want) {
		t.Errorf("kept\n%v, want\n%v", got, want)
	}
}

// The latest is always kept, and never more than 7 + 5 + 12.
func TestFewBackupsAreKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hours := rapid.SliceOfN(rapid.Int64Range(0, 30_000), 1, 200).Draw(t, "hours")
		slices.Sort(hours)
		slices.Reverse(hours)
		made := make([]time.Time, len(hours))
		for i, h := range hours {
			made[i] = time.Unix(h*3600, 0)
		}
		keep := store.BackupsToKeep(made)
		n := 0
		for _, k := range keep {
			if k {
				n++
			}
		}
		if !keep[0] || n > 24 {
			t.Errorf("keeps %d, the latest: %v", n, keep[0])
		}
		// Those kept are still kept once the others are removed.
		var left []time.Time
		for i, k := range keep {
			if k {
				left = append(left, made[i])
			}
		}
		if slices.Contains(store.BackupsToKeep(left), false) {
			t.Error("keeps fewer the second time")
		}
	})
}

func TestVerifyFinds(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	tests := map[string]struct {
		change string
		found  func(store.Verification) bool
	}{
		"nothing":            {`select 1`, store.Verification.Sound},
		"a table more":       {`create table stranger (a text)`, func(v store.Verification) bool { return slices.Equal(v.Schema, []string{"table stranger"}) }},
		"a trigger less":     {`drop trigger access_log_stays`, func(v store.Verification) bool { return slices.Equal(v.Schema, []string{"trigger access_log_stays"}) }},
		"a row of nobody":    {`pragma foreign_keys = 0; insert into outcome select hex(randomblob(8)), 'nobody', '2026-01-01', code from outcome_kind limit 1; pragma foreign_keys = 1`, func(v store.Verification) bool { return slices.Equal(v.ForeignKeys, []string{"outcome"}) }},
		"a line that is cut": {`drop trigger access_log_keeps; delete from access_log where seq = (select max(seq) - 1 from access_log)`, func(v store.Verification) bool { return errors.Is(v.LogError, store.ErrLogAltered) }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.must(f.Exec(t.Context(), test.change))
			v, err := f.as("LKN", model.RoleAdministrator).Verify(t.Context())
			f.must(err)
			if !test.found(v) {
				t.Errorf("found %+v", v)
			}
			if v.Pages == 0 || len(v.Damaged) > 0 {
				t.Errorf("%d pages, damaged: %v", v.Pages, v.Damaged)
			}
		})
	}
}

// A truncated log is still a valid chain, but shorter than that of a backup.
func TestVerifyComparesTheLogWithBackups(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	_, err := admin.Backup(t.Context(), "")
	f.must(err)
	f.must(f.Exec(t.Context(), `drop trigger access_log_keeps; drop trigger access_log_words_keep;
		delete from access_log_words where seq > 3; delete from access_log where seq > 3`))
	v, err := admin.Verify(t.Context())
	f.must(err)
	if !errors.Is(v.LogError, store.ErrLogAltered) || v.Heads != 1 {
		t.Errorf("found %+v", v)
	}
}

// A register that does not open is checked too.
func TestVerifyAt(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := closed(t, func(f *fixture) { f.add(f.history(1, "Åse Prøvesen")) })
	v, err := store.VerifyAt(t.Context(), f.Dir(), credentials, options)
	if err != nil || !v.Sound() || v.Counts.Citizens != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	path := filepath.Join(f.Dir(), "register.db")
	data, err := os.ReadFile(path)
	f.must(err)
	data[3*4096+7] ^= 1
	f.must(os.WriteFile(path, data, 0o600))
	v, err = store.VerifyAt(t.Context(), f.Dir(), credentials, options)
	if err != nil || !slices.Equal(v.Damaged, []int64{4}) {
		t.Errorf("%+v, %v", v, err)
	}
}

// What follows the last page of the database, which SQLite never reads, was not written
// by the program.
func TestVerifyFindsBytesAfterTheLastPage(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := closed(t, func(f *fixture) { f.add(f.history(1, "Åse Prøvesen")) })
	path := filepath.Join(f.Dir(), "register.db")
	data, err := os.ReadFile(path)
	f.must(err)
	for name, rest := range map[string][]byte{
		"a few bytes": []byte("hidden"), "a page of noise": make([]byte, 4096), "a copied page": data[4096:8192],
	} {
		f.must(os.WriteFile(path, slices.Concat(data, rest), 0o600))
		v, err := store.VerifyAt(t.Context(), f.Dir(), credentials, options)
		if err != nil || v.Sound() || v.Excess != int64(len(rest)) && len(v.Damaged) == 0 {
			t.Errorf("%s: %+v, %v", name, v, err)
		}
	}
}

// Damage while the register is open is reported with its pages too.
func TestVerifyFindsDamagedPagesInUse(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"))
	f.must(f.Exec(t.Context(), `pragma wal_checkpoint(truncate)`))
	file, err := os.OpenFile(filepath.Join(f.Dir(), "register.db"), os.O_RDWR, 0)
	f.must(err)
	info, err := file.Stat()
	f.must(err)
	last := info.Size() / 4096
	_, err = file.WriteAt([]byte("not sealed"), (last-1)*4096+100)
	f.must(errors.Join(err, file.Close()))
	v, err := f.as("LKN", model.RoleAdministrator).Verify(t.Context())
	f.must(err)
	if v.Sound() || !slices.Equal(v.Damaged, []int64{last}) {
		t.Errorf("found %+v", v)
	}
}

func TestASecondProgramIsRefused(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	_, err := store.Open(t.Context(), f.Dir(), credentials, options)
	var inUse *store.InUseError
	if !errors.As(err, &inUse) || inUse.Holder.Process != os.Getpid() || inUse.Holder.Host == "" {
		t.Errorf("got %v", err)
	}
}

func TestAClockSetBackIsReported(t *testing.T) {
	t.Parallel()
	f := closed(t, func(*fixture) {})
	earlier := options
	earlier.Now = func() time.Time { return noon().Add(-time.Hour) }
	r, err := store.Open(t.Context(), f.Dir(), credentials, earlier)
	f.must(err)
	defer r.Close()
	if last, back := r.ClockSetBack(); !back || !last.Equal(noon()) {
		t.Errorf("the clock is back: %v, from %v", back, last)
	}
}
