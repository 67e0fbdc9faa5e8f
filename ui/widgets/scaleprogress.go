// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// ScaleState is the state of a question in a [ScaleProgress].
type ScaleState byte

// The states.
const (
	ScaleOpen     ScaleState = 'o'
	ScaleAnswered ScaleState = 'a'
	ScaleMissing  ScaleState = 'm' // missing, with a reason
)

// ScaleProgress shows one square per question: filled, crossed or empty. The square
// of the focused question is underlined.
type ScaleProgress struct {
	widget.BaseWidget

	states  []ScaleState
	current int
}

// NewScaleProgress returns a progress without questions.
func NewScaleProgress() *ScaleProgress {
	m := &ScaleProgress{current: -1}
	m.ExtendBaseWidget(m)
	return m
}

// Set sets the states and the focused question, -1 for none.
func (m *ScaleProgress) Set(states []ScaleState, current int) {
	m.states, m.current = states, current
	m.Refresh()
}

// States returns the states and the focused question.
func (m *ScaleProgress) States() (states []ScaleState, current int) { return m.states, m.current }

const (
	progressWidth    = 9
	progressHeight   = 13
	progressStep     = 13
	progressRow      = 20 // squares in the first row before a second one is used
	progressMaxWidth = 268
)

// rows returns the number of squares per row and their distance.
func (m *ScaleProgress) rows() (each int, step float32) {
	n := len(m.states)
	if n <= progressRow {
		return max(1, n), progressStep
	}
	each = (n + 1) / 2
	return each, fyne.Min(progressStep, float32(progressMaxWidth/each))
}

// progressValue is a ScaleProgress as a comparable value, for [Draw].
type progressValue struct {
	states  string
	current int
	each    int
	step    float32
}

// CreateRenderer implements [fyne.Widget].
func (m *ScaleProgress) CreateRenderer() fyne.WidgetRenderer {
	return newDrawingRenderer(drawProgress, func() any {
		each, step := m.rows()
		return progressValue{string(m.states), m.current, each, step}
	}, func() fyne.Size {
		each, step := m.rows()
		return fyne.NewSize(float32(each)*step, 28)
	})
}

func drawProgress(b *Brush, _ fyne.Size, value any, p plots.Palette) {
	v := value.(progressValue)
	w := fyne.Min(progressWidth, v.step-2)
	for i := range len(v.states) {
		x, y := float32(i%v.each)*v.step, float32(i/v.each)*15
		fill := p.Surface
		edge := p.Edge
		if v.states[i] != byte(ScaleOpen) {
			edge = p.Ink
		}
		if v.states[i] == byte(ScaleAnswered) {
			fill = p.Ink
		}
		high := float32(progressHeight)
		if len(v.states) > v.each {
			high = 12
		}
		b.Frame(x, y, w, high, edge, fill)
		if v.states[i] == byte(ScaleMissing) {
			cx, cy, r := x+w/2, y+high/2, fyne.Min(2, w/3)
			b.Polyline([]Point{{cx - r, cy - r}, {cx + r, cy + r}}, 1.3, p.Ink)
			b.Polyline([]Point{{cx - r, cy + r}, {cx + r, cy - r}}, 1.3, p.Ink)
		}
		if i == v.current {
			b.Rect(x-1, y+high+1, w+2, 2, p.Focus)
		}
	}
}
