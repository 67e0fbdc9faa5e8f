// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// A rotation killed at any step leaves a register that opens with all its content, and
// no remains of the rotation.
func TestARotationThatIsKilled(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"))
	left := map[string]string{}
	var steps []string
	f.OnStep(func(step string) {
		dir := filepath.Join(t.TempDir(), step)
		f.must(os.CopyFS(dir, os.DirFS(f.Dir())))
		left[step] = dir
		steps = append(steps, step)
	})
	f.must(f.as("LKN", model.RoleAdministrator).RotateKey(t.Context(), nil))
	if !slices.Equal(steps, []string{"begun", "written", "switched"}) {
		t.Fatalf("the steps were %v", steps)
	}
	for step, dir := range left {
		t.Run(step, func(t *testing.T) {
			v, err := store.VerifyAt(t.Context(), dir, credentials, options)
			if err != nil || !v.Sound() || v.Counts.Citizens != 1 {
				t.Errorf("%+v, %v", v, err)
			}
			r, err := store.Open(t.Context(), dir, credentials, options)
			f.must(err)
			f.must(r.Close())
			if got := names(t, dir); !slices.Equal(got, []string{"keys.json", "lock", "register.db"}) {
				t.Errorf("left behind: %v", got)
			}
			r, err = store.Open(t.Context(), dir, credentials, options)
			f.must(err)
			defer r.Close()
			a, err := r.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
			f.must(err)
			if err := a.RotateKey(t.Context(), nil); err != nil {
				t.Errorf("it cannot be begun again: %v", err)
			}
		})
	}
}

// Reads and writes during a rotation wait and lose nothing.
func TestRotationAmongOthers(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"))
	var others sync.WaitGroup
	stop := make(chan struct{})
	wrote := make([]int, 3)
	for g := range wrote {
		a := f.as("LKN", model.RoleTeamLeader)
		others.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				if err := a.Load(t.Context(), "turn", func(l *store.Load) error {
					return l.AddCaseHistory(f.history(100_000*(g+1)+n, "Bo Fiktivsen"))
				}); err != nil {
					t.Error(err)
					return
				}
				wrote[g]++
				if _, err := a.Citizens(t.Context(), store.CitizenQuery{Scope: store.ScopeAll, Limit: 5}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	admin := f.as("LKN", model.RoleAdministrator)
	for range 4 {
		f.must(admin.RotateKey(t.Context(), func(done, total int64) {
			if done > total {
				t.Errorf("%d of %d bytes", done, total)
			}
		}))
		_, err := admin.Backup(t.Context(), "")
		f.must(err)
	}
	close(stop)
	others.Wait()
	want := 1
	for _, n := range wrote {
		want += n
	}
	v, err := admin.Verify(t.Context())
	f.must(err)
	if !v.Sound() || v.Counts.Citizens != int64(want) {
		t.Errorf("%+v, and %d citizens were added", v, want)
	}
}

// A key file from before a rotation does not open the register.
func TestAnOlderKeyFileDoesNotOpenTheRegister(t *testing.T) {
	t.Parallel()
	f := closed(t, func(f *fixture) {
		older, err := os.ReadFile(filepath.Join(f.Dir(), "keys.json"))
		f.must(err)
		f.must(f.as("LKN", model.RoleAdministrator).RotateKey(t.Context(), nil))
		f.must(os.WriteFile(filepath.Join(f.Dir(), "keys.json"), older, 0o600))
	})
	err := f.opens(credentials)
	if store.ErrorCode(err) != "another_key" {
		t.Errorf("got %v", err)
	}
	if errors.Is(err, store.ErrDamaged) {
		t.Errorf("it is reported as damaged: %v", err)
	}
}
