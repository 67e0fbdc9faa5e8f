// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// A day's value is the last answer on or before it, of each respondent of each panel,
// until the line breaks.
func TestReadingsAreTheAnswersOfTheDay(t *testing.T) {
	t.Parallel()
	d := example(t)
	figure := plots.NewProgression(d)
	l := figure.Layout(plots.Size{Width: 1474, Height: 900})
	from, to := l.Span()
	rapid.Check(t, func(t *rapid.T) {
		day := from.Add(rapid.IntRange(0, to.Sub(from)).Draw(t, "day"))
		got := figure.DayValues(l, day)
		for _, p := range analysis.Panels(d.History, d.Instruments, d.Norms) {
			for _, s := range p.Series {
				want, exact := "–", false
				for _, a := range s.Points {
					if a.Answered() && !a.Date.After(day) {
						want, exact = strconv.Itoa(a.Value), a.Date == day
						if day.Sub(a.Date) > 2*91 {
							want = "–"
						}
					}
				}
				if len(got) == 0 || got[0].Text != want || got[0].Exact != exact {
					t.Fatalf("%s of %s on %v: got %+v, want %q, that day: %t", p.Domain.Code, s.Respondent, day, got, want, exact)
				}
				got = got[1:]
			}
		}
		if len(got) > 0 {
			t.Errorf("%d readings too many", len(got))
		}
	})
	if got := figure.DayValues(figure.Layout(plots.Size{Width: 1200, Height: 800}), to); got != nil {
		t.Errorf("a figure without room has %d readings", len(got))
	}
}

// The axis counts weeks from the first assessment, before it too.
func TestDayText(t *testing.T) {
	t.Parallel()
	d := example(t)
	if got := plots.NewProgression(d).DayLabel(day(t, "2024-02-01")); got != "1. feb 2024" {
		t.Errorf("by the calendar %q", got)
	}
	d.Weeks = true
	figure := plots.NewProgression(d)
	for date, want := range map[string]string{
		"2024-01-15": "uge 0 · 15. jan 2024", "2024-01-21": "uge 0 · 21. jan 2024", "2024-01-22": "uge 1 · 22. jan 2024",
		"2024-01-14": "uge –1 · 14. jan 2024", "2024-01-08": "uge –1 · 8. jan 2024", "2025-01-13": "uge 52 · 13. jan 2025",
	} {
		if got := figure.DayLabel(day(t, date)); got != want {
			t.Errorf("%s is %q, want %q", date, got, want)
		}
	}
	d.History.Assessments = nil
	if got := plots.NewProgression(d).DayLabel(model.NewDate(2024, 2, 1)); got != "1. feb 2024" {
		t.Errorf("without assessments %q", got)
	}
}
