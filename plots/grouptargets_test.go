// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"bytes"
	"image/color"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// Every tip is a heading and lines of words, in both languages, whatever is
// withheld.
func TestGroupTips(t *testing.T) {
	t.Parallel()
	for _, lang := range []model.Lang{model.Danish, model.English} {
		for _, citizens := range []int{6, 30, 400} {
			for _, f := range groupFigures(t, group(t, citizens, cohort.Choice{}), model.ByCitizen, words(t, lang)) {
				for _, x := range f.Targets(f.width, f.height) {
					text := strings.Join(x.Tooltip(), "\n")
					for _, wrong := range []string{"group.", "reason.", "<no value>", "NaN", "Inf"} {
						if strings.Contains(text, wrong) {
							t.Errorf("%s of %d citizens says %q", f.name, citizens, text)
						}
					}
					if slices.Contains(x.Tooltip(), "") {
						t.Errorf("%s of %d citizens says an empty line in %q", f.name, citizens, text)
					}
				}
			}
		}
	}
}

// What is drawn at a place is what is found there.
func TestGroupIsFound(t *testing.T) {
	t.Parallel()
	pal := plots.Light()
	w := words(t, model.Danish)
	colours := []struct {
		figure, says string
		at           func(b plots.Box) (x, y float64)
		want         color.NRGBA
	}{
		{"targeting", "Virksomhedsrettet:", corner, pal.Company},
		{"targeting", "Øvrig:", corner, pal.Other},
		{"scatter", "i båndet", plots.Box.Middle, pal.Surface},
		{"scatter", "over båndet", plots.Box.Middle, pal.Citizen},
		{"events", "trin fra sidste måling før", plots.Box.Middle, pal.Citizen},
		{"events", "De andre måles fra denne.", plots.Box.Middle, pal.Surface},
		{"survival", "Midterste tredjedel", plots.Box.Middle, pal.Surface},
		{"survival", "Højeste tredjedel", plots.Box.Middle, pal.Citizen},
	}
	for _, f := range groupFigures(t, group(t, 1500, cohort.Choice{}), model.ByCitizen, w) {
		picture := f.Image(f.width, f.height, pal, 1)
		list := f.Targets(f.width, f.height)
		for _, c := range colours {
			seen := 0
			for _, x := range list {
				// Rows and labels lie behind what is drawn on them.
				if c.figure != f.name || !x.Round && f.name != "targeting" || !said(x, c.says) {
					continue
				}
				px, py := c.at(x.Box)
				found, _ := plots.FindGroupTarget(list, px, py, 0)
				if found.Box.W < x.Box.W && found.Round {
					continue // a mark about another
				}
				if found.Box != x.Box {
					t.Errorf("%s: at %v, %v is found %q, not %q", f.name, px, py, found.Tooltip(), x.Tooltip())
				}
				if slices.ContainsFunc(list, func(o plots.GroupTarget) bool { return o.Round && o.Box != x.Box && edgeAt(o.Box, px, py) }) {
					continue // the edge of another mark runs through it
				}
				seen++
				if got := picture.RGBAAt(int(px), int(py)); got != (color.RGBA{c.want.R, c.want.G, c.want.B, 255}) {
					t.Errorf("%s: %v is drawn at %v, %v, where %q is found", f.name, got, px, py, x.Tooltip())
				}
			}
			if c.figure == f.name && seen == 0 {
				t.Errorf("%s: nothing says %q", f.name, c.says)
			}
		}
	}
}

func edgeAt(b plots.Box, x, y float64) bool {
	mx, my := b.Middle()
	return math.Abs(math.Hypot(mx-x, my-y)-b.W/2) < 3
}

func corner(b plots.Box) (x, y float64) { return b.X + 3, b.Y + 3 }

// said reports whether a part of a figure says a thing alone, as its segments and marks
// do and its rows do not.
func said(t plots.GroupTarget, s string) bool {
	says := t.Tooltip()
	return len(says) <= 4 && slices.ContainsFunc(says, func(line string) bool { return strings.Contains(line, s) }) &&
		!(strings.HasSuffix(s, ":") && len(says) != 3)
}

// A row is found by its item all over its width.
func TestGroupRowsAreFound(t *testing.T) {
	t.Parallel()
	g := group(t, 400, cohort.Choice{})
	for _, f := range groupFigures(t, g, model.ByCitizen, words(t, model.Danish)) {
		for _, x := range f.Targets(f.width, f.height) {
			_, y := x.Box.Middle()
			for _, px := range []float64{1, f.width / 2, f.width - 1} {
				if found, ok := plots.FindGroupTarget(f.Targets(f.width, f.height), px, y, 0); x.ItemCode != "" && (!ok || found.ItemCode != x.ItemCode) {
					t.Errorf("%s: %q is found in the row of %q", f.name, found.ItemCode, x.ItemCode)
				}
			}
		}
	}
}

