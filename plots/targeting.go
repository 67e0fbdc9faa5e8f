package plots

import (
	"fremskridt/assets"
	"fremskridt/model/analysis/cohort"
)

// Targeting is what the days after an answer went to, by quartile of the index.
type Targeting struct {
	sheet
	words *assets.Words
	data  cohort.Targeting
}

// NewTargeting makes the figure.
func NewTargeting(t cohort.Targeting, w *assets.Words) *Targeting {
	f := &Targeting{words: w, data: t}
	f.sheet = sheet{f}
	return f
}

// Height is how high the figure is at a width.
func (f *Targeting) Height(width float64) float64 { return 300 }

// Targets are what can be pointed at.
func (f *Targeting) Targets(width, height float64) []GroupTarget { return nil }

// Cautions are what must be said with the figure.
func (f *Targeting) Cautions() []cohort.Caution { return nil }

func (f *Targeting) draw(b *brush, at rect, pal Palette, file bool) {}
