// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewTitledCard returns a card with a head for a title, a muted note and, at the
// right, tools. The content below the head reaches the card's border.
func NewTitledCard(title, note string, content fyne.CanvasObject, tools ...fyne.CanvasObject) *Card {
	name, after := NewLabel(CardTitle, title), NewMutedLabel(Second, note)
	after.Shrinks = true
	return NewBareCard(container.New(&titledCard{}, append([]fyne.CanvasObject{name, after, content}, tools...)...))
}

const cardHead = 38

// titledCard is the layout of NewTitledCard; its objects are title, note, content
// and any tools.
type titledCard struct{}

func (*titledCard) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[2].MinSize()
	return fyne.NewSize(max(m.Width, 240), m.Height+cardHead)
}

func (*titledCard) Layout(o []fyne.CanvasObject, s fyne.Size) {
	right := s.Width - Gap
	for i := len(o) - 1; i > 2; i-- {
		m := o[i].MinSize()
		right -= m.Width
		Place(o[i], right, (cardHead-m.Height)/2+1, m.Width, m.Height)
		right -= 8
	}
	wide := min(o[0].MinSize().Width, max(0, right-Gap))
	Place(o[0], Gap, 0, wide, cardHead)
	Place(o[1], Gap+wide+10, 1, max(0, right-Gap-wide-10), cardHead)
	Place(o[2], 0, cardHead, s.Width, max(0, s.Height-cardHead))
}
