// SPDX-License-Identifier: MPL-2.0

package survival_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// By hand: 1 of 2 and 2 at risk on day 1, 1 and 2 on day 2, 1 and 1 on day 3 give
// the first group 2 events for 1/2 + 1/3 + 1/2, with a variance of 1/4 + 2/9 +
// 1/4.
func TestLogRankOfFour(t *testing.T) {
	t.Parallel()
	r := survival.LogRank(times([]int{1, 3}, []int{1, 1}), times([]int{2, 4}, []int{1, 0}))
	near(t, "expected", r.Groups[0].Expected, 4./3, 1e-12)
	near(t, "chi squared", r.Chi2, 8./13, 1e-12)
	if r.DF != 1 || r.Groups[0].Events != 2 || r.Groups[1].Events != 1 || r.Groups[1].N != 2 {
		t.Errorf("%+v", r)
	}
	near(t, "p", r.P, math.Erfc(math.Sqrt(8./13/2)), 1e-12)
}

func TestPublishedLogRanks(t *testing.T) {
	t.Parallel()
	for _, p := range readPublished(t).Curves {
		t.Run(p.Name, func(t *testing.T) {
			var groups [][]survival.Time
			for _, g := range p.Groups {
				groups = append(groups, times(g.Day, g.Event))
			}
			r := survival.LogRank(groups...)
			for g := range groups {
				near(t, "events", float64(r.Groups[g].Events), p.Observed[g], 0)
				agrees(t, "expected", r.Groups[g].Expected, p.Expected[g], 1e-9)
			}
			agrees(t, "chi squared", r.Chi2, p.Chi2, 1e-9)
			agrees(t, "p", r.P, p.P, 1e-9)
			if r.DF != p.DF || r.Reason != "" {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestLogRankWithoutResult(t *testing.T) {
	t.Parallel()
	some, none := times([]int{3, 4}, []int{1, 0}), times([]int{3, 4}, []int{0, 0})
	for name, groups := range map[string][][]survival.Time{
		"no group":                    nil,
		"one group":                   {some},
		"one group of two":            {some, nil},
		"no event":                    {none, none},
		"no one at risk at the event": {times([]int{1, 1}, []int{0, 0}), some},
		"the last one of all":         {times([]int{1, 2}, []int{0, 0}), times([]int{9}, []int{1})},
	} {
		if r := survival.LogRank(groups...); r.Reason != survival.NoEvents || !math.IsNaN(r.P) || !math.IsNaN(r.Chi2) {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if r := survival.LogRank(some, nil, some, none); r.DF != 2 || r.Reason != "" {
		t.Errorf("three groups and an empty one: %+v", r)
	}
}

func TestLogRankOfTheSameTimes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := drawTimes(t, true)
		r := survival.LogRank(all, all, all)
		if r.Reason != "" {
			return
		}
		if r.DF != 2 || math.Abs(r.Chi2) > 1e-9 || math.Abs(r.P-1) > 1e-9 {
			t.Fatalf("%+v", r)
		}
	})
}

// The order of the groups does not matter, and as many events are expected in all as
// observed.
func TestLogRankIgnoresOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		groups := [][]survival.Time{drawTimes(t, true), drawTimes(t, true), drawTimes(t, true)}
		r := survival.LogRank(groups...)
		events, expected := 0, 0.0
		for _, g := range r.Groups {
			events += g.Events
			expected += g.Expected
		}
		if math.Abs(float64(events)-expected) > 1e-9 {
			t.Fatalf("%d events, %v expected", events, expected)
		}
		again := survival.LogRank(rapid.Permutation(groups).Draw(t, "order")...)
		if r.DF != again.DF || r.Reason != again.Reason || r.Reason == "" && math.Abs(r.Chi2-again.Chi2) > 1e-8*(1+r.Chi2) {
			t.Fatalf("%+v\nbecame\n%+v", r, again)
		}
	})
}
