// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// SpaceBetween is a layout with the first object at the left, filling what is left
// over, and the others at the right.
type SpaceBetween struct{ Gap float32 }

// MinSize implements [fyne.Layout].
func (l *SpaceBetween) MinSize(o []fyne.CanvasObject) fyne.Size { return rowSize(o, l.Gap) }

// Layout implements [fyne.Layout].
func (l *SpaceBetween) Layout(o []fyne.CanvasObject, s fyne.Size) {
	right := s.Width
	for i := len(o) - 1; i > 0; i-- {
		if !o[i].Visible() {
			continue
		}
		m := o[i].MinSize()
		right -= m.Width
		o[i].Move(fyne.NewPos(right, (s.Height-m.Height)/2))
		o[i].Resize(m)
		right -= l.Gap
	}
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
	o[0].Resize(fyne.NewSize(max(0, right), h))
}

// Line is a layout that puts its objects in a row from the left, at their minimum
// sizes and vertically centred.
type Line struct{ Gap float32 }

// MinSize implements [fyne.Layout].
func (l *Line) MinSize(o []fyne.CanvasObject) fyne.Size { return rowSize(o, l.Gap) }

// Layout implements [fyne.Layout].
func (l *Line) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	for _, object := range o {
		if !object.Visible() {
			continue
		}
		m := object.MinSize()
		object.Move(fyne.NewPos(x, round((s.Height-m.Height)/2)))
		object.Resize(m)
		x += m.Width + l.Gap
	}
}

// rowSize is the size of the visible objects next to each other.
func rowSize(o []fyne.CanvasObject, gap float32) fyne.Size {
	var m fyne.Size
	for _, object := range o {
		if object.Visible() {
			m.Width += object.MinSize().Width + gap
			m.Height = max(m.Height, object.MinSize().Height)
		}
	}
	m.Width = max(0, m.Width-gap)
	return m
}
