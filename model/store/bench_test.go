// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// citizensOr returns the number of citizens in FREMSKRIDT_CITIZENS, or small, with
// which a benchmark takes a few seconds.
func citizensOr(tb testing.TB, small int) int {
	text := os.Getenv("FREMSKRIDT_CITIZENS")
	if text == "" {
		return small
	}
	n, err := strconv.Atoi(text)
	if err != nil || n <= 0 {
		tb.Fatalf("FREMSKRIDT_CITIZENS is %q, not a number of citizens", text)
	}
	return n
}

// BenchmarkCrowd measures the waits of a caseworker of a large municipality. Open and
// Norms open the register each time; the others share an open one.
func BenchmarkCrowd(b *testing.B) {
	s := setup(b)
	dir := filepath.Join(b.TempDir(), "r.fremskridt")
	r, _, err := store.Create(b.Context(), dir, s, options)
	if err != nil {
		b.Fatal(err)
	}
	f := &fixture{TB: b, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
	fillCrowd(f, citizensOr(b, 1000))
	f.must(r.Close())
	b.Run("Open", func(b *testing.B) { benchmarkOpen(b, dir) })
	b.Run("Norms", func(b *testing.B) {
		for b.Loop() {
			benchmarkNorms(b, dir)
		}
	})

	f.Register, err = store.Open(b.Context(), dir, credentials, options)
	f.must(err)
	a := f.as("LKN", model.RoleCaseworker)
	f.must(a.PrepareSearch(b.Context()))
	for _, text := range []string{"", "a", "an", "ann", "annsk", "and han", "Aagaard", "2024-012345", "010160-1234", "no such name"} {
		b.Run(fmt.Sprintf("Key/%q", text), func(b *testing.B) {
			for b.Loop() {
				if _, err := a.Citizens(b.Context(), store.CitizenQuery{Text: text, Scope: store.ScopeAll, Limit: 100}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("KeyLatestFirst", func(b *testing.B) {
		q := store.CitizenQuery{Text: "a", Scope: store.ScopeAll, Order: store.ByLatest, Descending: true, Limit: 100}
		for b.Loop() {
			if _, err := a.Citizens(b.Context(), q); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Prepare", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			f.load(func(*store.Load) error { return nil }) // the citizens may have changed
			b.StartTimer()
			f.must(a.PrepareSearch(b.Context()))
		}
	})
	f.must(f.Register.Close())
}

// benchmarkNorms opens the register and reads the norms.
func benchmarkNorms(b *testing.B, dir string) {
	r, err := store.Open(b.Context(), dir, credentials, options)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	a, err := r.As(b.Context(), model.ForCasework, model.RoleCaseworker)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := a.Norms(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// benchmarkOpen opens a register and reads the first page of citizens and the case
// histories of the thirty that a screen shows.
func benchmarkOpen(b *testing.B, dir string) {
	for b.Loop() {
		r, err := store.Open(b.Context(), dir, credentials, options)
		if err != nil {
			b.Fatal(err)
		}
		a, err := r.As(b.Context(), model.ForCasework, model.RoleCaseworker)
		if err != nil {
			b.Fatal(err)
		}
		list, err := a.Citizens(b.Context(), store.CitizenQuery{Scope: store.ScopeAll, Limit: 100})
		if err != nil {
			b.Fatal(err)
		}
		var ids []model.ID
		for _, row := range list.Rows[:30] {
			ids = append(ids, row.ID)
		}
		if _, err := a.CaseHistories(b.Context(), ids); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// fillCrowd adds citizens with an assessment of each respondent.
func fillCrowd(f *fixture, citizens int) {
	first := []string{"Anna", "Åse", "Anders", "Søren", "Ægir", "Zoe", "Annette", "Karl-Åge", "Bo", "Mette", "Ib"}
	last := []string{"Hansen", "Aagaard", "Annskov", "Østergaard", "Maack", "Prøvesen", "Fiktivsen", "Nielsen", "Møller"}
	f.load(func(l *store.Load) error {
		for i := range citizens {
			name := fmt.Sprintf("%s %c. %s", first[i%len(first)], 'A'+rune(i%26), last[i/11%len(last)])
			day := model.NewDate(1960, time.January, 1).Add(i / 9000)
			y, m, d := day.Civil()
			c := f.history(i, name)
			c.Citizen.CaseNumber = fmt.Sprintf("2024-%06d", i)
			c.Citizen.CPR = model.CPR(fmt.Sprintf("%02d%02d%02d%04d", d, int(m), y%100, 1000+i%9000))
			c.Citizen.Caseworker = fmt.Sprintf("CW%d", i%500)
			on := model.NewDate(2025, time.May, 1+i%28)
			c.Assessments = []model.Assessment{f.assessment(on, model.ByCitizen, 1+i%5), f.assessment(on, model.ByCaseworker, 1+i%4)}
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	})
}
