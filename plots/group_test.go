// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/demo"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// courses adds the citizens of a generated municipality to a cohort.
type courses struct{ *cohort.Builder }

func (c courses) Put(_ context.Context, one model.CaseHistory) error {
	c.Add(one)
	return nil
}

// groupAsOf is the day of the group's figures.
var groupAsOf = model.NewDate(2026, time.September, 4)

// group is an invented municipality of some citizens, or the part of it chosen.
func group(tb testing.TB, citizens int, choice cohort.Choice) *cohort.Group {
	tb.Helper()
	in, err := assets.Instrument()
	if err != nil {
		tb.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		tb.Fatal(err)
	}
	b := courses{cohort.NewBuilder(map[string]*model.Instrument{in.Key(): in}, v)}
	o := demo.Options{Citizens: citizens, Seed: 1, AsOf: groupAsOf, Instrument: in, Vocabulary: v}
	if _, err := demo.Generate(tb.Context(), o, b); err != nil {
		tb.Fatal(err)
	}
	g, err := b.Cohort(groupAsOf.Time()).Group(choice, groupAsOf, analysis.Norms{})
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// groupFigures are the figures of a group, with the sizes that the window gives
// them.
func groupFigures(tb testing.TB, g *cohort.Group, who model.Respondent, w *assets.Words) []groupFigure {
	tb.Helper()
	ctx := tb.Context()
	progression, err := g.Progression(ctx, nil)
	if err != nil {
		tb.Fatal(err)
	}
	events, err := g.EventStudy(ctx, nil)
	if err != nil {
		tb.Fatal(err)
	}
	job, err := g.TimeToJob(ctx, who, model.OutcomeJob)
	if err != nil {
		tb.Fatal(err)
	}
	scatter := g.Scatter(who)
	at := slices.IndexFunc(events.Rows, func(r cohort.EventRow) bool { return r.Measure.Respondent == who })
	return []groupFigure{
		{"movement", plots.NewMovement(g.Movement(who), w), 630, 278},
		{"scatter", plots.NewScatter(scatter, scatter.OnScreen(), w), 600, 278},
		{"targeting", plots.NewTargeting(g.Targeting(who), w), 630, 208},
		{"forest", plots.NewForest(progression, w), 854, 540},
		{"events", plots.NewEventStudy(events.Rows[at], w), 376, 220},
		{"survival", plots.NewSurvival(job, w), 854, 400},
	}
}

type groupFigure struct {
	name string
	plots.Figure
	width, height float64
}

// Every caution has a sentence of its own in both languages.
func TestCautionText(t *testing.T) {
	t.Parallel()
	for _, lang := range []model.Lang{model.Danish, model.English} {
		seen := map[string]cohort.Caution{}
		for _, c := range cohort.Cautions() {
			text := plots.CautionText(words(t, lang), c)
			if !strings.HasSuffix(text, ".") || strings.Contains(text, "caution.") || strings.Contains(text, "<no value>") {
				t.Errorf("%s, %s: %q is no sentence", lang, c, text)
			}
			if other, ok := seen[text]; ok {
				t.Errorf("%s: %s and %s have the same sentence %q", lang, other, c, text)
			}
			seen[text] = c
		}
	}
}

// Of 400 citizens fewer than five are under the band, so that no point is drawn; of
// more all are.
func TestScatterGolden(t *testing.T) {
	t.Parallel()
	g, w := group(t, 1000, cohort.Choice{}), words(t, model.Danish)
	for name, pal := range map[string]plots.Palette{"light": plots.Light(), "dark": plots.Dark(), "print": plots.BlackAndWhite()} {
		s := g.Scatter(model.ByCitizen)
		if len(s.OnScreen()) == 0 {
			t.Fatal("there are no points")
		}
		golden(t, "group-scatter-many-"+name, plots.NewScatter(s, s.OnScreen(), w).Image(600, 278, pal, 1))
	}
}

func TestGroupGolden(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		citizens int
		who      model.Respondent
		lang     model.Lang
		pal      plots.Palette
	}{
		{"light", 400, model.ByCitizen, model.Danish, plots.Light()},
		{"dark", 400, model.ByCaseworker, model.Danish, plots.Dark()},
		{"print", 400, model.ByCitizen, model.English, plots.BlackAndWhite()},
		{"few", 30, model.ByCitizen, model.English, plots.Light()},
		{"fewer", 14, model.ByCaseworker, model.English, plots.Light()},
		{"none", 6, model.ByCitizen, model.Danish, plots.Light()},
	}
	for _, test := range tests {
		g := group(t, test.citizens, cohort.Choice{})
		for _, f := range groupFigures(t, g, test.who, words(t, test.lang)) {
			t.Run(f.name+"-"+test.name, func(t *testing.T) {
				golden(t, "group-"+f.name+"-"+test.name, f.Image(f.width, f.height, test.pal, 1))
			})
		}
	}
}

// In a narrow place names are cut and columns left out; nothing runs into another.
func TestGroupNarrow(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	g := group(t, 2000, cohort.Choice{})
	for _, f := range groupFigures(t, g, model.ByCitizen, words(t, model.English)) {
		golden(t, "group-"+f.name+"-narrow", f.Image(f.width*0.66, 0, plots.Light(), 1.5))
	}
}

// A picture that leaves the program says what it is and what to keep in mind.
func TestStandaloneGolden(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	for _, f := range groupFigures(t, group(t, 400, cohort.Choice{}), model.ByCitizen, w) {
		alone := plots.Standalone{
			Figure: f.Figure, Title: "Bevægelse fra første til seneste svar",
			Population: "Eksempelkøbing Kommune, alle borgere med mindst to målinger fra 1. juli 2024 til 4. september 2026.",
			Credits:    []string{"Tegnet 4. september 2026", "Eksempelkøbing Kommune, HVO"},
			Cautions:   []string{"Tal om færre end fem borgere vises ikke."},
		}
		golden(t, "group-"+f.name+"-alone", alone.Image(706, 0, plots.BlackAndWhite(), 1))
	}
}
