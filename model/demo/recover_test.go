// SPDX-License-Identifier: MPL-2.0

package demo_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
	"codeberg.org/fremskridt/fremskridt/model/demo"
)

// large is the number of citizens in a large municipality.
func large() int {
	if *recovered >= 200 {
		return 4000
	}
	return 1500
}

// The slopes of a large municipality are recovered if no answer is cut off by an end of
// the scale. Rounding to whole steps does not bias them, because the error drawn before
// spreads the answers over the steps. About 3 of 63 intervals miss; the items of a
// domain share a part of its error, so up to 9 are accepted.
func TestSlopesAreRecoveredWithinTheScale(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	m := read(options(t, large(), 1), demo.NarrowSpread)
	checkSlopes(t, m, limits{errors: 3.5, misses: 9, low: .93, high: 1.07})
}

// The ends of the scale cut off steps, most of all of citizens near the top after much
// company-directed activity and of those who sink below the bottom. Over eight seeds
// that reduced b_c over all items by 4 to 11 % and added up to 0.005 to d. A job removes
// those with a high last index.
func TestSlopesAreRecovered(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	m := read(options(t, large(), 1))
	checkSlopes(t, m, limits{errors: 3, share: .15, flat: .005, misses: 20, low: .85, high: 1.05})
	checkHazard(t, m)
	checkSelection(t, m)
}

// limits are the accepted deviations from the parameters: of each estimate by a number
// of standard errors, a share of the parameter and a number of steps; the number of
// intervals that may miss; and the ratio of estimated to true b_c over all items.
type limits struct {
	errors, share, flat float64
	misses              int
	low, high           float64
}

func checkSlopes(t *testing.T, m municipality, limit limits) {
	t.Helper()
	var dot, size [3]float64
	var misses int
	for _, truth := range m.truth.Items {
		r := m.answered[truth.Item].slopes()
		for j, want := range slopesOf(truth) {
			e := r.Slope(j)
			if math.Abs(e.Value-want) > limit.errors*e.SE+limit.share*math.Abs(want)+limit.flat {
				t.Errorf("%s: %s is %.3f (%.3f), want %.3f", truth.Item, slopeNames[j], e.Value, e.SE, want)
			}
			if want < e.Low || want > e.High {
				misses++
			}
			dot[j] += e.Value * want
			size[j] += want * want
		}
	}
	t.Logf("recovered at d %.2f, b_c %.2f, b_o %.2f of their size; %d of %d intervals miss",
		dot[0]/size[0], dot[1]/size[1], dot[2]/size[2], misses, 3*len(m.truth.Items))
	if misses > limit.misses {
		t.Errorf("%d intervals miss, at most %d may", misses, limit.misses)
	}
	if ratio := dot[1] / size[1]; ratio < limit.low || ratio > limit.high {
		t.Errorf("b_c is recovered at %.2f of its size, want %.2f to %.2f", ratio, limit.low, limit.high)
	}
}

// checkHazard fits the logit on the answered index.
func checkHazard(t *testing.T, m municipality) {
	t.Helper()
	fit := survival.Logit(4, slices.Values(m.periods))
	if fit.Reason != "" {
		t.Fatalf("no hazard: %s", fit.Reason)
	}
	want := [4]float64{m.truth.Job.Intercept, m.truth.Job.Index, m.truth.Job.Company, m.truth.Job.Other}
	for j, name := range []string{"intercept", "index", "comp", "oth"} {
		r := fit.Ratios[j]
		t.Logf("%s: %.2f (%.2f) for %.2f", name, r.Log, r.SE, want[j])
		if math.Abs(r.Log-want[j]) > 3*r.SE {
			t.Errorf("hazard, %s: %.2f (%.2f), want %.2f", name, r.Log, r.SE, want[j])
		}
	}
	t.Logf("%d jobs in %d periods", fit.Events, fit.Periods)
}

// checkSelection compares the quarter of citizens who begin least ready with those who
// begin most ready.
func checkSelection(t *testing.T, m municipality) {
	t.Helper()
	slices.SortStableFunc(m.baseline, func(a, b share) int { return cmp.Compare(a.index, b.index) })
	n := len(m.baseline) / 4
	mean := func(of []share) share {
		var m share
		for _, s := range of {
			m.company += s.company / float64(len(of))
			m.other += s.other / float64(len(of))
			m.passive += s.passive / float64(len(of))
		}
		return m
	}
	least, most := mean(m.baseline[:n]), mean(m.baseline[len(m.baseline)-n:])
	t.Logf("least ready %+v, most ready %+v", least, most)
	if least.company > .6*most.company {
		t.Errorf("the least ready have company %.2f of the time, the most ready %.2f", least.company, most.company)
	}
	if least.passive < most.passive+.05 {
		t.Errorf("the least ready are passive %.2f of the time, the most ready %.2f", least.passive, most.passive)
	}
}
