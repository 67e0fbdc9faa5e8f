// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// These tests compare figures with sums over citizens of the functions for one
// citizen.

// The mean shares of the days after an answer are those of [analysis.NewExposure], at
// the index of [analysis.Index].
func TestTargetingEqualsSumOverCitizens(t *testing.T) {
	t.Parallel()
	instruments := map[string]*model.Instrument{}
	for _, v := range []string{"1", "2"} {
		q := testInstrument(v)
		instruments[q.Key()] = q
	}
	rapid.Check(t, func(t *rapid.T) {
		var histories []model.CaseHistory
		for i := range rapid.IntRange(20, 60).Draw(t, "citizens") {
			histories = append(histories, anyHistory(i).Draw(t, "history"))
		}
		var company, n float64
		for _, c := range histories {
			p := analysis.NewParticipation(c.Activities, vocabulary(), asOf)
			points := analysis.Index(c, instruments, model.ByCitizen)
			for k := len(points) - 1; k >= 0; k-- {
				if points[k].Date.After(asOf) {
					continue
				}
				if e := analysis.NewExposure(p, points[k].Date, model.MinDate(points[k].Date.Add(91), asOf)); e.N >= 28 {
					company += e.Company
					n++
					break
				}
			}
		}
		targeting := everybody(t, histories...).Targeting(model.ByCitizen)
		if got, ok := targeting.N.Get(); ok && got != int(n) {
			t.Fatalf("%d citizens, want %v", got, n)
		}
		sum := 0.0
		for _, q := range targeting.Quartiles {
			v, ok := q.Company.Get()
			if !ok {
				return
			}
			sum += v * float64(shown(t, q.N))
		}
		if math.Abs(sum-company) > 1e-9 {
			t.Fatalf("company shares add up to %v, want %v", sum, company)
		}
	})
}

// Movement equals that of the series of [analysis.Panels], in the version of the
// latest answer.
func TestMovementEqualsSumOverCitizens(t *testing.T) {
	t.Parallel()
	instruments := map[string]*model.Instrument{}
	for _, v := range []string{"1", "2"} {
		q := testInstrument(v)
		instruments[q.Key()] = q
	}
	rapid.Check(t, func(t *rapid.T) {
		var histories []model.CaseHistory
		for i := range rapid.IntRange(20, 60).Draw(t, "citizens") {
			histories = append(histories, anyHistory(i).Draw(t, "history"))
		}
		up, n := map[string]int{}, map[string]int{}
		for _, c := range histories {
			for _, p := range analysis.Panels(c, instruments, norms) {
				for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
					var latest analysis.Series
					var last analysis.Point
					for _, s := range p.ByRespondent(r) {
						if at, ok := s.Latest(); ok && (at.Date.After(last.Date) || at.Date == last.Date && at.Assessment > last.Assessment) {
							latest, last = s, at
						}
					}
					if first, ok := latest.First(); ok && first.Date != last.Date {
						n[latest.Item.Code]++
						if last.SinceFirst > 0 {
							up[latest.Item.Code]++
						}
					}
				}
			}
		}
		g := everybody(t, histories...)
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			for _, row := range g.Movement(r).Rows {
				code := row.Measure.Item.Code
				if got, ok := row.N.Get(); ok && got != n[code] {
					t.Fatalf("%s: n is %d, want %d", code, got, n[code])
				}
				if got, ok := row.Up.Get(); ok && got.Count != up[code] {
					t.Fatalf("%s: %d went up, want %d", code, got.Count, up[code])
				}
			}
		}
	})
}

// Passive citizens and their weeks are those of [analysis.Passive].
func TestLongPassiveEqualsThatOfCitizens(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var histories []model.CaseHistory
		for i := range rapid.IntRange(5, 20).Draw(t, "citizens") {
			histories = append(histories, anyHistory(i).Draw(t, "history"))
		}
		want := map[model.ID]int{}
		for _, c := range histories {
			spans := analysis.Passive(c, vocabulary(), asOf)
			if len(spans) > 0 && spans[len(spans)-1].To == asOf {
				want[c.Citizen.ID] = asOf.Sub(spans[len(spans)-1].From) / 7
			}
		}
		list := everybody(t, histories...).LongPassive(0)
		if len(list) != len(want) {
			t.Fatalf("%d citizens, want %d", len(list), len(want))
		}
		for k, p := range list {
			if p.Weeks != want[p.Citizen] {
				t.Fatalf("%s: %d weeks, want %d", p.Citizen, p.Weeks, want[p.Citizen])
			}
			if k > 0 && p.Weeks > list[k-1].Weeks {
				t.Fatalf("%d weeks come after %d", p.Weeks, list[k-1].Weeks)
			}
		}
	})
}
