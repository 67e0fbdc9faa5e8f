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

// sinkFunc is a Sink that looks at each course and keeps none.
type sinkFunc func(model.CaseHistory) error

func (f sinkFunc) Put(_ context.Context, c model.CaseHistory) error { return f(c) }

func generate(t testing.TB, o demo.Options, look func(model.CaseHistory)) demo.Truth {
	t.Helper()
	truth, err := demo.Generate(context.Background(), o, sinkFunc(func(c model.CaseHistory) error {
		look(c)
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

// hashed is a municipality to the letter, its truth included.
func hashed(t *testing.T, o demo.Options) string {
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

func TestTheSameSeedMakesTheSameMunicipality(t *testing.T) {
	first := hashed(t, options(t, 60, 1))
	if hashed(t, options(t, 60, 1)) != first {
		t.Error("two runs differ")
	}
	if hashed(t, options(t, 60, 2)) == first {
		t.Error("two seeds make the same")
	}
}

// Citizen i does not depend on how many there are, nor on the ones before.
func TestACitizenIsTheSameInALargerMunicipality(t *testing.T) {
	var small, large []model.CaseHistory
	generate(t, options(t, 30, 7), func(c model.CaseHistory) { small = append(small, c) })
	generate(t, options(t, 300, 7), func(c model.CaseHistory) { large = append(large, c) })
	sameDate := cmp.Comparer(func(a, b model.Date) bool { return a == b })
	if diff := cmp.Diff(small, large[:30], sameDate); diff != "" {
		t.Errorf("-of 30 +of 300\n%s", diff)
	}
}

// What is put is the sink's: a sink that spoils it spoils nothing that comes
// later, so Generate cannot be holding it.
func TestGenerateKeepsNothing(t *testing.T) {
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

// The memory that a municipality takes does not grow with it: what one more
// citizen allocates is the same in a municipality ten times as large.
func TestGenerateAllocatesByTheCitizen(t *testing.T) {
	each := func(n int) float64 {
		o := options(t, n, 5)
		return testing.AllocsPerRun(1, func() { generate(t, o, func(model.CaseHistory) {}) }) / float64(n)
	}
	small, large := each(100), each(1000)
	if large > 1.2*small {
		t.Errorf("%.0f allocations a citizen of 1000, %.0f of 100", large, small)
	}
}

func TestGenerateStops(t *testing.T) {
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
		t.Errorf("after it was cancelled: %v, %d put", err, put)
	}
}

func TestGenerateRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*demo.Options){
		"no citizens":   func(o *demo.Options) { o.Citizens = 0 },
		"no day":        func(o *demo.Options) { o.AsOf = model.Date{} },
		"no instrument": func(o *demo.Options) { o.Instrument = nil },
		"no vocabulary": func(o *demo.Options) { o.Vocabulary = nil },
	} {
		o := options(t, 10, 1)
		spoil(&o)
		if _, err := demo.Generate(context.Background(), o, sinkFunc(func(model.CaseHistory) error { return nil })); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestProgressEndsWithTheLast(t *testing.T) {
	o := options(t, 120, 1)
	var told []int
	o.Progress = func(done int) { told = append(told, done) }
	generate(t, o, func(model.CaseHistory) {})
	if diff := cmp.Diff([]int{50, 100, 120}, told); diff != "" {
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
