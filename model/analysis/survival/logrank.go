// SPDX-License-Identifier: MPL-2.0

package survival

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// LogRankTest is the result of [LogRank]. Chi2 and P are NaN where there is a Reason.
type LogRankTest struct {
	Groups []GroupEvents // in the order given
	Chi2   float64
	DF     int // groups with someone at risk on a day with an event, minus 1
	P      float64
	Reason Reason
}

// GroupEvents are a group's events and those expected if all groups had the same
// hazard.
type GroupEvents struct {
	N        int
	Events   int
	Expected float64
}

// LogRank tests whether groups have the same hazard (Mantel 1966;
// docs/methods.md#5-time-to-job). Over the days with d events among n at risk, n_g of
// them in group g,
//
//	E_g = sum d n_g/n,  V_gh = sum d (n-d)/(n-1) n_g/n ([g=h] - n_h/n)
//
// and (O-E)'V^-1(O-E), with one group left out, is chi-squared. A group without anyone
// at risk on such a day is left out.
func LogRank(groups ...[]Time) LogRankTest {
	if len(groups) == 0 {
		return LogRankTest{Chi2: math.NaN(), P: math.NaN(), Reason: NoEvents}
	}
	test := LogRankTest{Groups: make([]GroupEvents, len(groups))}
	v := mat.NewSymDense(len(groups), nil)
	forEachEventDay(groups, func(all riskSet, each []riskSet) {
		n, d := float64(all.atRisk), float64(all.events)
		for g := range each {
			e := &test.Groups[g]
			e.Events += each[g].events
			share := float64(each[g].atRisk) / n
			e.Expected += d * share
			if all.atRisk == 1 {
				continue
			}
			for h := range g + 1 {
				other := -float64(each[h].atRisk) / n
				if h == g {
					other++
				}
				v.SetSym(g, h, v.At(g, h)+d*(n-d)/(n-1)*share*other)
			}
		}
	})
	off := make([]float64, len(groups))
	for g := range groups {
		test.Groups[g].N = len(groups[g])
		off[g] = float64(test.Groups[g].Events) - test.Groups[g].Expected
	}
	// V is singular: the last group follows from the others and is dropped.
	c := analysis.NewCholesky(v)
	if test.DF = len(c.Kept); test.DF == 0 {
		test.Chi2, test.P, test.Reason = math.NaN(), math.NaN(), NoEvents
		return test
	}
	test.Chi2 = floats.Dot(off, c.Solve(off))
	test.P = distuv.ChiSquared{K: float64(test.DF)}.Survival(test.Chi2)
	return test
}

// forEachEventDay calls day, for each day with an event, with those at risk and the
// events, of all and of each group.
func forEachEventDay(groups [][]Time, day func(all riskSet, each []riskSet)) {
	type member struct {
		Time
		group int
	}
	var everyone []member
	each := make([]riskSet, len(groups))
	for g, times := range groups {
		each[g].atRisk = len(times)
		for _, t := range times {
			everyone = append(everyone, member{t, g})
		}
	}
	slices.SortFunc(everyone, func(a, b member) int { return cmp.Compare(a.Day, b.Day) })
	for from := 0; from < len(everyone); {
		all := riskSet{atRisk: len(everyone) - from}
		to := from
		for ; to < len(everyone) && everyone[to].Day == everyone[from].Day; to++ {
			if everyone[to].Event {
				all.events++
				each[everyone[to].group].events++
			}
		}
		if all.events > 0 {
			day(all, each)
		}
		for ; from < to; from++ {
			each[everyone[from].group].atRisk--
			each[everyone[from].group].events = 0
		}
	}
}
