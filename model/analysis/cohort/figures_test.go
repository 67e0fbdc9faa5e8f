// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// answers is a citizen's own answers to the first item, 91 days apart.
func answers(values ...int) model.CaseHistory {
	var c model.CaseHistory
	for k, v := range values {
		c.Assessments = append(c.Assessments, assess(91*k, model.ByCitizen, v))
	}
	return c
}

func TestMovementWithholdsSmallCells(t *testing.T) {
	t.Parallel()
	// Of 20 citizens, the numbers that go two steps up, one up, nowhere, one down.
	for _, test := range []struct {
		name                 string
		far, up, same, down  int
		upWhy, same3, beyond disclosure.Reason
	}{
		{"nothing is small", 5, 5, 5, 5, "", "", ""},
		{"few go down", 6, 5, 6, 3, "", disclosure.SmallCells, disclosure.SmallCells},
		{"few go far up", 3, 6, 6, 5, "", "", disclosure.SmallCells},
		{"few go up at all", 1, 2, 8, 9, disclosure.SmallCells, disclosure.SmallCells, disclosure.SmallCells},
		{"none goes down", 6, 6, 8, 0, "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var histories []model.CaseHistory
			for last, n := range map[int]int{5: test.far, 4: test.up, 3: test.same, 2: test.down} {
				histories = append(histories, crowd(n, func(int) model.CaseHistory { return answers(3, last) })...)
			}
			for i := range histories {
				histories[i].Citizen = citizen(i, "Nord")
			}
			row := everybody(t, histories...).Movement(model.ByCitizen).Rows[0]
			if n := shown(t, row.N); n != 20 {
				t.Fatalf("n is %d", n)
			}
			for what, got := range map[string][2]disclosure.Reason{
				"up": {row.Up.Reason(), test.upWhy}, "same": {row.Same.Reason(), test.same3}, "down": {row.Down.Reason(), test.same3},
				"far up": {row.BeyondUp.Reason(), test.beyond}, "spread": {row.Spread.Reason(), test.same3},
			} {
				if got[0] != got[1] {
					t.Errorf("%s is withheld as %q, want %q", what, got[0], got[1])
				}
			}
			if up, ok := row.Up.Get(); ok && (up.Count != test.far+test.up || up.Of != 20) {
				t.Errorf("%d of %d went up", up.Count, up.Of)
			}
		})
	}
}

// Change is measured within a version.
func TestMovementIsWithinAVersion(t *testing.T) {
	t.Parallel()
	g := everybody(t, crowd(8, func(int) model.CaseHistory {
		c := answers(1, 2, 4, 5)
		c.Assessments[2].Instrument, c.Assessments[3].Instrument = "Q/2", "Q/2"
		return c
	})...)
	row := g.Movement(model.ByCitizen).Rows[0]
	if s := shown(t, row.Spread); s.Median != 1 {
		t.Errorf("the median change is %v, want that from 4 to 5", s.Median)
	}
}

// A reversed item's change is positive toward work.
func TestMovementIsTowardWork(t *testing.T) {
	t.Parallel()
	g := everybody(t, crowd(8, func(int) model.CaseHistory {
		return model.CaseHistory{Assessments: []model.Assessment{assess(0, model.ByCitizen, 3, 4), assess(91, model.ByCitizen, 3, 2)}}
	})...)
	if up := shown(t, g.Movement(model.ByCitizen).Rows[1].Up); up.Count != 8 {
		t.Errorf("%d went up, want 8", up.Count)
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	// Of 16 open cases, 10 were recently assessed by both and have an activity; 6 were
	// not and have none.
	today := asOf.Sub(since(0))
	g := everybody(t, crowd(16, func(i int) model.CaseHistory {
		var c model.CaseHistory
		first := today - 400
		if i < 10 {
			first = today - 105
			c.Activities = []model.Activity{activity("SYG", 0, 0)}
		}
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			c.Assessments = append(c.Assessments, assess(first-91, r, 3), assess(first, r, 3))
		}
		return c
	})...)
	c := g.Coverage()
	for what, got := range map[string]disclosure.Value[cohort.Part]{"by citizen": c.ByCitizen, "by both": c.ByBoth} {
		if p := shown(t, got); p.Count != 10 || p.Of != 16 {
			t.Errorf("%s %d of %d", what, p.Count, p.Of)
		}
	}
	if p := shown(t, c.Idle); p.Count != 6 {
		t.Errorf("%d are idle, want 6", p.Count)
	}
	if p := shown(t, c.InWindow); p.Count != 32 || p.Of != 32 {
		t.Errorf("%d of %d measurements in the window", p.Count, p.Of)
	}
	if p := shown(t, c.TwoOrMore); p.Count != 16 {
		t.Errorf("%d measured twice", p.Count)
	}
}

