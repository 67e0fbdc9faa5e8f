// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FocusScroll scrolls up and down, and keeps the widget that has the keyboard
// in view.
type FocusScroll struct {
	*container.Scroll
}

// NewFocusScroll returns a scroll around content; Follow says for whom.
func NewFocusScroll(content fyne.CanvasObject) FocusScroll {
	return FocusScroll{container.NewVScroll(content)}
}

type focusTeller interface{ tellFocus(func()) }

// Follow brings each of widgets into view when it gets the focus. It knows the
// widgets of this package; for others call Reveal.
func (s FocusScroll) Follow(widgets ...fyne.CanvasObject) {
	for _, w := range widgets {
		if t, ok := w.(focusTeller); ok {
			t.tellFocus(func() { s.Reveal(w) })
		}
	}
}

// Reveal scrolls no further than needed to show o whole, with a little room.
func (s FocusScroll) Reveal(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s.Scroll).Y + s.Offset.Y
	bottom := top + o.Size().Height
	y := s.Offset.Y
	switch {
	case top-Margin < y || o.Size().Height > s.Size().Height:
		y = top - Margin
	case bottom+Margin > y+s.Size().Height:
		y = bottom + Margin - s.Size().Height
	default:
		return
	}
	s.ScrollToOffset(fyne.NewPos(s.Offset.X, fyne.Max(0, fyne.Min(y, s.Content.Size().Height-s.Size().Height))))
}
