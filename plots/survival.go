package plots

import (
	"fremskridt/assets"
	"fremskridt/model/analysis/cohort"
)

// Survival is how long it takes to a job, by thirds of the index.
type Survival struct {
	sheet
	words *assets.Words
	data  cohort.TimeToJob
}

// NewSurvival makes the figure.
func NewSurvival(t cohort.TimeToJob, w *assets.Words) *Survival {
	f := &Survival{words: w, data: t}
	f.sheet = sheet{f}
	return f
}

// Height is how high the figure is at a width.
func (f *Survival) Height(width float64) float64 { return 300 }

// Targets are what can be pointed at.
func (f *Survival) Targets(width, height float64) []GroupTarget { return nil }

// Cautions are what must be said with the figure.
func (f *Survival) Cautions() []cohort.Caution { return nil }

func (f *Survival) draw(b *brush, at rect, pal Palette, file bool) {}
