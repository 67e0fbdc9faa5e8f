// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// killed saves up to a step, as if the power failed there.
func killed(t testing.TB, o *vault.Opened, path, after string) {
	t.Helper()
	defer func() {
		if r := recover(); r != after {
			t.Fatalf("killed by %v, not after %q", r, after)
		}
	}()
	_ = o.SaveBy(path, func(done string) {
		if done == after {
			panic(after)
		}
	})
}

func TestAKilledSaveLeavesAReadableFile(t *testing.T) {
	t.Parallel()
	var steps []string
	o, path, _ := created(t)
	must(t, o.SaveBy(path, func(done string) { steps = append(steps, done) }))
	if want := []string{"created", "half written", "written", "read back", "renamed"}; !slices.Equal(steps, want) {
		t.Fatalf("steps %v, want %v", steps, want)
	}
	for _, step := range steps {
		t.Run(step, func(t *testing.T) {
			o, path, _ := created(t)
			must(t, o.RemoveUser("BO"))
			killed(t, o, path, step)

			again := unlock(t, path, "ANN", anna)
			same(t, o, again)
			if removed := !again.HasUser("BO"); removed != (step == "renamed") {
				t.Errorf("the older file %v", !removed)
			}
			must(t, again.SetUser("CAR", []byte(carla), vault.ForTests, false))
			must(t, again.Save(path))
			if got := names(t, filepath.Dir(path)); !slices.Equal(got, []string{vault.Name}) {
				t.Errorf("left over: %v", got)
			}
			unlock(t, path, "CAR", carla)
		})
	}
}

func TestSaveLeavesOtherFilesAlone(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	for _, name := range []string{"keys.json.txt", "register.db", "other.saving"} {
		must(t, os.WriteFile(filepath.Join(filepath.Dir(path), name), nil, 0o600))
	}
	must(t, o.Save(path))
	if got := names(t, filepath.Dir(path)); len(got) != 4 {
		t.Errorf("there are %v", got)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// Of two concurrent changes to a file, the second is refused.
func TestSaveDoesNotOverwriteWhatItHasNotRead(t *testing.T) {
	t.Parallel()
	a, path, _ := created(t)
	b := unlock(t, path, "BO", bo)
	must(t, a.SetUser("CAR", []byte(carla), vault.ForTests, false))
	must(t, a.Save(path))
	must(t, a.Save(path)) // its own
	must(t, b.SetUser("DAN", []byte(carla), vault.ForTests, false))
	if err := b.Save(path); !errors.Is(err, vault.ErrStale) {
		t.Errorf("saved over: %v", err)
	}
	unlock(t, path, "CAR", carla)

	fresh, _, err := vault.Create("register-b", "ANN", []byte(anna), vault.ForTests)
	must(t, err)
	if err := fresh.Save(path); !errors.Is(err, vault.ErrStale) {
		t.Errorf("a new register's keys over those of another: %v", err)
	}
	must(t, b.Save(filepath.Join(t.TempDir(), "copy.json"))) // elsewhere, as with a backup
}

func TestSaveSaysWhatFails(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	if err := o.Save(filepath.Join(filepath.Dir(path), "missing", vault.Name)); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if err := o.Save(filepath.Dir(path)); !errors.Is(err, vault.ErrFormat) {
		t.Error(err)
	}
	// The medium stores other bytes than were written.
	err := o.SaveBy(path, func(done string) {
		if done != "written" {
			return
		}
		for _, name := range names(t, filepath.Dir(path)) {
			if name != vault.Name {
				must(t, os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte("x"), 0o600))
			}
		}
	})
	if err == nil {
		t.Error("a file that does not read back is accepted")
	}
	if got := names(t, filepath.Dir(path)); !slices.Equal(got, []string{vault.Name}) {
		t.Errorf("left over: %v", got)
	}
	unlock(t, path, "BO", bo)
}
