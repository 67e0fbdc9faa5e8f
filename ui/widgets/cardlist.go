// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// CardList is a layout that places the visible rows below each other on a card, which
// is its first object. A row, or the layout of a row, has a method HeightFor.
type CardList struct {
	Top, Bottom float32 // space above and below the card
	// Width is the width for which MinSize computes the height. A layout that resizes a
	// scroll container with the list sets it first.
	Width float32
}

type heightForWidth interface{ HeightFor(width float32) float32 }

// MinSize implements [fyne.Layout].
func (l *CardList) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.Top+l.arrange(o, max(l.Width, 640), false)+l.Bottom)
}

// Layout implements [fyne.Layout].
func (l *CardList) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.Width = s.Width
	Place(o[0], Margin, l.Top, s.Width-2*Margin, l.arrange(o, s.Width, true))
}

// arrange returns the height of the card and, if move is set, places the rows.
func (l *CardList) arrange(o []fyne.CanvasObject, width float32, move bool) float32 {
	w, y := width-2*Margin-2, float32(1)
	var last *ScaleInput
	for _, row := range o[1:] {
		if !row.Visible() {
			continue
		}
		h := rowHeight(row, w)
		if move {
			Place(row, Margin+1, l.Top+y, w, h)
		}
		if in, ok := row.(*ScaleInput); ok {
			last = in
		}
		y += h
	}
	if move {
		markLast(o[1:], last)
	}
	return y + 1
}

func rowHeight(row fyne.CanvasObject, width float32) float32 {
	if c, ok := row.(*fyne.Container); ok {
		return c.Layout.(heightForWidth).HeightFor(width)
	}
	return row.(heightForWidth).HeightFor(width)
}

// markLast sets Last of the last question, and of no other.
func markLast(rows []fyne.CanvasObject, last *ScaleInput) {
	for _, row := range rows {
		if in, ok := row.(*ScaleInput); ok && in.Last != (in == last) {
			in.Last = in == last
			in.Refresh()
		}
	}
}
