package plots

import (
	"fremskridt/assets"
	"fremskridt/model/analysis/cohort"
)

// Scatter is the index then and now, a point a citizen. On a screen the points given are shown; a file
// shows those that the cohort lets it, whatever is given.
type Scatter struct {
	sheet
	words *assets.Words
	data  cohort.Scatter
}

// NewScatter makes the figure.
func NewScatter(s cohort.Scatter, points []cohort.ScatterPoint, w *assets.Words) *Scatter {
	f := &Scatter{words: w, data: s}
	f.sheet = sheet{f}
	return f
}

// Height is how high the figure is at a width.
func (f *Scatter) Height(width float64) float64 { return 300 }

// Targets are what can be pointed at.
func (f *Scatter) Targets(width, height float64) []GroupTarget { return nil }

// Cautions are what must be said with the figure.
func (f *Scatter) Cautions() []cohort.Caution { return nil }

func (f *Scatter) draw(b *brush, at rect, pal Palette, file bool) {}
