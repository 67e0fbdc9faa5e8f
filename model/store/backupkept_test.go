// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// daily is a fixture with a clock that is moved, its administrator and its folder of
// backups outside the register.
type daily struct {
	*fixture
	admin  *store.Access
	folder string
	now    time.Time
}

func newDaily(t *testing.T) *daily {
	t.Helper()
	d := &daily{folder: t.TempDir(), now: noon()}
	o := options
	o.Now = func() time.Time { return d.now }
	d.fixture = newFixtureWith(t, o)
	d.admin = d.as("LKN", model.RoleAdministrator)
	d.must(d.admin.SetBackupFolder(t.Context(), d.folder))
	return d
}

// backUp makes a backup on each of some days.
func (d *daily) backUp(days int) (made []store.Backup) {
	d.Helper()
	for range days {
		d.now = d.now.AddDate(0, 0, 1)
		b, err := d.admin.Backup(d.Context(), "")
		d.must(err)
		made = append(made, b)
	}
	return made
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// forge writes backups of the register that were never made, dated on the days before
// a time and on days to come. Every second has the files of one that was made.
func (d *daily) forge(folder string, like store.Backup) {
	d.Helper()
	data, err := os.ReadFile(filepath.Join(like.Dir, "backup.json"))
	d.must(err)
	for n := range 40 {
		var m map[string]any
		d.must(json.Unmarshal(data, &m))
		m["made"] = d.now.AddDate(0, n-20, n).Add(time.Hour).Format(time.RFC3339)
		forged, err := json.Marshal(m)
		d.must(err)
		dir := filepath.Join(folder, fmt.Sprintf("forged-%02d", n))
		d.must(os.Mkdir(dir, 0o700))
		d.must(os.WriteFile(filepath.Join(dir, "backup.json"), forged, 0o600))
		if n%2 == 0 {
			d.must(os.WriteFile(filepath.Join(dir, "register.db"), make([]byte, 8192), 0o600))
			continue
		}
		for _, name := range []string{"register.db", "keys.json"} {
			d.must(os.Link(filepath.Join(like.Dir, name), filepath.Join(dir, name)))
		}
	}
}

// A manifest without a valid code, whatever it says, is no backup of today, removes no
// genuine one, and is left for a person to judge.
func TestForgedBackupsDoNotCount(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	d := newDaily(t)
	made := d.backUp(3)
	d.forge(d.folder, made[0])
	d.now = d.now.AddDate(0, 0, 1)
	b, done, err := d.admin.BackupIfDue(t.Context())
	if err != nil || !done {
		t.Fatalf("the backup of the day: %+v, %v, %v", b, done, err)
	}
	for _, each := range append(made, b) {
		if !exists(each.Dir) {
			t.Errorf("%s is gone", each.Dir)
		}
	}
	if !exists(filepath.Join(d.folder, "forged-07")) {
		t.Error("what cannot be judged was removed")
	}
}

// A backup with a lost or changed database is no backup of
// today, and a later one of the same period that is damaged does not replace it.
func TestDamagedBackupsDoNotCount(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	damages := map[string]func(dir string) error{
		"no database":    func(dir string) error { return os.Remove(filepath.Join(dir, "register.db")) },
		"no keys":        func(dir string) error { return os.Remove(filepath.Join(dir, "keys.json")) },
		"empty database": func(dir string) error { return os.Truncate(filepath.Join(dir, "register.db"), 0) },
		"cut database":   func(dir string) error { return os.Truncate(filepath.Join(dir, "register.db"), 40960) },
		"a flipped bit": func(dir string) error {
			path := filepath.Join(dir, "register.db")
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			data[30000] ^= 1
			return os.WriteFile(path, data, 0o600)
		},
		"a link": func(dir string) error {
			path := filepath.Join(dir, "register.db")
			return errors.Join(os.Rename(path, path+".elsewhere"), os.Symlink(path+".elsewhere", path))
		},
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDaily(t)
			today := d.backUp(1)[0]
			d.must(damage(today.Dir))
			d.now = d.now.Add(2 * time.Hour)
			again, done, err := d.admin.BackupIfDue(t.Context())
			if err != nil || !done {
				t.Fatalf("the backup of the day: %v, %v", done, err)
			}
			if _, done, err := d.admin.BackupIfDue(t.Context()); err != nil || done {
				t.Errorf("another one: %v, %v", done, err)
			}
			d.must(damage(again.Dir))
			d.now = d.now.Add(2 * time.Hour)
			third, err := d.admin.Backup(t.Context(), "")
			d.must(err)
			later := d.backUp(9) // the third is now pushed out by the last of its week and month
			d.must(damage(later[8].Dir))
			if !exists(third.Dir) && !slices.ContainsFunc(later[:8], func(b store.Backup) bool { return exists(b.Dir) }) {
				t.Error("nothing that can be restored is left")
			}
		})
	}
}