func TestCoverageNearlyAll(t *testing.T) {
	t.Parallel()
	g := everybody(t, crowd(12, func(i int) model.CaseHistory {
		if i < 2 {
			return answers(3)
		}
		return answers(3, 3)
	})...)
	withheld(t, g.Coverage().TwoOrMore, disclosure.NearlyAll)
}

// A file has the points of a scatter from ten citizens on, without identities.
func TestScatterInAFile(t *testing.T) {
	t.Parallel()
	for n, reason := range map[int]disclosure.Reason{9: cohort.FewForSpread, 10: ""} {
		s := everybody(t, crowd(n, func(int) model.CaseHistory {
			return model.CaseHistory{Assessments: []model.Assessment{assess(0, model.ByCitizen, 2, 4), assess(91, model.ByCitizen, 5, 1)}}
		})...).Scatter(model.ByCitizen)
		if len(s.OnScreen()) != n {
			t.Errorf("%d points on the screen, want %d", len(s.OnScreen()), n)
		}
		if points, ok := s.InFile().Get(); ok != (reason == "") || ok && len(points) != n || s.InFile().Reason() != reason {
			t.Errorf("of %d citizens, a file has %d points, %q", n, len(points), s.InFile().Reason())
		}
	}
}

func TestProgressionGuards(t *testing.T) {
	t.Parallel()
	// Each citizen has four answers; the first exposed ones have a company-directed
	// activity in between.
	history := func(exposed int) func(i int) model.CaseHistory {
		return func(i int) model.CaseHistory {
			c := answers(2+i%2, 3, 2+i%3, 3+i%2)
			if i < exposed {
				c.Activities = []model.Activity{activity("VPP", 100+i, 150+3*i)}
			}
			if i%2 == 0 {
				c.Activities = append(c.Activities, activity("MEN", 10+i, 60+i))
			}
			return c
		}
	}
	for _, test := range []struct {
		name              string
		citizens, exposed int
		passive, company  disclosure.Reason
		p                 disclosure.Reason
	}{
		{"nine citizens", 9, 6, cohort.FewForEstimate, cohort.FewForEstimate, cohort.FewForEstimate},
		{"ten citizens", 10, 6, "", "", ""},
		{"four in a company", 40, 4, "", cohort.FewVarying, cohort.FewVarying},
		{"five in a company", 40, 5, "", "", ""},
		{"forty citizens", 40, 20, "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := everybody(t, crowd(test.citizens, history(test.exposed))...).Progression(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			row := p.Rows[0]
			if n := shown(t, row.Citizens); n != test.citizens {
				t.Errorf("%d citizens", n)
			}
			for what, got := range map[string][2]disclosure.Reason{
				"d": {row.Passive.Interval.Reason(), test.passive}, "b_c": {row.Company.Interval.Reason(), test.company},
				"d + b_c": {row.Slopes.Company.Interval.Reason(), test.company}, "p": {row.Company.P.Reason(), test.p},
			} {
				if got[0] != got[1] {
					t.Errorf("%s is withheld as %q, want %q", what, got[0], got[1])
				}
			}
			for _, caution := range []cohort.Caution{cohort.Together, cohort.NoGuide, cohort.Regression, cohort.StepError} {
				if !contains(p.Cautions, caution) {
					t.Errorf("without the caution %s", caution)
				}
			}
		})
	}
}

func contains(list []cohort.Caution, c cohort.Caution) bool {
	for _, each := range list {
		if each == c {
			return true
		}
	}
	return false
}

