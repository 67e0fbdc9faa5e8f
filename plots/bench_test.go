package plots_test

import (
	"testing"

	"fremskridt/plots"
)

func benchmarkImage(b *testing.B, width, height, scale float64) {
	figure := plots.NewProgression(example(b))
	l := figure.Layout(width, height, false)
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
