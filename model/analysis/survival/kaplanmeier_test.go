// SPDX-License-Identifier: MPL-2.0

package survival_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// Eight citizens followed for up to 52 weeks, four of them until the event.
func TestEightCitizens(t *testing.T) {
	t.Parallel()
	c := survival.KaplanMeier(times(
		[]int{52, 13, 20, 26, 26, 39, 45, 52},
		[]int{0, 1, 0, 1, 1, 0, 1, 0},
	))
	if c.N != 8 || c.Events != 4 || c.Last != 52 || len(c.Steps) != 3 {
		t.Fatalf("%+v", c)
	}
	for i, want := range []survival.Step{
		{13, 8, 1, .875000, .116927, .3870, .9814},
		{26, 6, 2, .583333, .185561, .1802, .8441},
		{45, 3, 1, .388889, .201269, .0630, .7242},
	} {
		got := c.Steps[i]
		if got.Day != want.Day || got.AtRisk != want.AtRisk || got.Events != want.Events {
			t.Errorf("step %d is %+v", i, got)
		}
		near(t, "survival", got.Survival, want.Survival, 1e-6)
		near(t, "SE", got.SE, want.SE, 1e-6)
		near(t, "low", got.Low, want.Low, 1e-4)
		near(t, "high", got.High, want.High, 1e-4)
	}
}

func TestCurvesWithoutEvents(t *testing.T) {
	t.Parallel()
	if c := survival.KaplanMeier(nil); c.N != 0 || len(c.Steps) != 0 {
		t.Errorf("without citizens: %+v", c)
	}
	c := survival.KaplanMeier(times([]int{30, 10}, []int{0, 0}))
	if c.N != 2 || c.Events != 0 || c.Last != 30 || len(c.Steps) != 0 {
		t.Errorf("without an event: %+v", c)
	}
}

func TestPublishedCurves(t *testing.T) {
	t.Parallel()
	for _, p := range readPublished(t).Curves {
		for g, group := range p.Groups {
			t.Run(fmt.Sprint(p.Name, g), func(t *testing.T) {
				c := survival.KaplanMeier(times(group.Day, group.Event))
				if len(c.Steps) != len(group.Steps) {
					t.Fatalf("%d steps, want %d", len(c.Steps), len(group.Steps))
				}
				for i, want := range group.Steps {
					got := c.Steps[i]
					if got.Day != want.Day || got.AtRisk != want.AtRisk || got.Events != want.Events {
						t.Errorf("step %d is %+v, want %+v", i, got, want)
					}
					agrees(t, "survival", got.Survival, want.Survival, 1e-9)
					known(t, "SE", got.SE, want.SE, 1e-9)
					known(t, "low", got.Low, want.Low, 1e-9)
					known(t, "high", got.High, want.High, 1e-9)
				}
			})
		}
	}
}

func drawTimes(t *rapid.T, censored bool) []survival.Time {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) survival.Time {
		return survival.Time{Day: rapid.IntRange(1, 40).Draw(t, "day"), Event: !censored || rapid.Bool().Draw(t, "event")}
	}), 1, 60).Draw(t, "times")
}

// Without censoring the curve is the share of longer times, with the standard error of
// a share.
func TestUncensoredCurveIsAShare(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := drawTimes(t, false)
		for _, s := range survival.KaplanMeier(all).Steps {
			longer, n := 0, float64(len(all))
			for _, at := range all {
				if at.Day > s.Day {
					longer++
				}
			}
			share := float64(longer) / n
			if math.Abs(s.Survival-share) > 1e-12 {
				t.Fatalf("%v on day %d, want %v", s.Survival, s.Day, share)
			}
			if share > 0 && math.Abs(s.SE-math.Sqrt(share*(1-share)/n)) > 1e-12 {
				t.Fatalf("an error of %v on day %d", s.SE, s.Day)
			}
		}
	})
}

func TestCurvesFallAndLieInTheirIntervals(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := drawTimes(t, true)
		before := slices.Clone(all)
		c := survival.KaplanMeier(all)
		if !slices.Equal(all, before) {
			t.Fatal("the times given were changed")
		}
		last := survival.Step{Day: 0, AtRisk: len(all) + 1, Survival: 1}
		for _, s := range c.Steps {
			if s.Day <= last.Day || s.AtRisk >= last.AtRisk || s.Survival >= last.Survival || s.Events < 1 || s.Survival < 0 {
				t.Fatalf("%+v after %+v", s, last)
			}
			if s.Survival > 1e-9 && (s.Low < 0 || s.Low > s.Survival || s.High < s.Survival || s.High > 1) {
				t.Fatalf("%+v", s)
			}
			last = s
		}
	})
}
