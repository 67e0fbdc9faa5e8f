// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// BenchmarkCost alternates between an encrypted and an unencrypted register and reports
// the ratio of the median times. Opening excludes the stretching of the passphrase,
// which is slow by design. At full size, with
// FREMSKRIDT_CITIZENS=12000, Import writes some 120,000 answers.
func BenchmarkCost(b *testing.B) {
	sealed, plain := newSide(b, options), newSide(b, store.Plain(options))
	// Both registers have a passphrase, as stretching changes caches and heap.
	if err := os.WriteFile(filepath.Join(plain.dir, "keys.json"), contents(b, sealed.dir, "keys.json"), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, m := range []struct {
		name string
		do   func(*side, testing.TB) time.Duration
	}{
		{"Import", (*side).importAll},
		{"Open", (*side).open},
		{"Histories", (*side).histories},
		{"Norms", (*side).norms},
		{"Commit", (*side).commit},
	} {
		b.Run(m.name, func(b *testing.B) {
			var times [2][]time.Duration
			for n := 0; b.Loop(); n++ {
				for i := range times {
					i = (i + n) % 2 // neither is always first
					times[i] = append(times[i], m.do([]*side{sealed, plain}[i], b))
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median(times[0]).Seconds()*1e3, "sealed-ms")
			b.ReportMetric(median(times[1]).Seconds()*1e3, "plain-ms")
			b.ReportMetric(median(times[0]).Seconds()/median(times[1]).Seconds(), "ratio")
		})
	}
}

func median(of []time.Duration) time.Duration {
	slices.Sort(of)
	return of[len(of)/2]
}

// side is one of the two registers compared.
type side struct {
	dir         string
	options     store.Options
	setup       store.Setup
	assessments []model.CaseHistory
	version     int // of the assessment that is put right
}

func newSide(tb testing.TB, o store.Options) *side {
	s := &side{dir: filepath.Join(tb.TempDir(), "r.fremskridt"), options: o, setup: setup(tb), version: 1}
	f := &fixture{instrument: s.setup.Instrument, vocabulary: s.setup.Vocabulary}
	for n := range citizensOr(tb, 300) {
		c := f.history(n+1, fmt.Sprintf("Bo %d Fiktivsen", n))
		c.Assessments[0].ID = model.NewID()
		s.assessments = append(s.assessments, c)
	}
	s.fill(tb, s.dir)
	return s
}

// fill creates a register and returns the time from the first write to the closed
// register.
func (s *side) fill(tb testing.TB, dir string) time.Duration {
	tb.Helper()
	r, _, err := store.Create(tb.Context(), dir, s.setup, s.options)
	if err != nil {
		tb.Fatal(err)
	}
	a, err := r.AsUser(tb.Context(), "LKN", model.ForImport, model.RoleTeamLeader)
	if err != nil {
		tb.Fatal(err)
	}
	begun := time.Now()
	err = a.Load(tb.Context(), "cost", func(l *store.Load) error {
		for _, c := range s.assessments {
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
	return time.Since(begun)
}

func (s *side) importAll(tb testing.TB) time.Duration {
	return s.fill(tb, filepath.Join(tb.TempDir(), "r.fremskridt"))
}

// opened measures the time to open and to use a register.
func (s *side) opened(tb testing.TB, use func(*store.Access) error) (opening, using time.Duration) {
	tb.Helper()
	open, err := store.Stretch(s.dir, credentials, s.options)
	if err != nil {
		tb.Fatal(err)
	}
	runtime.GC() // free the memory of stretching before measuring
	begun := time.Now()
	r, err := open(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	a, err := r.AsUser(tb.Context(), "LKN", model.ForCasework, model.RoleTeamLeader)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := a.Citizens(tb.Context(), store.CitizenQuery{Scope: store.ScopeAll, Limit: 100}); err != nil {
		tb.Fatal(err)
	}
	opening = time.Since(begun)
	begun = time.Now()
	if err := use(a); err != nil {
		tb.Fatal(err)
	}
	using = time.Since(begun)
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
	return opening, using
}

// open measures from the data key to the first page of citizens.
func (s *side) open(tb testing.TB) time.Duration {
	opening, _ := s.opened(tb, func(*store.Access) error { return nil })
	return opening
}

// histories reads the case histories of a third of the citizens.
func (s *side) histories(tb testing.TB) time.Duration {
	var ids []model.ID
	for _, c := range s.assessments[:len(s.assessments)/3] {
		ids = append(ids, c.Citizen.ID)
	}
	_, using := s.opened(tb, func(a *store.Access) error {
		_, err := a.CaseHistories(tb.Context(), ids)
		return err
	})
	return using
}

func (s *side) norms(tb testing.TB) time.Duration {
	_, using := s.opened(tb, func(a *store.Access) error {
		_, err := a.Norms(tb.Context())
		return err
	})
	return using
}

// commit rectifies one answer fifty times and returns the mean time of a commit.
func (s *side) commit(tb testing.TB) time.Duration {
	const times = 50
	item := s.setup.Instrument.ItemsOf(model.ByCitizen)[0].Code
	_, using := s.opened(tb, func(a *store.Access) error {
		for range times {
			answer := model.NewAnswer(item, 1+s.version%2)
			if err := a.RectifyAnswer(tb.Context(), s.assessments[0].Assessments[0].ID, s.version, answer, "misread"); err != nil {
				return err
			}
			s.version++
		}
		return nil
	})
	return using / times
}
