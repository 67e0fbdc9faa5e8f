// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

func near(t testing.TB, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*max(1, math.Abs(want)) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

// The example of docs/methods.md#1-days-intervals-exposure.
func TestExposurePublished(t *testing.T) {
	t.Parallel()
	from, to := day(t, "2024-01-08"), day(t, "2024-04-08")
	p := analysis.NewParticipation([]model.Activity{
		activity(t, "VPP", "2024-02-05", "2024-03-03"),
		activity(t, "VOØ", "2024-02-19", "2024-03-17"),
	}, vocabulary(), day(t, "2024-06-01"))

	e := analysis.NewExposure(p, from, to)
	if e.Days != 91 || e.N != 91 || e.CompanyDays != 28 || e.ParallelDays != 14 || e.OtherDays != 14 {
		t.Errorf("days: %+v", e)
	}
	w := analysis.NewWeeklyExposure(p, from, to)
	if w.Days != 13 || w.CompanyDays != 4 || w.OtherDays != 2 || w.Neutral != 0 {
		t.Errorf("weeks: %+v", w)
	}
	for _, e := range []analysis.Exposure{e, w} {
		near(t, "comp", e.Company, 4./13)
		near(t, "oth", e.Other, 2./13)
		near(t, "pas", e.Passive, 7./13)
	}
	near(t, "T", e.Clocks().T, 1)
	near(t, "C", e.Clocks().C, 28./91)
	near(t, "O", e.Clocks().O, 14./91)
}

func TestNeutralDaysAreNotInDenominator(t *testing.T) {
	t.Parallel()
	p := analysis.NewParticipation([]model.Activity{
		activity(t, "SYG", "2026-01-02", "2026-01-21"), // 20 days, 5 of them beside other
		activity(t, "VOØ", "2026-01-17", "2026-01-26"),
	}, vocabulary(), day(t, "2026-12-31"))
	e := analysis.NewExposure(p, day(t, "2026-01-01"), day(t, "2026-01-31"))
	if e.Days != 30 || e.Neutral != 15 || e.N != 15 || e.OtherDays != 10 {
		t.Errorf("%+v", e)
	}
	near(t, "oth", e.Other, 10./15)
	near(t, "pas", e.Passive, 5./15)
}

func TestExposureOfNoDays(t *testing.T) {
	t.Parallel()
	p := analysis.NewParticipation([]model.Activity{activity(t, "SYG", "2026-01-01", "2026-02-01")}, vocabulary(), day(t, "2026-12-31"))
	if e := analysis.NewExposure(p, day(t, "2026-01-05"), day(t, "2026-01-05")); e != (analysis.Exposure{}) {
		t.Errorf("an interval of no days: %+v", e)
	}
	e := analysis.NewExposure(p, day(t, "2026-01-05"), day(t, "2026-01-10"))
	if e.N != 0 || e.Company != 0 || e.Passive != 0 {
		t.Errorf("an interval of neutral days: %+v", e)
	}
}

// Exposure equals a loop over days written from
// docs/methods.md#1-days-intervals-exposure, for open, planned and overlapping
// activities and those that reach beyond the day of the analysis.
func TestExposureEqualsDayLoop(t *testing.T) {
	t.Parallel()
	v := vocabulary()
	rapid.Check(t, func(t *rapid.T) {
		asOf := dateAt(rapid.IntRange(0, window+10).Draw(t, "as of"))
		var activities []model.Activity
		for range rapid.IntRange(0, 7).Draw(t, "activities") {
			a := model.Activity{
				Type:    rapid.SampledFrom([]string{"VPP", "ORD", "VOØ", "SYG", "UKENDT"}).Draw(t, "type"),
				Start:   dateAt(rapid.IntRange(0, window).Draw(t, "start")),
				Planned: rapid.IntRange(0, 4).Draw(t, "planned") == 0,
			}
			if rapid.Bool().Draw(t, "ended") {
				a.End = a.Start.Add(rapid.IntRange(0, 25).Draw(t, "days"))
			}
			activities = append(activities, a)
		}
		from := rapid.IntRange(0, window).Draw(t, "from")
		to := rapid.IntRange(from, window+10).Draw(t, "to")

		on := func(d model.Date, g model.ActivityGroup) bool {
			for _, a := range activities {
				typ, _ := v.ActivityType(a.Type)
				if typ.Group == g && !a.Planned && a.Covers(d) && !d.After(asOf) {
					return true
				}
			}
			return false
		}
		var days, neutral, comp, oth, par int
		for i := from + 1; i <= to; i++ {
			c, o := on(dateAt(i), model.GroupCompany), on(dateAt(i), model.GroupOther)
			days++
			switch {
			case c && o:
				par++
				comp++
			case c:
				comp++
			case o:
				oth++
			case on(dateAt(i), model.GroupNeutral):
				neutral++
			}
		}
		e := analysis.NewExposure(analysis.NewParticipation(activities, v, asOf), dateAt(from), dateAt(to))
		if e.Days != days || e.Neutral != neutral || e.N != days-neutral || e.CompanyDays != comp || e.OtherDays != oth || e.ParallelDays != par {
			t.Fatalf("got %+v, want days %d neutral %d comp %d oth %d par %d", e, days, neutral, comp, oth, par)
		}
		if e.N > 0 {
			if sum := e.Company + e.Other + e.Passive; math.Abs(sum-1) > 1e-12 || e.Passive < 0 {
				t.Fatalf("the shares add up to %v: %+v", sum, e)
			}
		}
	})
}

func TestPassive(t *testing.T) {
	t.Parallel()
	asOf := day(t, "2026-01-31")
	activities := []model.Activity{
		activity(t, "VPP", "2026-01-05", "2026-01-09"),
		activity(t, "SYG", "2026-01-10", "2026-01-12"),
		{Type: "VOØ", Start: day(t, "2026-01-20"), Planned: true},
	}
	for name, c := range map[string]struct {
		history model.CaseHistory
		want    string
	}{
		"open": {
			model.CaseHistory{Citizen: model.Citizen{Opened: day(t, "2026-01-01")}},
			"2026-01-01..2026-01-04 2026-01-13..2026-01-31",
		},
		"closed": {
			model.CaseHistory{Citizen: model.Citizen{Opened: day(t, "2026-01-01"), Closed: day(t, "2026-01-15")}},
			"2026-01-01..2026-01-04 2026-01-13..2026-01-15",
		},
		"closes after the day of the analysis": {
			model.CaseHistory{Citizen: model.Citizen{Opened: day(t, "2026-01-07"), Closed: day(t, "2026-06-01")}},
			"2026-01-13..2026-01-31",
		},
		"opening unknown": {
			model.CaseHistory{Assessments: []model.Assessment{
				{Date: day(t, "2026-01-02"), Status: model.StatusDraft},
				assess(t, "2026-01-03", model.ByCitizen),
				assess(t, "2026-01-30", model.ByCitizen),
			}},
			"2026-01-03..2026-01-04 2026-01-13..2026-01-31",
		},
		"opening unknown, never measured": {model.CaseHistory{}, ""},
	} {
		c.history.Activities = activities
		got := ""
		for _, s := range analysis.Passive(c.history, vocabulary(), asOf) {
			if got != "" {
				got += " "
			}
			got += s.From.String() + ".." + s.To.String()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
