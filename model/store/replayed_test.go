// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Pages that are put back to an earlier state of themselves open, as their seal is
// right. Of those that corrections and a new citizen changed, each alone and random
// sets (-replays) are put back, and the verification finds it unless the data are the same.
func TestReplayedPagesAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	skipUnderRace(t)
	f, m, states := correctedTwice(t)
	before, middle, after := states[0], states[1], states[2]
	want := mustRead(t, m, files{"register.db": after})

	for name, earlier := range map[string][]byte{"of the day before": before, "of an hour before": middle} {
		t.Run(name, func(t *testing.T) {
			changed := changedPages(earlier, after)
			if len(changed) < 4 {
				t.Fatalf("only pages %v were changed", changed)
			}
			random := rand.New(rand.NewPCG(1, 2))
			missed := 0
			for n := range len(changed) + *replays {
				mask := 1 << n // each page alone
				if n >= len(changed) {
					mask = 1 + random.IntN(1<<len(changed)-2) // not none, not all
				}
				replayed := putBack(after, earlier, changed, mask)
				dir := filepath.Join(t.TempDir(), "r.fremskridt")
				must(t, os.CopyFS(dir, os.DirFS(f.Dir())))
				must(t, os.WriteFile(filepath.Join(dir, "register.db"), replayed, 0o600))
				v, err := store.VerifyAt(t.Context(), dir, credentials, options)
				if err != nil || !v.Sound() {
					continue
				}
				if got, err := readCopy(t, m, files{"register.db": replayed}); err != nil || got != want {
					missed++
					t.Errorf("put back of pages %v the set %b: nothing found", changed, mask)
				}
			}
			t.Logf("%d pages changed, %d of %d replays missed", len(changed), missed, len(changed)+*replays)
		})
	}
}

// changedPages returns the pages of a database that are not as they were earlier.
func changedPages(earlier, after []byte) (changed []int) {
	for n := 0; (n+1)*pageSize <= min(len(earlier), len(after)); n++ {
		if !bytes.Equal(earlier[n*pageSize:(n+1)*pageSize], after[n*pageSize:(n+1)*pageSize]) {
			changed = append(changed, n)
		}
	}
	return changed
}

// putBack returns a database with those of the changed pages put back that a mask names.
func putBack(after, earlier []byte, changed []int, mask int) []byte {
	replayed := bytes.Clone(after)
	for i, n := range changed {
		if mask>>i&1 == 1 {
			copy(replayed[n*pageSize:(n+1)*pageSize], earlier[n*pageSize:])
		}
	}
	return replayed
}

// correctedTwice makes a register with citizens, adds one and corrects an answer twice. It
// returns the closed register, its mount, and the database before, between and after the
// corrections.
func correctedTwice(t *testing.T) (f *fixture, m *pages.Mount, states [3][]byte) {
	t.Helper()
	f = closed(t, func(f *fixture) {
		for n := range 40 {
			f.add(f.history(n, "Bo Fiktivsen"))
		}
	})
	path := filepath.Join(f.Dir(), "register.db")
	var err error
	states[0], err = os.ReadFile(path)
	f.must(err)
	r, err := store.Open(t.Context(), f.Dir(), credentials, options)
	f.must(err)
	next := &fixture{TB: t, Register: r, instrument: f.instrument, vocabulary: f.vocabulary}
	item := f.instrument.ItemsOf(model.ByCitizen)[0].Code
	c := next.history(100, "Åse Prøvesen")
	c.Assessments[0].ID = model.NewID()
	next.add(c)
	f.must(next.as("LKN", model.RoleTeamLeader).RectifyAnswer(t.Context(), c.Assessments[0].ID, 1, model.NewAnswer(item, 5), "misread"))
	f.must(r.Close())
	states[1], err = os.ReadFile(path)
	f.must(err)
	r, err = store.Open(t.Context(), f.Dir(), credentials, options)
	f.must(err)
	next.Register = r
	f.must(next.as("LKN", model.RoleTeamLeader).RectifyAnswer(t.Context(), c.Assessments[0].ID, 2, model.NewAnswer(item, 2), "misread"))
	f.must(r.Close())
	states[2], err = os.ReadFile(path)
	f.must(err)
	// The mount needs a register that is open.
	elsewhere := filepath.Join(t.TempDir(), "r.fremskridt")
	must(t, os.CopyFS(elsewhere, os.DirFS(f.Dir())))
	r, err = store.Open(t.Context(), elsewhere, credentials, options)
	f.must(err)
	t.Cleanup(func() { must(t, r.Close()) })
	m, err = r.OwnMount()
	f.must(err)
	t.Cleanup(func() { must(t, m.Close()) })
	return f, m, states
}
