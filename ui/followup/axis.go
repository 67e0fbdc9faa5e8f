// SPDX-License-Identifier: MPL-2.0

package followup

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// axisDays is how far the axis of the window column reaches to both sides of
// today, which is in its middle.
const axisDays = 75

// axisTicks are the days from today that have a line.
var axisTicks = []int{-60, -30, 30, 60}

const (
	windowWide = 256
	axisInset  = 15
	boxHigh    = 12
	tickHigh   = 14
	arrowLong  = 7
)

// axisX is the position of a day in a column of a width.
func axisX(days int, width float32) float32 {
	return width/2 + float32(days)*(width-2*axisInset)/(2*axisDays)
}

// window is when a measurement may be taken, in days from today.
type window struct {
	known  bool
	due    int
	closed bool // without an answer
}

// window is a pointer, by which a drawing recognises it.
func (s *Screen) window(r *store.FollowUpRow) *window {
	switch r.Kind {
	case model.TaskOverdue, model.TaskDue, model.TaskUpcoming, model.TaskNoFollowUp:
		due := r.Due.Sub(s.o.Today())
		return &window{known: true, due: due, closed: -due > model.DueWindow}
	}
	return &window{}
}

// drawWindow draws a row of the axis. A due day beyond it is an arrow at its end.
func drawWindow(b *widgets.Brush, size fyne.Size, value any, p plots.Palette) {
	v, ok := value.(*window)
	if !ok {
		return
	}
	for _, d := range axisTicks {
		b.Rect(axisX(d, size.Width), 0, 1, size.Height, p.Grid)
	}
	b.Rect(axisX(0, size.Width)-1, 0, 2, size.Height, p.Muted)
	if !v.known {
		return
	}
	middle := size.Height / 2
	switch {
	case v.due < -axisDays:
		drawArrow(b, axisX(-axisDays, size.Width), middle, arrowLong, p)
		return
	case v.due > axisDays:
		drawArrow(b, axisX(axisDays, size.Width), middle, -arrowLong, p)
		return
	}
	from, to := max(v.due-model.DueWindow, -axisDays), min(v.due+model.DueWindow, axisDays)
	fill := p.Band
	if v.closed {
		fill = p.Surface
	}
	x := axisX(from, size.Width)
	b.Frame(x, middle-boxHigh/2, axisX(to, size.Width)-x, boxHigh, p.Edge, fill)
	b.Rect(axisX(v.due, size.Width)-1, middle-tickHigh/2, 2, tickHigh, p.Ink)
}

// drawArrow draws an arrow with its point at x.
func drawArrow(b *widgets.Brush, x, y, long float32, p plots.Palette) {
	b.Polygon([]widgets.Point{{X: x, Y: y}, {X: x + long, Y: y - 5}, {X: x + long, Y: y + 5}}, p.Ink)
}
