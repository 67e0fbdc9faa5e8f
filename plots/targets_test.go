// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// What is drawn at a place is what is found there, to the pixel, at every scale
// of a screen: the middle of a mark has its colour, and so has a bar's.
func TestWhatIsDrawnIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	figure := plots.NewProgression(example(t))
	pal := plots.Light()
	rapid.Check(t, func(t *rapid.T) {
		width := float64(rapid.IntRange(900, 1900).Draw(t, "width"))
		height := float64(rapid.IntRange(500, 1200).Draw(t, "height"))
		scale := plots.NearestScale(rapid.SampledFrom([]float64{1, 1.25, 1.5, 2}).Draw(t, "scale"))
		l := figure.Layout(plots.Size{Width: width, Height: height})
		list := figure.Targets(l)
		picture := figure.Image(l, pal, scale)
		x := rapid.SampledFrom(list).Draw(t, "target")
		mx, my := x.Box.Middle()
		found, ok := plots.FindTarget(list, mx, my, 0)
		if !ok {
			t.Fatalf("nothing is found in the middle of %+v", x)
		}
		if found.Kind == plots.TargetPanel && x.Kind != plots.TargetPanel {
			t.Fatalf("%+v lies under its panel", x)
		}
		mx, my = found.Box.Middle()
		if again, _ := plots.FindTarget(list, mx, my, 0); !slices.Equal(again.Tooltip(), found.Tooltip()) {
			return // something else lies over its middle
		}
		var want color.NRGBA
		switch {
		case found.Kind == plots.TargetAnswer && found.Respondent == model.ByCitizen && !strings.HasPrefix(found.Tooltip()[1], "Ikke besvaret"):
			want = pal.Citizen
		case found.Kind == plots.TargetAnswer && found.Respondent == model.ByCaseworker && !strings.HasPrefix(found.Tooltip()[1], "Ikke besvaret"):
			want = pal.Surface // a triangle is open
		default:
			return
		}
		got := picture.RGBAAt(int(mx*scale), int(my*scale))
		if got != (color.RGBA{want.R, want.G, want.B, 255}) {
			t.Errorf("%v is drawn where %+v is found", got, found)
		}
	})
}

// A mark is found from near it; between marks the panel is found.
func TestFindIsForgiving(t *testing.T) {
	t.Parallel()
	figure := plots.NewProgression(example(t))
	l := figure.Layout(plots.Size{Width: 1200, Height: 800})
	list := figure.Targets(l)
	i := slices.IndexFunc(list, func(x plots.Target) bool { return x.Kind == plots.TargetAnswer })
	x, y := list[i].Box.Middle()
	for _, test := range []struct {
		dx, slack float64
		want      plots.TargetKind
	}{{0, 0, plots.TargetAnswer}, {7, 6, plots.TargetAnswer}, {7, 0, plots.TargetPanel}, {-14, 6, plots.TargetPanel}} {
		got, ok := plots.FindTarget(list, x+test.dx, y, test.slack)
		if !ok || got.Kind != test.want {
			t.Errorf("%v beside, within %v: found a %s, want a %s", test.dx, test.slack, got.Kind, test.want)
		}
	}
	if got, ok := plots.FindTarget(list, -5, -5, 6); ok {
		t.Errorf("found %+v beside the figure", got)
	}
}

// The day under a place and the place of a day are each other's.
func TestDayAndPlace(t *testing.T) {
	t.Parallel()
	figure := plots.NewProgression(example(t))
	rapid.Check(t, func(t *rapid.T) {
		l := figure.Layout(plots.Size{Width: float64(rapid.IntRange(700, 2400).Draw(t, "width")), Height: 800})
		from, to := l.Span()
		day := from.Add(rapid.IntRange(0, to.Sub(from)-1).Draw(t, "day"))
		if got, ok := l.Day(l.X(day)); !ok || got != day {
			t.Errorf("%v is at %v, where %v is", day, l.X(day), got)
		}
	})
	l := figure.Layout(plots.Size{Width: 1200, Height: 800})
	if _, ok := l.Day(l.Plot().X - 1); ok {
		t.Error("there is a day before the axis")
	}
}

func TestTooltips(t *testing.T) {
	t.Parallel()
	d := example(t)
	figure := plots.NewProgression(d)
	list := figure.Targets(figure.Layout(plots.Size{Width: 1200, Height: 800}))
	var answers, reliable, missing, activities int
	for _, x := range list {
		text := strings.Join(x.Tooltip(), "\n")
		if x.Tooltip()[0] == "" || strings.Contains(text, "hover.") || strings.Contains(text, "<no value>") {
			t.Errorf("a %s says %q", x.Kind, text)
		}
		switch x.Kind {
		case plots.TargetAnswer:
			answers++
			if strings.Contains(text, "større end måleusikkerheden") {
				reliable++
			}
			if strings.Contains(text, "Ikke besvaret") {
				missing++
			}
		case plots.TargetActivity:
			activities++
		}
	}
	if answers == 0 || reliable == 0 || missing == 0 || activities == 0 {
		t.Errorf("%d answers, %d reliable changes, %d missing, %d activities", answers, reliable, missing, activities)
	}
}

func BenchmarkFind(b *testing.B) {
	figure := plots.NewProgression(example(b))
	list := figure.Targets(figure.Layout(plots.Size{Width: 1200, Height: 800}))
	for b.Loop() {
		plots.FindTarget(list, 700, 500, 6)
	}
}
