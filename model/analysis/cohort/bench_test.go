// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

// municipality is a cohort of ten teams, a hundred caseworkers and five target groups.
// Each citizen has eight visits, with all answers of both respondents, and six
// activities.
func municipality(b *testing.B, citizens int) (*cohort.Cohort, analysis.Norms) {
	b.Helper()
	in, err := assets.Instrument()
	if err != nil {
		b.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		b.Fatal(err)
	}
	instruments := map[string]*model.Instrument{in.Key(): in}
	builder, norms := cohort.NewBuilder(instruments, v), analysis.NewNorms(instruments)
	random := rand.New(rand.NewPCG(1, 2))
	for n := range citizens {
		c := model.CaseHistory{Citizen: citizen(n, fmt.Sprint("Team ", n%10))}
		c.Citizen.Caseworker, c.Citizen.TargetGroup = fmt.Sprint("W", n%100), v.TargetGroups[random.IntN(5)].Code
		level := random.NormFloat64()
		start := random.IntN(200)
		for range 6 {
			from := random.IntN(800)
			c.Activities = append(c.Activities, activity([]string{"VPP", "MEN", "VOØ", "SYG"}[random.IntN(4)], from, from+20+random.IntN(120)))
		}
		for k := range 8 {
			for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
				on := since(start + 91*k + random.IntN(14))
				a := model.Assessment{Instrument: in.Key(), Date: on, Respondent: r, Status: model.StatusComplete, EnteredAt: on.Time()}
				for _, it := range in.ItemsOf(r) {
					a.Answers = append(a.Answers, model.NewAnswer(it.Code, max(1, min(5, int(3.5+level+random.NormFloat64()*.6)))))
				}
				c.Assessments = append(c.Assessments, a)
			}
		}
		if random.IntN(8) == 0 {
			c.Citizen.Closed = since(800)
			c.Outcomes = []model.Outcome{{Date: since(800), Kind: "job"}}
		}
		builder.Add(c)
		norms.Add(c)
	}
	return builder.Cohort(time.Time{}), norms.Norms()
}

var sizes = []int{1000, 10_000, 100_000}

// tooMany skips a size that takes minutes where every benchmark is only tried once.
func tooMany(b *testing.B, citizens int) {
	b.Helper()
	if testing.Short() && citizens > 1000 {
		b.Skip("too large to be tried")
	}
}

// BenchmarkTeamPage computes what the team's page shows at once.
func BenchmarkTeamPage(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tooMany(b, n)
			c, norms := municipality(b, n)
			for b.Loop() {
				c.Offer(cohort.Choice{}, asOf)
				g, err := c.Group(cohort.Choice{}, asOf, norms)
				if err != nil {
					b.Fatal(err)
				}
				g.Coverage()
				g.Movement(model.ByCitizen)
				g.Scatter(model.ByCitizen)
				g.Targeting(model.ByCitizen)
				g.LongPassive(8)
			}
		})
	}
}

// BenchmarkFigures computes all figures of everybody.
func BenchmarkFigures(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tooMany(b, n)
			c, norms := municipality(b, n)
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				g, err := c.Group(cohort.Choice{}, asOf, norms)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := g.Figures(b.Context(), nil); err != nil {
					b.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(before.HeapAlloc)/(1<<20), "MB-kept")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/(1<<20), "MB-made/op")
		})
	}
}

// BenchmarkSlopes computes the slopes, the calendar variant and the lead test of every
// item.
func BenchmarkSlopes(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tooMany(b, n)
			c, norms := municipality(b, n)
			for b.Loop() {
				g, err := c.Group(cohort.Choice{}, asOf, norms)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := g.Progression(b.Context(), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
