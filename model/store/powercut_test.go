// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages/powercut"
)

// After a power cut at any moment the register opens with every acknowledged
// assessment and rectification. Package pages tests its layer with many more cuts;
// this test uses the register with its settings.
func TestPowerCutToARegister(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	dir := registerCopy(t)
	disk, err := powercut.NewDisk(dir)
	must(t, err)
	done := workOn(t, disk, dir)
	must(t, disk.Close())

	trace := disk.Trace()
	random := rand.New(rand.NewPCG(1, 1))
	moments := make([]int, *storeCuts)
	for i := range moments {
		moments[i] = 1 + random.IntN(trace.Len())
	}
	slices.Sort(moments)
	replay := trace.Replay()
	for _, moment := range moments {
		acked := replay.To(moment)
		kept := newLedger()
		for _, w := range done[:acked] {
			kept.enter(w)
		}
		open := work{kind: "nothing"}
		if acked < len(done) {
			open = done[acked]
		}
		cut := t.TempDir()
		must(t, replay.Cut(random).Write(cut))
		kept.check(t, cut, 0, open)
		if t.Failed() {
			t.Fatalf("moment %d of %d, %d of %d acknowledged", moment, trace.Len(), acked, len(done))
		}
	}
	t.Logf("%d cuts of %d moments, %d assessments and corrections", len(moments), trace.Len(), len(done))
}

// workOn adds and rectifies assessments, with checkpoints and a vacuum in between,
// and returns the steps.
func workOn(t *testing.T, disk *powercut.Disk, dir string) (done []work) {
	t.Helper()
	r, err := store.Open(t.Context(), dir, credentials, store.Beneath(options, disk.Name()))
	must(t, err)
	s := setup(t)
	f := &fixture{TB: t, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
	leader := f.as("LKN", model.RoleTeamLeader)
	must(t, r.Exec(t.Context(), `pragma wal_autocheckpoint(40)`))
	random := rand.New(rand.NewPCG(2, 2))
	var assessments []*model.Assessment
	for n := range 60 {
		var w work
		if n%2 == 0 {
			c := f.history(n+1, "Bo Fiktivsen")
			assessment := &c.Assessments[0]
			assessment.ID, assessment.Revision = model.NewID(), 1
			w = assessmentWork("import", assessment)
			f.add(c)
			assessments = append(assessments, assessment)
		} else {
			assessment := assessments[random.IntN(len(assessments))]
			corrected := &assessment.Answers[0]
			corrected.Value = 1 + corrected.Value%5
			w = assessmentWork("correct", assessment)
			must(t, leader.RectifyAnswer(t.Context(), assessment.ID, assessment.Revision, *corrected, "misread"))
			assessment.Revision++
		}
		done = append(done, w)
		disk.Acknowledge(len(done))
		if n == 30 {
			must(t, r.Exec(t.Context(), `vacuum`))
		}
	}
	must(t, r.Close())
	return done
}
