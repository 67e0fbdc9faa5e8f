// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FocusScroll scrolls vertically and keeps the focused widget in view.
type FocusScroll struct {
	*container.Scroll
}

// NewFocusScroll returns a scroll around content. [FocusScroll.Follow] names the
// widgets to keep in view.
func NewFocusScroll(content fyne.CanvasObject) FocusScroll {
	return FocusScroll{container.NewVScroll(content)}
}

// focusNotifier is a widget that calls a function when it gets the focus.
type focusNotifier interface{ setFocusCallback(func()) }

// Follow brings each of widgets into view when it gets the focus. It works for the
// focusable widgets of this package; others call [FocusScroll.Reveal].
func (s FocusScroll) Follow(widgets ...fyne.CanvasObject) {
	for _, w := range widgets {
		if t, ok := w.(focusNotifier); ok {
			t.setFocusCallback(func() { s.Reveal(w) })
		}
	}
}

// Reveal scrolls just far enough to show all of o, with a margin.
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
