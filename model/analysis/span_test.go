// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

func ExampleSpans_Subtract() {
	year := analysis.NewSpans(analysis.Span{From: model.NewDate(2026, 1, 1), To: model.NewDate(2026, 12, 31)})
	july := analysis.NewSpans(analysis.Span{From: model.NewDate(2026, 7, 1), To: model.NewDate(2026, 7, 31)})
	for _, s := range year.Subtract(july) {
		fmt.Println(s.From, "to", s.To, "has", s.Days(), "days")
	}
	// Output:
	// 2026-01-01 to 2026-06-30 has 181 days
	// 2026-08-01 to 2026-12-31 has 153 days
}

// The property tests draw spans within a window of days and compare every operation
// with a bit set of days.
const window = 60

func dateAt(i int) model.Date { return model.NewDate(2026, 1, 1).Add(i) }

type bits [window]bool

func drawSpans(t *rapid.T, label string) (analysis.Spans, bits) {
	var in []analysis.Span
	var set bits
	for range rapid.IntRange(0, 6).Draw(t, label+" count") {
		from := rapid.IntRange(0, window-1).Draw(t, label+" from")
		to := rapid.IntRange(max(0, from-2), min(window-1, from+20)).Draw(t, label+" to")
		in = append(in, analysis.Span{From: dateAt(from), To: dateAt(to)})
		for i := from; i <= to; i++ {
			set[i] = true
		}
	}
	return analysis.NewSpans(in...), set
}

func sameDays(t *rapid.T, what string, got analysis.Spans, want func(i int) bool) {
	n := 0
	for i := range window {
		if got.Contains(dateAt(i)) != want(i) {
			t.Fatalf("%s: %v holds day %d: %v", what, got, i, !want(i))
		}
		if want(i) {
			n++
		}
	}
	if got.Days() != n {
		t.Fatalf("%s: %d days, want %d", what, got.Days(), n)
	}
	for i, s := range got {
		if s.Days() == 0 || i > 0 && !s.From.After(got[i-1].To.Add(1)) {
			t.Fatalf("%s: %v is not the fewest spans in order", what, got)
		}
	}
}

func TestSpansAreSetsOfDays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, a := drawSpans(t, "s")
		u, b := drawSpans(t, "u")
		from, to := rapid.IntRange(0, window-1).Draw(t, "clip from"), rapid.IntRange(0, window-1).Draw(t, "clip to")
		clip := func(i int) bool { return a[i] && from <= i && i <= to }

		sameDays(t, "new", s, func(i int) bool { return a[i] })
		sameDays(t, "union", s.Union(u), func(i int) bool { return a[i] || b[i] })
		sameDays(t, "intersect", s.Intersect(u), func(i int) bool { return a[i] && b[i] })
		sameDays(t, "subtract", s.Subtract(u), func(i int) bool { return a[i] && !b[i] })
		sameDays(t, "clip", s.Clip(dateAt(from), dateAt(to)), clip)
		if got, want := s.DaysIn(dateAt(from), dateAt(to)), s.Clip(dateAt(from), dateAt(to)).Days(); got != want {
			t.Fatalf("days in: %d, want %d", got, want)
		}
	})
}

func TestOperationsDoNotChangeSpans(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, _ := drawSpans(t, "s")
		u, _ := drawSpans(t, "u")
		before := append(analysis.Spans(nil), s...)
		s.Union(u)
		s.Intersect(u)
		s.Subtract(u)
		s.Clip(dateAt(3), dateAt(20))
		if diff := cmp.Diff(before, s, sameDate); diff != "" {
			t.Fatal(diff)
		}
	})
}

var sameDate = cmp.Comparer(func(a, b model.Date) bool { return a == b })

func TestSpanDays(t *testing.T) {
	t.Parallel()
	d := model.NewDate(2026, 2, 1)
	for name, c := range map[string]struct {
		span analysis.Span
		want int
	}{
		"one day":       {analysis.Span{From: d, To: d}, 1},
		"backward":      {analysis.Span{From: d, To: d.Add(-1)}, 0},
		"no end":        {analysis.Span{From: d}, 0},
		"no beginning":  {analysis.Span{To: d}, 0},
		"leap February": {analysis.Span{From: model.NewDate(2024, 2, 1), To: model.NewDate(2024, 2, 29)}, 29},
	} {
		if got := c.span.Days(); got != c.want {
			t.Errorf("%s: %d days, want %d", name, got, c.want)
		}
	}
}
