// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots"
)

func benchmarkImage(b *testing.B, width, height, scale float64) {
	figure := plots.NewProgression(example(b))
	l := figure.Layout(plots.Size{Width: width, Height: height})
	b.ResetTimer()
	for b.Loop() {
		figure.Image(l, plots.Light(), scale)
	}
}

func BenchmarkImage1200x800(b *testing.B)  { benchmarkImage(b, 1200, 800, 1) }
func BenchmarkImage2400x1600(b *testing.B) { benchmarkImage(b, 1200, 800, 2) }

func BenchmarkNewProgression(b *testing.B) {
	d := example(b)
	for b.Loop() {
		plots.NewProgression(d)
	}
}

// BenchmarkGroup draws each figure of a group of 2,000 citizens as large as the
// window lets it.
func BenchmarkGroup(b *testing.B) {
	for _, f := range groupFigures(b, group(b, 2000, cohort.Choice{}), model.ByCitizen, words(b, model.Danish)) {
		b.Run(f.name, func(b *testing.B) {
			for b.Loop() {
				f.Image(1278, 600, plots.Light(), 1)
			}
		})
	}
}

// BenchmarkNewScatter gathers the points of 20,000 citizens.
func BenchmarkNewScatter(b *testing.B) {
	s := group(b, 20_000, cohort.Choice{}).Scatter(model.ByCitizen)
	w := words(b, model.Danish)
	for b.Loop() {
		plots.NewScatter(s, s.OnScreen(), w)
	}
}
