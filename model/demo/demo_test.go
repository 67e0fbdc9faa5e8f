// SPDX-License-Identifier: MPL-2.0

package demo_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"hash"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/demo"
)

func options(t testing.TB, citizens int, seed uint64) demo.Options {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return demo.Options{Citizens: citizens, Seed: seed, AsOf: model.NewDate(2026, 11, 24), Instrument: in, Vocabulary: v}
}

// sinkFunc is a [demo.Sink] that keeps nothing.
type sinkFunc func(model.CaseHistory) error

func (f sinkFunc) Put(_ context.Context, c model.CaseHistory) error { return f(c) }

func generate(t testing.TB, o demo.Options, visit func(model.CaseHistory)) demo.Truth {
	t.Helper()
	truth, err := demo.Generate(context.Background(), o, sinkFunc(func(c model.CaseHistory) error {
		visit(c)
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

// checksum returns the hash of a municipality and its parameters.
func checksum(t *testing.T, o demo.Options) string {
	t.Helper()
	h := sha256.New()
	truth := generate(t, o, func(c model.CaseHistory) { write(t, h, c) })
	write(t, h, truth)
	return string(h.Sum(nil))
}

func write(t *testing.T, h hash.Hash, v any) {
	t.Helper()
	if err := json.NewEncoder(h).Encode(v); err != nil {
		t.Fatal(err)
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	t.Parallel()
	first := checksum(t, options(t, 60, 1))
	if checksum(t, options(t, 60, 1)) != first {
		t.Error("two runs differ")
	}
	if checksum(t, options(t, 60, 2)) == first {
		t.Error("two seeds give the same")
	}
}

// A citizen depends neither on the number of citizens nor on those before.
func TestCitizensAreIndependent(t *testing.T) {
	t.Parallel()
	var small, large []model.CaseHistory
	generate(t, options(t, 30, 7), func(c model.CaseHistory) { small = append(small, c) })
	generate(t, options(t, 300, 7), func(c model.CaseHistory) { large = append(large, c) })
	sameDate := cmp.Comparer(func(a, b model.Date) bool { return a == b })
	if diff := cmp.Diff(small, large[:30], sameDate); diff != "" {
		t.Errorf("-of 30 +of 300\n%s", diff)
	}
}

// A sink may change what it receives.
func TestGenerateKeepsNothing(t *testing.T) {
	t.Parallel()
	var want [][]byte
	generate(t, options(t, 40, 3), func(c model.CaseHistory) {
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, b)
	})
	i := 0
	generate(t, options(t, 40, 3), func(c model.CaseHistory) {
		b, err := json.Marshal(c)
		if err != nil || string(b) != string(want[i]) {
			t.Errorf("citizen %d has changed", i)
		}
		i++
		clear(c.Assessments)
		clear(c.Activities)
		clear(c.Events)
		clear(c.Outcomes)
	})
}

// A citizen takes the same memory in a municipality ten times as large.
func TestGenerateAllocatesPerCitizen(t *testing.T) {
	each := func(n int) float64 {
		o := options(t, n, 5)
		return testing.AllocsPerRun(1, func() { generate(t, o, func(model.CaseHistory) {}) }) / float64(n)
	}
	small, large := each(40), each(400)
	if large > 1.2*small {
		t.Errorf("%.0f allocations per citizen of 400, %.0f of 40", large, small)
	}
}

func TestGenerateStopsOnError(t *testing.T) {
	t.Parallel()
	full := errors.New("the disk is full")
	put := 0
	_, err := demo.Generate(context.Background(), options(t, 10, 1), sinkFunc(func(model.CaseHistory) error {
		put++
		if put == 3 {
			return full
		}
		return nil
	}))
	if !errors.Is(err, full) || put != 3 {
		t.Errorf("after an error of the sink: %v, %d put", err, put)
	}
	ctx, cancel := context.WithCancel(context.Background())
	put = 0
	_, err = demo.Generate(ctx, options(t, 10, 1), sinkFunc(func(model.CaseHistory) error {
		put++
		cancel()
		return nil
	}))
	if !errors.Is(err, context.Canceled) || put != 1 {
		t.Errorf("after cancelling: %v, %d put", err, put)
	}
}

func TestGenerateRejectsOptions(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*demo.Options){
		"no citizens":   func(o *demo.Options) { o.Citizens = 0 },
		"no day":        func(o *demo.Options) { o.AsOf = model.Date{} },
		"no instrument": func(o *demo.Options) { o.Instrument = nil },
		"no vocabulary": func(o *demo.Options) { o.Vocabulary = nil },
	} {
		o := options(t, 10, 1)
		change(&o)
		if _, err := demo.Generate(context.Background(), o, sinkFunc(func(model.CaseHistory) error { return nil })); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	o := options(t, 120, 1)
	var calls []int
	o.Progress = func(done int) { calls = append(calls, done) }
	generate(t, o, func(model.CaseHistory) {})
	if diff := cmp.Diff([]int{50, 100, 120}, calls); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkGenerate(b *testing.B) {
	o := options(b, 1000, 1)
	for b.Loop() {
		generate(b, o, func(model.CaseHistory) {})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*o.Citizens), "µs/citizen")
}
