// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// CenteredColumn is a layout that stacks its visible objects in one column,
// centred horizontally and slightly above the middle vertically.
type CenteredColumn struct {
	Width float32   // maximum
	Gaps  []float32 // below each object; the last one is repeated
	// Steady is the height of the column that decides where it begins, so that it
	// does not move when objects come and go. By default it is the actual height.
	AnchorHeight float32
	// Min is the minimum size of the page.
	Min fyne.Size
}

// MinSize implements [fyne.Layout].
func (l *CenteredColumn) MinSize([]fyne.CanvasObject) fyne.Size { return l.Min }

// Layout implements [fyne.Layout].
func (l *CenteredColumn) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	w := min(l.Width, s.Width-2*Margin)
	x := (s.Width - w) / 2
	end, gap := l.place(objects, x, 0, w, false)
	anchor := l.AnchorHeight
	if anchor == 0 {
		anchor = end + gap
	}
	l.place(objects, x, max(Margin, min((s.Height-anchor)*0.4, s.Height-end-Margin)), w, true)
}

// place moves the objects if move is set, and returns where the last one ends and
// the gap below it.
func (l *CenteredColumn) place(objects []fyne.CanvasObject, x, y, w float32, move bool) (end, gap float32) {
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		y += gap
		h := o.MinSize().Height
		if move {
			Place(o, x, y, w, h)
		}
		y += h
		gap = l.Gaps[min(i, len(l.Gaps)-1)]
	}
	return y, gap
}
