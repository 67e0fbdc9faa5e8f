// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// fillDisk writes until a disk has no byte left.
func fillDisk(t *testing.T, disk string) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(disk, "ballast"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	must(t, err)
	for _, size := range []int{1 << 20, 4096, 1} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
		if !store.IsDiskFull(err) {
			t.Fatal(err)
		}
	}
	must(t, f.Close())
}

// fullRegister is a register on a disk without any room, closed as if it had been
// killed where left is set. LED and LKN may decide a deletion.
func fullRegister(t *testing.T, now func() time.Time) (dir string, citizens []model.CaseHistory) {
	t.Helper()
	disk := smallDisk(t, "16m")
	dir = filepath.Join(disk, "r.fremskridt")
	s := setup(t)
	o := options
	o.Now = now
	r, _, err := store.Create(t.Context(), dir, s, o)
	must(t, err)
	f := &fixture{TB: t, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
	admin := f.as("LKN", model.RoleAdministrator)
	must(t, admin.PutUser(t.Context(), model.User{Initials: "LED", Roles: []model.Role{model.RoleTeamLeader}, Teams: []string{"Team Nord"}, Active: true}))
	for n := range 200 {
		citizens = append(citizens, f.history(n, "Bo Fiktivsen"))
	}
	f.add(citizens...)
	must(t, admin.SetLogRetention(t.Context(), 12))
	for range 300 {
		if _, err := f.as("LKN", model.RoleTeamLeader).CaseHistory(t.Context(), citizens[0].Citizen.ID); err != nil {
			t.Fatal(err)
		}
	}
	must(t, r.Close())
	r, err = store.Open(t.Context(), dir, credentials, o) // makes the reserve
	must(t, err)
	must(t, r.Close())
	fillDisk(t, disk)
	return dir, citizens
}

// On a disk without any room a register opens, is backed up to another disk and is
// verified; citizens are deleted and the log is purged, and then there is room.
func TestWorkOnAFullDisk(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	now := noon()
	dir, citizens := fullRegister(t, func() time.Time { return now })
	now = now.AddDate(2, 0, 0)
	o := options
	o.Now = func() time.Time { return now }
	r, err := store.Open(t.Context(), dir, credentials, o)
	must(t, err)
	f := &fixture{TB: t, Register: r}
	admin := f.as("LKN", model.RoleAdministrator)
	b, err := admin.Backup(t.Context(), t.TempDir())
	must(t, err)
	if v, err := store.VerifyAt(t.Context(), b.Dir, credentials, options); err != nil || !v.Sound() || v.Counts.Citizens != 200 {
		t.Errorf("the backup: %+v, %v", v, err)
	}
	if v, err := admin.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("verified: %+v, %v", v, err)
	}
	var ids []model.ID
	for _, c := range citizens[:20] {
		ids = append(ids, c.Citizen.ID)
	}
	proposals, err := f.as("LKN", model.RoleTeamLeader).ProposeDeletion(t.Context(), ids, model.GroundMistake)
	must(t, err)
	must(t, f.as("LED", model.RoleTeamLeader).ApproveDeletion(t.Context(), proposals...))
	removed, err := admin.PurgeLog(t.Context())
	if err != nil || removed < 300 {
		t.Errorf("purged %d lines, %v", removed, err)
	}
	if _, err := f.as("LKN", model.RoleTeamLeader).CaseHistory(t.Context(), citizens[100].Citizen.ID); err != nil {
		t.Errorf("a citizen is shown: %v", err)
	}
	must(t, r.Close())
	if v, err := store.VerifyAt(t.Context(), dir, credentials, options); err != nil || !v.Sound() || v.Counts.Citizens != 180 {
		t.Errorf("verified: %+v, %v", v, err)
	}
}

// Without the reserve too a register opens, and is backed up and verified, but shows no
// citizen, as the line of the log cannot be written. What is written once there is
// room comes after the line of the log-in.
func TestOpenWithoutAnyRoom(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	dir, citizens := fullRegister(t, noon)
	must(t, os.Remove(filepath.Join(dir, "reserve")))
	fillDisk(t, filepath.Dir(dir))
	before := folderContents(t, dir)
	v, err := store.VerifyAt(t.Context(), dir, credentials, options)
	if err != nil || !v.Sound() {
		t.Errorf("verified: %+v, %v", v, err)
	}
	sameContents(t, dir, before)
	r, err := store.Open(t.Context(), dir, credentials, options)
	must(t, err)
	f := &fixture{TB: t, Register: r}
	if b, err := f.as("LKN", model.RoleAdministrator).Backup(t.Context(), t.TempDir()); err != nil || b.Counts.Citizens != 200 {
		t.Errorf("backed up: %+v, %v", b, err)
	}
	if v, err := f.as("LKN", model.RoleAdministrator).Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("verified: %+v, %v", v, err)
	}
	if h, err := f.as("LKN", model.RoleTeamLeader).CaseHistory(t.Context(), citizens[0].Citizen.ID); !errors.Is(err, store.ErrDiskFull) || h.Citizen.Name != "" {
		t.Errorf("a citizen is shown: %+v, %v", h.Citizen, err)
	}
	must(t, r.Close())
	must(t, os.Remove(filepath.Join(filepath.Dir(dir), "ballast")))
	v, err = store.VerifyAt(t.Context(), dir, credentials, options)
	if err != nil || !v.Sound() || v.Counts.Citizens != 200 {
		t.Errorf("verified: %+v, %v", v, err)
	}
}