// The latest backup of a week is damaged: that before it stays, though it would go if
// the latest were whole.
func TestADamagedBackupReplacesNone(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	skipUnderRace(t)
	for _, whole := range []bool{true, false} {
		d := newDaily(t) // Tuesday 24 November 2026
		made := d.backUp(2)
		first, last := made[0], made[1] // Wednesday and Thursday of the same week and month
		for range 6 {                   // to Wednesday 2 December
			d.now = d.now.AddDate(0, 0, 1)
			if d.now.Month() == time.December {
				d.backUp(1)
			}
		}
		if !whole {
			data, err := os.ReadFile(filepath.Join(last.Dir, "register.db"))
			d.must(err)
			data[20000] ^= 1
			d.must(os.WriteFile(filepath.Join(last.Dir, "register.db"), data, 0o600))
		}
		d.backUp(9)
		if exists(first.Dir) == whole || !exists(last.Dir) {
			t.Errorf("the last is whole: %v, and the first exists: %v, the last: %v", whole, exists(first.Dir), exists(last.Dir))
		}
	}
}

// Two backups in the same second exist at the paths that are printed.
func TestBackupsOfTheSameSecond(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	d := newDaily(t)
	var made []store.Backup
	for range 3 {
		b, err := d.admin.Backup(t.Context(), "")
		d.must(err)
		made = append(made, b)
	}
	for i, b := range made {
		if v, err := store.VerifyAt(t.Context(), b.Dir, credentials, options); err != nil || !v.Sound() {
			t.Errorf("%s: %+v, %v", b.Dir, v, err)
		}
		if slices.ContainsFunc(made[:i], func(o store.Backup) bool { return o.Dir == b.Dir }) {
			t.Errorf("%s was printed twice", b.Dir)
		}
	}
	if list, err := d.Backups(t.Context()); err != nil || list[0].Dir != made[2].Dir {
		t.Errorf("the latest is %+v, %v", list[0], err)
	}
}

// After a rotation the backups from before it are judged as before, and the rule
// removes them.
func TestBackupsOverARotation(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	d := newDaily(t)
	before := d.backUp(2)
	d.must(d.admin.RotateKey(t.Context(), nil))
	after := d.backUp(1)
	list, err := d.Backups(t.Context())
	d.must(err)
	if len(list) != 3 || !slices.IsSortedFunc(list, func(a, b store.Backup) int { return b.Made.Compare(a.Made) }) {
		t.Errorf("the backups are %+v", list)
	}
	for _, b := range list {
		if !b.Authentic || !b.Complete {
			t.Errorf("%+v", b)
		}
	}
	d.backUp(10) // to Monday 7 December: other days of the week and the month are kept
	for _, b := range append(before, after...) {
		if exists(b.Dir) {
			t.Errorf("that of %v is left", b.Made)
		}
	}
}

// A restored register is another one: it has an id and a line of backups of its own,
// says where it came from, and removes nothing of the other's in the same folder.
func TestARestoredRegisterIsAnother(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	skipUnderRace(t)
	d := newDaily(t)
	made := d.backUp(10)
	kept := names(t, d.folder)
	to := filepath.Join(t.TempDir(), "ny.fremskridt")
	_, err := store.Restore(t.Context(), made[9].Dir+"/", to+"/", credentials, options)
	d.must(err)
	o := options
	o.Now = func() time.Time { return d.now }
	r, err := store.Open(t.Context(), to+"/", credentials, o)
	d.must(err)
	defer r.Close()
	origin, err := r.Origin(t.Context())
	if err != nil || origin.Register == "" || !origin.Backup.Equal(made[9].Made) {
		t.Errorf("it came from %+v, %v", origin, err)
	}
	if _, moved, err := r.Moved(t.Context()); err != nil || moved {
		t.Errorf("it is taken for a moved one: %v", err)
	}
	if list, err := r.Backups(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("it has the backups %+v, %v", list, err)
	}
	a, err := r.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
	d.must(err)
	for range 10 {
		d.now = d.now.AddDate(0, 0, 1)
		_, err := a.Backup(t.Context(), "")
		d.must(err)
	}
	for _, name := range kept {
		if !exists(filepath.Join(d.folder, name)) {
			t.Errorf("%s of the other register was removed", name)
		}
	}
	if own, err := d.Origin(t.Context()); err != nil || own != (store.Origin{}) {
		t.Errorf("the other came from %+v, %v", own, err)
	}
}

