package plots

import (
	"fremskridt/assets"
	"fremskridt/model/analysis/cohort"
)

// EventStudy are the answers about the first company activity.
type EventStudy struct {
	sheet
	words *assets.Words
	data  cohort.EventRow
}

// NewEventStudy makes the figure.
func NewEventStudy(r cohort.EventRow, w *assets.Words) *EventStudy {
	f := &EventStudy{words: w, data: r}
	f.sheet = sheet{f}
	return f
}

// Height is how high the figure is at a width.
func (f *EventStudy) Height(width float64) float64 { return 300 }

// Targets are what can be pointed at.
func (f *EventStudy) Targets(width, height float64) []GroupTarget { return nil }

// Cautions are what must be said with the figure.
func (f *EventStudy) Cautions() []cohort.Caution { return nil }

func (f *EventStudy) draw(b *brush, at rect, pal Palette, file bool) {}