// All citizens of a scatter are found, each on the place where the point is, however
// many lie on each other.
func TestScatterShowsEverybody(t *testing.T) {
	t.Parallel()
	s := group(t, 2000, cohort.Choice{}).Scatter(model.ByCitizen)
	list := plots.NewScatter(s, s.OnScreen(), words(t, model.Danish)).Targets(600, 290)
	citizens := map[model.ID]bool{}
	for _, x := range list {
		mx, my := x.Box.Middle()
		in, _ := plots.FindGroupTarget(list, mx, my, 5)
		edge, _ := plots.FindGroupTarget(list, mx+x.Box.W/2-.1, my, 5) // of one about another
		if x.Round && in.Box != x.Box && edge.Box != x.Box {
			t.Errorf("%q is found where %q is", in.Tooltip(), x.Tooltip())
		}
		for _, id := range x.Citizens {
			citizens[id] = true
		}
	}
	if len(citizens) != len(s.OnScreen()) {
		t.Errorf("%d of %d citizens are found", len(citizens), len(s.OnScreen()))
	}
}

// A file shows points where the cohort lets it have them, whatever the figure was
// given.
func TestScatterInFile(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	svg := func(f plots.Figure) string {
		var b bytes.Buffer
		if err := f.SVG(&b, 600, 290, plots.Light(), 1); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for _, test := range []struct {
		citizens int
		points   bool
	}{{6, false}, {30, true}} {
		s := group(t, test.citizens, cohort.Choice{}).Scatter(model.ByCitizen)
		if len(s.OnScreen()) == 0 {
			t.Fatal("a screen has no points")
		}
		given, none := svg(plots.NewScatter(s, s.OnScreen(), w)), svg(plots.NewScatter(s, nil, w))
		if given != none {
			t.Errorf("of %d citizens a file shows what it was given", test.citizens)
		}
		if _, ok := s.InFile().Get(); ok != test.points || strings.Contains(given, "Punkterne vises ikke") == test.points {
			t.Errorf("of %d citizens a file shows points: %v, want %v", test.citizens, !test.points, test.points)
		}
	}
}

// A standalone picture has each caution of its figure exactly once.
func TestStandaloneSaysTheCautions(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	for _, f := range groupFigures(t, group(t, 400, cohort.Choice{}), model.ByCitizen, w) {
		alone := plots.Standalone{Figure: f.Figure, Title: "Titel", Population: "Befolkning", Credits: []string{"Dato"}}
		for _, more := range [][]string{nil, {w.T("caution.together"), w.T("caution.step"), w.T("caution.no_guide"), w.T("caution.regression")}} {
			alone.Cautions = more
			var b bytes.Buffer
			if err := alone.SVG(&b, 2000, 0, plots.Light(), 1); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"Titel", "Befolkning", "Dato"} {
				if !strings.Contains(b.String(), want) {
					t.Errorf("%s does not say %q", f.name, want)
				}
			}
			for _, c := range f.Cautions() {
				want := w.T("caution." + string(c))
				if c == cohort.StepError {
					want = "Ét trin på et enkelt spørgsmål kan skyldes måleusikkerhed."
				}
				if strings.Count(b.String(), want) != 1 {
					t.Errorf("%s says %d times %q", f.name, strings.Count(b.String(), want), want)
				}
			}
		}
	}
}

// Every figure is written as every kind of file.
func TestGroupFiles(t *testing.T) {
	t.Parallel()
	type drawing interface {
		PNG(to io.Writer, width, height float64, pal plots.Palette, scale float64) error
		SVG(to io.Writer, width, height float64, pal plots.Palette, scale float64) error
		PDF(to io.Writer, width, height float64, pal plots.Palette, scale float64) error
	}
	for _, f := range groupFigures(t, group(t, 30, cohort.Choice{}), model.ByCitizen, words(t, model.Danish)) {
		for _, d := range []drawing{f, plots.Standalone{Figure: f.Figure, Title: "Titel"}} {
			for begin, write := range map[string]func(io.Writer, float64, float64, plots.Palette, float64) error{
				"\x89PNG": d.PNG, "<?xml": d.SVG, "%PDF": d.PDF,
			} {
				var b bytes.Buffer
				if err := write(&b, f.width, f.height, plots.BlackAndWhite(), 1); err != nil {
					t.Error(err)
				}
				if !strings.HasPrefix(b.String(), begin) {
					t.Errorf("%s: a file begins with %.8q, want %q", f.name, b.String(), begin)
				}
			}
		}
	}
}
