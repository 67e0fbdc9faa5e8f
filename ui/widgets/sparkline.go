// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// Spark is a sparkline for a table cell. All rows of a table share one scale and
// one time axis: X runs from 0 to 1 along the axis, Y from 0 at the bottom of the
// scale to 1 at its top.
type Spark struct {
	Segments [][]Point // with gaps in the line between them
	Ticks    []float32 // X where years begin
}

// Distances from the sides of the cell. The room at the right is for the number.
const (
	sparkLeft   = CellInset + 4
	sparkRight  = CellInset + 30
	sparkHeight = 20
	sparkInset  = 1
)

// DrawSpark is the [Column].Draw for cells with a *[Spark].
func DrawSpark(b *Brush, size fyne.Size, value any, p plots.Palette) {
	s, ok := value.(*Spark)
	if !ok || s == nil {
		return
	}
	w := size.Width - sparkLeft - sparkRight
	top := round((size.Height - sparkHeight) / 2)
	if w < 8 {
		return
	}
	for _, t := range s.Ticks {
		b.Rect(sparkLeft+t*w, top, 1, sparkHeight, p.Grid)
	}
	b.Rect(sparkLeft, top+sparkHeight/2, w, 1, p.Line)

	at := func(q Point) Point {
		return Point{
			X: sparkLeft + q.X*w,
			Y: top + sparkInset + (1-q.Y)*(sparkHeight-2*sparkInset) + .5,
		}
	}
	for i, segment := range s.Segments {
		points := make([]Point, len(segment))
		for j, q := range segment {
			points[j] = at(q)
		}
		b.Polyline(points, 1.6, p.Citizen)
		for j, q := range points {
			r := float32(1.5)
			if i == len(s.Segments)-1 && j == len(points)-1 {
				r = 2.9
			}
			b.Circle(q.X, q.Y, r, p.Citizen)
		}
	}
}
