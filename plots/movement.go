package plots

import (
	"fremskridt/assets"
	"fremskridt/model/analysis/cohort"
)

// Movement are the shares of citizens that moved up and down, an item a row.
type Movement struct {
	sheet
	words *assets.Words
	data  cohort.Movement
}

// NewMovement makes the figure.
func NewMovement(m cohort.Movement, w *assets.Words) *Movement {
	f := &Movement{words: w, data: m}
	f.sheet = sheet{f}
	return f
}

// Height is how high the figure is at a width.
func (f *Movement) Height(width float64) float64 { return 300 }

// Targets are what can be pointed at.
func (f *Movement) Targets(width, height float64) []GroupTarget { return nil }

// Cautions are what must be said with the figure.
func (f *Movement) Cautions() []cohort.Caution { return nil }

func (f *Movement) draw(b *brush, at rect, pal Palette, file bool) {}
