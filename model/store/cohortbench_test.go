// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// BenchmarkCohort reads the cohort of a register in which each citizen has eight
// complete assessments of each respondent. Opening the register is not measured.
func BenchmarkCohort(b *testing.B) {
	const visits = 8
	citizens := citizensOr(b, 200)
	s := setup(b)
	dir := filepath.Join(b.TempDir(), "r.fremskridt")
	r, _, err := store.Create(b.Context(), dir, s, options)
	if err != nil {
		b.Fatal(err)
	}
	f := &fixture{TB: b, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
	for from := 0; from < citizens; from += 1000 {
		f.load(func(l *store.Load) error {
			for n := from; n < min(from+1000, citizens); n++ {
				c := f.history(n, "Åse Prøvesen")
				c.Assessments = nil
				for k := range visits {
					on := model.NewDate(2024, 3, 1+91*k)
					c.Assessments = append(c.Assessments, f.assessment(on, model.ByCitizen, 1+k%5), f.assessment(on, model.ByCaseworker, 1+n%5))
				}
				c.Activities = []model.Activity{
					{ID: model.NewID(), Type: "VPP", Start: model.NewDate(2024, 5, 1), End: model.NewDate(2024, 8, 1), Source: model.FromEntry},
					{ID: model.NewID(), Type: "MEN", Start: model.NewDate(2024, 7, 1), Source: model.FromEntry},
				}
				if err := l.AddCaseHistory(c); err != nil {
					return err
				}
			}
			return nil
		})
	}
	answers := f.count(`select count(*) from answer`)
	f.must(r.Close())
	for b.Loop() {
		b.StopTimer()
		r, err := store.Open(b.Context(), dir, credentials, options)
		if err != nil {
			b.Fatal(err)
		}
		a, err := r.As(b.Context(), model.ForOversight, model.RoleTeamLeader)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := a.Cohort(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(answers)*float64(b.N)/b.Elapsed().Seconds(), "answers/s")
}