func TestProgressionReportsProgressAndCancels(t *testing.T) {
	t.Parallel()
	g := everybody(t, crowd(12, func(i int) model.CaseHistory { return answers(2+i%2, 3, 4) })...)
	last, total := 0, 0
	if _, err := g.Progression(t.Context(), func(done, of int) { last, total = done, of }); err != nil || last != 2 || total != 2 {
		t.Errorf("reported %d of %d, %v", last, total, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Progression(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it is %v", err)
	}
}

// The answer on the first company-directed day is the first after the activity begins.
func TestEventStudy(t *testing.T) {
	t.Parallel()
	g := everybody(t, crowd(12, func(i int) model.CaseHistory {
		c := answers(2, 2+i%2, 2, 3-i/2%2, 4-i%2, 5-i/3%2)
		c.Activities = []model.Activity{activity("VPP", 3*91, 3*91+50)}
		return c
	})...)
	study, err := g.EventStudy(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	points := study.Rows[0].Points // the third answer is at -1, the fourth at 0
	for k, want := range []float64{.5, 0, .5, 1.5, 2.5} {
		if got := shown(t, points[k].Estimate.Interval).Value; math.Abs(got-want) > 1e-9 {
			t.Errorf("at %d it is %v above the answer before, want %v", points[k].At, got, want)
		}
	}
}

// A thinned curve has steps of the Kaplan-Meier curve, each covering five events or
// more.
func TestCurvesAreThinned(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var histories []model.CaseHistory
		var times []survival.Time
		events := 0
		for i := range rapid.IntRange(5, 60).Draw(t, "citizens") {
			c := model.CaseHistory{Citizen: citizen(i, "Nord"), Assessments: []model.Assessment{assess(0, model.ByCitizen, 3, 3)}}
			at := survival.Time{Day: rapid.IntRange(1, 60).Draw(t, "day"), Event: rapid.Bool().Draw(t, "event")}
			c.Citizen.Closed = since(at.Day)
			if at.Event {
				events++
				c.Outcomes = []model.Outcome{{Date: since(at.Day), Kind: "job"}}
			}
			histories, times = append(histories, c), append(times, at)
		}
		job, err := everybody(t, histories...).TimeToJob(t.Context(), model.ByCitizen, model.OutcomeJob)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if n, ok := job.All.Events.Get(); ok && n != events {
			t.Fatalf("%d events, want %d", n, events)
		}
		if few := events > 0 && events < 5 || len(times)-events > 0 && len(times)-events < 5; few && len(job.All.Steps) > 0 {
			t.Fatalf("%d events of %d, and %d steps", events, len(times), len(job.All.Steps))
		}
		whole := survival.KaplanMeier(times).Steps
		matched, since := 0, 0
		for _, s := range whole {
			since += s.Events
			if matched < len(job.All.Steps) && job.All.Steps[matched].Day == s.Day {
				if job.All.Steps[matched].Survival.Value != s.Survival || since < disclosure.Threshold || s.AtRisk < disclosure.Threshold {
					t.Fatalf("day %d: %v after %d events with %d at risk, want %v", s.Day, job.All.Steps[matched].Survival.Value, since, s.AtRisk, s.Survival)
				}
				matched, since = matched+1, 0
			}
		}
		if matched != len(job.All.Steps) {
			t.Fatalf("%d steps are not of the curve", len(job.All.Steps)-matched)
		}
		if matched > 0 && since > 0 && since < disclosure.Threshold {
			t.Fatalf("%d events after the last step", since)
		}
	})
}

// A gap begins a new series, and citizens with a single answer are left out.
func TestProgressionCountsWhatItLeavesOut(t *testing.T) {
	t.Parallel()
	g := everybody(t, crowd(24, func(i int) model.CaseHistory {
		switch {
		case i < 6:
			return answers(3)
		case i < 12:
			c := answers(3, 4, 3)
			c.Assessments[2].Date = since(91 + 366)
			return c
		}
		return answers(3, 4, 3)
	})...)
	p, err := g.Progression(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if singles, gaps := shown(t, p.LeftOut.Singles), shown(t, p.LeftOut.Gaps); singles != 6 || gaps != 6 {
		t.Errorf("%d with one answer, %d gaps", singles, gaps)
	}
	if n := shown(t, p.Rows[0].Answers); n != 12*3+6*2 {
		t.Errorf("%d answers", n)
	}
}

// A new version begins a series with a level of its own.
func TestProgressionHasALevelPerVersion(t *testing.T) {
	t.Parallel()
	g := everybody(t, crowd(12, func(i int) model.CaseHistory {
		c := answers(2, 3-i%2, 4, 5-i%3%2) // two of each version, the second far above
		c.Assessments[2].Instrument, c.Assessments[3].Instrument = "Q/2", "Q/2"
		if i < 6 {
			c.Activities = []model.Activity{activity("VPP", 10+i, 40)}
		}
		return c
	})...)
	p, err := g.Progression(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := shown(t, p.Rows[0].Answers); n != 48 {
		t.Errorf("%d answers, want 48", n)
	}
	// Within a version the answers rise by a half and by two thirds of a step in 13
	// weeks; between versions by one and a half.
	if d := shown(t, p.Rows[0].Passive.Interval).Value; d < .4 || d > .8 {
		t.Errorf("13 weeks add %v", d)
	}
}
