// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// anyGroup is a group of citizens that answer and do anything: few and many, all the
// same and all different.
func anyGroup(t *rapid.T, in *model.Instrument, v *model.Vocabulary) *cohort.Group {
	b := cohort.NewBuilder(map[string]*model.Instrument{in.Key(): in}, v)
	opened := groupAsOf.Add(-1000)
	spread := rapid.IntRange(1, 5).Draw(t, "spread")
	citizens := rapid.IntRange(disclosure.Threshold, 60).Draw(t, "citizens")
	for i := range citizens {
		c := model.CaseHistory{Citizen: model.Citizen{ID: model.ID(fmt.Sprint(i)), Team: "T", Caseworker: "ABC", Opened: opened}}
		// One number makes a citizen, or drawing would take all the time.
		seed := rapid.Uint64().Draw(t, "citizen")
		next := func(n int) int {
			seed = seed*6364136223846793005 + 1442695040888963407
			return int(seed>>33) % n
		}
		day := 0
		for range next(6) {
			day += 1 + next(200)
			for _, who := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
				on := opened.Add(day)
				a := model.Assessment{
					Instrument: in.Key(), Date: on, Respondent: who, Kind: model.KindOrdinary, Status: model.StatusComplete, EnteredAt: on.Time(),
				}
				for _, it := range in.ItemsOf(who) {
					if n := 1 + next(spread); next(9) > 0 {
						a.Answers = append(a.Answers, model.NewAnswer(it.Code, n))
					}
				}
				c.Assessments = append(c.Assessments, a)
			}
		}
		for range next(4) {
			start := opened.Add(next(900))
			c.Activities = append(c.Activities, model.Activity{Type: []string{"VPP", "MEN"}[next(2)], Start: start, End: start.Add(next(400))})
		}
		if next(3) == 0 {
			c.Outcomes = append(c.Outcomes, model.Outcome{Date: opened.Add(1 + next(990)), Kind: "job"})
		}
		b.Add(c)
	}
	g, err := b.Cohort(groupAsOf.Time()).Group(cohort.Choice{}, groupAsOf, analysis.Norms{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Whatever the numbers, all ink lies within the figure, so does what can be pointed
// at, and no text runs into another.
func TestGroupStaysInItsPlace(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	languages := map[model.Lang]*assets.Words{model.Danish: words(t, model.Danish), model.English: words(t, model.English)}
	rapid.Check(t, func(rt *rapid.T) {
		w := languages[rapid.SampledFrom([]model.Lang{model.Danish, model.English}).Draw(rt, "language")]
		who := rapid.SampledFrom([]model.Respondent{model.ByCitizen, model.ByCaseworker}).Draw(rt, "respondent")
		wider := rapid.Float64Range(.95, 2).Draw(rt, "wider")
		higher := rapid.Float64Range(0, 2).Draw(rt, "higher")
		print := rapid.Bool().Draw(rt, "print")
		pal := plots.Light()
		if print {
			pal = plots.BlackAndWhite()
		}
		for _, f := range groupFigures(t, anyGroup(rt, in, v), who, w) {
			width := f.width * wider
			height := math.Max(f.Height(width), f.height*higher)
			ink := plots.InkOf(f, width, height, pal, print)
			if !(ink.Left >= -.5 && ink.Top >= -.5 && ink.Right <= width+.5 && ink.Bottom <= height+.5) {
				rt.Errorf("%s of %v by %v: ink from (%v, %v) to (%v, %v)", f.name, width, height, ink.Left, ink.Top, ink.Right, ink.Bottom)
			}
			for i, a := range ink.Texts {
				if !inside(a.Box, width, height) {
					rt.Errorf("%s of %v by %v: %q lies at %+v", f.name, width, height, a.Text, a.Box)
				}
				for _, b := range ink.Texts[:i] {
					if meet(a.Box, b.Box) {
						rt.Errorf("%s of %v by %v: %q at %+v meets %q at %+v", f.name, width, height, a.Text, a.Box, b.Text, b.Box)
					}
				}
			}
			for _, x := range f.Targets(width, height) {
				if !inside(x.Box, width, height) {
					rt.Errorf("%s of %v by %v: what says %q lies at %+v", f.name, width, height, x.Tooltip(), x.Box)
				}
			}
		}
	})
}

func inside(b plots.Box, width, height float64) bool {
	return b.X >= -.5 && b.Y >= -.5 && b.W >= 0 && b.H >= 0 && b.X+b.W <= width+.5 && b.Y+b.H <= height+.5
}

func meet(a, b plots.Box) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}
