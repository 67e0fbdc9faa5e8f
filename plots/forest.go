package plots

import (
	"fremskridt/assets"
	"fremskridt/model/analysis/cohort"
)

// Forest is what 13 weeks of activity go together with, an item a row.
type Forest struct {
	sheet
	words *assets.Words
	data  cohort.Progression
}

// NewForest makes the figure.
func NewForest(p cohort.Progression, w *assets.Words) *Forest {
	f := &Forest{words: w, data: p}
	f.sheet = sheet{f}
	return f
}

// Height is how high the figure is at a width.
func (f *Forest) Height(width float64) float64 { return 300 }

// Targets are what can be pointed at.
func (f *Forest) Targets(width, height float64) []GroupTarget { return nil }

// Cautions are what must be said with the figure.
func (f *Forest) Cautions() []cohort.Caution { return nil }

func (f *Forest) draw(b *brush, at rect, pal Palette, file bool) {}
