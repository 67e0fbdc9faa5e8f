// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	barWidth  = 6
	barMinLen = 24
)

// scrollbar is the thin bar of tables and menus: a track and a thumb.
type scrollbar struct {
	track, thumb *canvas.Rectangle

	pos    fyne.Position
	length float32
	grab   float32
}

func newScrollbar() *scrollbar {
	return &scrollbar{
		track: &canvas.Rectangle{CornerRadius: barWidth / 2},
		thumb: &canvas.Rectangle{CornerRadius: barWidth / 2},
	}
}

// layout puts the bar at pos. offset, view and total are the scroll position, the
// visible part and the whole, in one unit; the bar hides if all is visible.
func (s *scrollbar) layout(pos fyne.Position, length float32, offset, view, total float64) {
	s.pos, s.length = pos, length
	visible := total > view && length > barMinLen
	setVisible(s.track, visible)
	setVisible(s.thumb, visible)
	if !visible {
		return
	}
	s.track.Move(pos)
	s.track.Resize(fyne.NewSize(barWidth, length))
	size := s.thumbLength(view, total)
	y := round((length - size) * float32(offset/(total-view)))
	s.thumb.Move(pos.AddXY(0, y))
	s.thumb.Resize(fyne.NewSize(barWidth, size))
}

func (s *scrollbar) thumbLength(view, total float64) float32 {
	return fyne.Max(barMinLen, round(s.length*float32(view/total)))
}

// hit reports whether a point is on the bar or within a few units of it.
func (s *scrollbar) hit(p fyne.Position) bool {
	return s.track.Visible() && p.X >= s.pos.X-3 && p.Y >= s.pos.Y-4 && p.Y <= s.pos.Y+s.length+4
}

// press grabs the thumb at y or, outside it, makes y the middle of the thumb.
func (s *scrollbar) press(y float32) {
	s.grab = y - s.thumb.Position().Y
	if s.grab < 0 || s.grab > s.thumb.Size().Height {
		s.grab = s.thumb.Size().Height / 2
	}
}

// offsetAt returns the offset at which the grabbed thumb is at y. It may lie
// outside the valid range.
func (s *scrollbar) offsetAt(y float32, view, total float64) float64 {
	room := s.length - s.thumbLength(view, total)
	if room <= 0 {
		return 0
	}
	return float64((y-s.grab-s.pos.Y)/room) * (total - view)
}

func (s *scrollbar) paint() {
	p := CurrentPalette()
	s.track.FillColor, s.thumb.FillColor = p.Strip, p.Edge
	s.track.Refresh()
	s.thumb.Refresh()
}
