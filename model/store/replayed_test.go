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
)

// Pages that are put back to an earlier state of themselves open, as their seal is
// right. Some of those that a correction and a new citizen changed are put back, in
// every combination that the number of pages allows (in make proofs, -replays), and the
// verification finds it.
func TestReplayedPagesAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	skipUnderRace(t)
	f := closed(t, func(f *fixture) {
		for n := range 40 {
			f.add(f.history(n, "Bo Fiktivsen"))
		}
	})
	path := filepath.Join(f.Dir(), "register.db")
	before, err := os.ReadFile(path)
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
	middle, err := os.ReadFile(path)
	f.must(err)
	r, err = store.Open(t.Context(), f.Dir(), credentials, options)
	f.must(err)
	next.Register = r
	f.must(next.as("LKN", model.RoleTeamLeader).RectifyAnswer(t.Context(), c.Assessments[0].ID, 2, model.NewAnswer(item, 2), "misread"))
	f.must(r.Close())
	after, err := os.ReadFile(path)
	f.must(err)

	for name, earlier := range map[string][]byte{"of the day before": before, "of an hour before": middle} {
		t.Run(name, func(t *testing.T) {
			var changed []int
			for n := 0; (n+1)*pageSize <= min(len(earlier), len(after)); n++ {
				if !bytes.Equal(earlier[n*pageSize:(n+1)*pageSize], after[n*pageSize:(n+1)*pageSize]) {
					changed = append(changed, n)
				}
			}
			if len(changed) < 4 {
				t.Fatalf("only pages %v were changed", changed)
			}
			random := rand.New(rand.NewPCG(1, 2))
			missed := 0
			for range *replays {
				mask := 1 + random.IntN(1<<len(changed)-2) // not none, not all
				replayed := bytes.Clone(after)
				for i, n := range changed {
					if mask>>i&1 == 1 {
						copy(replayed[n*pageSize:(n+1)*pageSize], earlier[n*pageSize:])
					}
				}
				dir := filepath.Join(t.TempDir(), "r.fremskridt")
				must(t, os.CopyFS(dir, os.DirFS(f.Dir())))
				must(t, os.WriteFile(filepath.Join(dir, "register.db"), replayed, 0o600))
				v, err := store.VerifyAt(t.Context(), dir, credentials, options)
				if err == nil && v.Sound() {
					missed++
					t.Errorf("put back of pages %v the set %b: nothing found", changed, mask)
				}
			}
			t.Logf("%d pages changed, %d of %d replays missed", len(changed), missed, *replays)
		})
	}
}