// A register whose folder is elsewhere than at its last backup removes none until it is
// known whether it was moved or copied. A copy goes on as a register of its own.
func TestMovedOrCopied(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	for _, copied := range []bool{false, true} {
		t.Run(fmt.Sprint("copied: ", copied), func(t *testing.T) {
			t.Parallel()
			now := noon()
			o := options
			o.Now = func() time.Time { return now }
			f := closed(t, func(f *fixture) {
				_, err := f.as("LKN", model.RoleAdministrator).Backup(t.Context(), "")
				f.must(err)
			})
			dir := filepath.Join(t.TempDir(), "andet", "r.fremskridt")
			must(t, os.MkdirAll(filepath.Dir(dir), 0o700))
			must(t, os.Rename(f.Dir(), dir))
			r, err := store.Open(t.Context(), dir, credentials, o)
			must(t, err)
			defer r.Close()
			from, moved, err := r.Moved(t.Context())
			if err != nil || !moved || filepath.Base(from.Folder) != "r.fremskridt" || from.Host == "" {
				t.Errorf("moved from %+v: %v, %v", from, moved, err)
			}
			a, err := r.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
			must(t, err)
			first, made, err := a.BackupIfDue(t.Context()) // that of today may be of the other register
			if err != nil || !made {
				t.Errorf("backed up: %v, %v", made, err)
			}
			for range 20 {
				now = now.AddDate(0, 0, 1)
				_, err := a.Backup(t.Context(), "")
				must(t, err)
			}
			if list, err := r.Backups(t.Context()); err != nil || len(list) != 22 {
				t.Errorf("%d backups, %v", len(list), err)
			}
			must(t, a.ConfirmPlace(t.Context(), copied))
			if _, moved, err := r.Moved(t.Context()); err != nil || moved {
				t.Errorf("it is asked again: %v", err)
			}
			now = now.AddDate(0, 0, 1)
			_, err = a.Backup(t.Context(), "")
			must(t, err)
			list, err := r.Backups(t.Context())
			must(t, err)
			origin, err := r.Origin(t.Context())
			must(t, err)
			switch {
			case copied && (len(list) != 1 || !exists(first.Dir) || origin.Register == ""):
				t.Errorf("a copy from %+v has %d backups", origin, len(list))
			case !copied && (len(list) > 14 || origin.Register != ""):
				t.Errorf("the rule has left %d backups, origin %+v", len(list), origin)
			}
		})
	}
}

// A folder that has the name of a temporary one is not the program's to delete, and a
// wrong passphrase leaves nothing behind.
func TestRestoreTouchesNothingElse(t *testing.T) {
	t.Parallel()
	d := newDaily(t)
	b := d.backUp(1)[0]
	above := t.TempDir()
	to := filepath.Join(above, "ny.fremskridt")
	mine := filepath.Join(to+".part", "mine.txt")
	must(t, os.Mkdir(filepath.Dir(mine), 0o700))
	must(t, os.WriteFile(mine, []byte("mine"), 0o600))
	before := folderContents(t, b.Dir)
	wrong := store.Credentials{Initials: "LKN", Passphrase: []byte("en helt anden")}
	if _, err := store.Restore(t.Context(), b.Dir, to, wrong, options); !errors.Is(err, store.ErrWrongPassphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if got := names(t, above); !slices.Equal(got, []string{"ny.fremskridt.part"}) {
		t.Errorf("left behind: %v", got)
	}
	_, err := store.Restore(t.Context(), b.Dir, to, credentials, options)
	must(t, err)
	if got := names(t, above); !slices.Equal(got, []string{"ny.fremskridt", "ny.fremskridt.part"}) || !exists(mine) {
		t.Errorf("left behind: %v", got)
	}
	sameContents(t, b.Dir, before)
}
