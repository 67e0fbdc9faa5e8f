// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// smallDisk mounts a file system of a few megabytes, which needs root.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skip("no disk of its own: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// On a full disk the error says so, acknowledged data is kept, and writing works again
// once there is space.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	disk := smallDisk(t, "6m")
	ballast := filepath.Join(disk, "ballast")
	must(t, os.WriteFile(ballast, make([]byte, 2<<20), 0o600))
	dir := filepath.Join(disk, "r.fremskridt")
	s := setup(t)
	r, _, err := store.Create(t.Context(), dir, s, options)
	must(t, err)
	f := &fixture{TB: t, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
	admin := f.as("LKN", model.RoleAdministrator)
	kept := newLedger()
	for n := 1; err == nil; n++ {
		c := f.history(n, "Bo Fiktivsen")
		assessment := &c.Assessments[0]
		assessment.ID = model.NewID()
		if err = f.as("LKN", model.RoleTeamLeader).Load(t.Context(), "full", func(l *store.Load) error { return l.AddCaseHistory(c) }); err == nil {
			kept.enter(assessmentWork("import", assessment))
		}
	}
	if !errors.Is(err, store.ErrDiskFull) || store.ErrorCode(err) != "full" {
		t.Errorf("a full disk is %v", err)
	}
	if len(kept.values) < 10 {
		t.Errorf("only %d assessments fit", len(kept.values))
	}
	if _, err := admin.Backup(t.Context(), ""); !errors.Is(err, store.ErrDiskFull) {
		t.Errorf("a backup onto a full disk is %v", err)
	}
	if err := r.Close(); err != nil && !errors.Is(err, store.ErrDiskFull) {
		t.Errorf("closing on a full disk is %v", err)
	}
	r, err = store.Open(t.Context(), dir, credentials, options)
	if err == nil {
		err = r.Close()
	}
	if err != nil && !errors.Is(err, store.ErrDiskFull) {
		t.Errorf("opening on a full disk is %v", err)
	}
	must(t, os.Remove(ballast))
	kept.check(t, dir, 0, work{})
}

func TestReadOnlyDisk(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, "8m")
	dir := filepath.Join(disk, "r.fremskridt")
	r, _, err := store.Create(t.Context(), dir, setup(t), options)
	must(t, err)
	must(t, r.Close())
	must(t, syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	if _, err := store.Open(t.Context(), dir, credentials, options); !errors.Is(err, store.ErrReadOnly) || store.ErrorCode(err) != "read_only" {
		t.Errorf("got %v", err)
	}
	if _, _, err := store.Create(t.Context(), filepath.Join(disk, "ny.fremskridt"), setup(t), options); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("making another: %v", err)
	}
}

// Writing to a register fails after its folder was moved or deleted.
func TestVanishedFolder(t *testing.T) {
	t.Parallel()
	for name, vanish := range map[string]func(dir string) error{
		"deleted": os.RemoveAll,
		"moved":   func(dir string) error { return os.Rename(dir, dir+".elsewhere") },
	} {
		t.Run(name, func(t *testing.T) {
			s := setup(t)
			dir := filepath.Join(t.TempDir(), "r.fremskridt")
			r, _, err := store.Create(t.Context(), dir, s, options)
			must(t, err)
			f := &fixture{TB: t, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
			c := f.history(1, "Bo Fiktivsen")
			c.Assessments[0].ID = model.NewID()
			f.add(c)
			must(t, vanish(dir))
			changes := map[string]func() error{
				"load": func() error {
					return f.as("LKN", model.RoleTeamLeader).Load(t.Context(), "x", func(l *store.Load) error { return l.AddCaseHistory(f.history(2, "Bo")) })
				},
				"rectify": func() error {
					item := f.instrument.ItemsOf(model.ByCitizen)[0].Code
					return f.as("LKN", model.RoleTeamLeader).RectifyAnswer(t.Context(), c.Assessments[0].ID, 1, model.NewAnswer(item, 5), "misread")
				},
				"user": func() error {
					return f.as("LKN", model.RoleAdministrator).PutUser(t.Context(), model.User{Initials: "NY", Roles: []model.Role{model.RoleCaseworker}, Active: true})
				},
			}
			for what, change := range changes {
				if err := change(); !errors.Is(err, store.ErrVanished) {
					t.Errorf("%s: %v", what, err)
				}
			}
			if err := r.Close(); err == nil {
				t.Error("closed as if nothing were wrong")
			}
		})
	}
}
