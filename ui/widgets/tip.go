// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Tip tells what the pointer lies on, in a card beside it. Content lies above
// what it tells about, over the same room.
type Tip struct {
	Content *fyne.Container
	card    *Card
	texts   *fyne.Container
}

const (
	tipWide  = 260
	tipApart = 14 // from what it tells about
	tipInset = 8
)

// NewTip returns a tip that says nothing yet.
func NewTip() *Tip {
	t := &Tip{texts: container.New(&Flow{Gap: 1, Width: tipWide})}
	t.card = NewCard(t.texts)
	t.card.Inset = tipInset
	t.Content = container.NewWithoutLayout(t.card)
	t.Content.Hide()
	return t
}

// Say changes what it says: a heading and lines under it.
func (t *Tip) Say(says []string) {
	list := make([]fyne.CanvasObject, len(says))
	for i, s := range says {
		list[i] = NewParagraph(Second, Run{Text: s, Bold: i == 0})
	}
	t.texts.Objects = list
	t.texts.Resize(fyne.NewSize(tipWide, 0)) // so that it knows how high it is
	t.card.Resize(fyne.NewSize(tipWide+2*tipInset+2, t.texts.MinSize().Height+2*tipInset+2))
}

// ShowAt shows it beside a place, within the room that there is.
func (t *Tip) ShowAt(pos fyne.Position, room fyne.Size) {
	size := t.card.Size()
	x, y := pos.X+tipApart, pos.Y+tipApart
	if x+size.Width > room.Width {
		x = pos.X - tipApart - size.Width
	}
	if y+size.Height > room.Height {
		y = pos.Y - tipApart - size.Height
	}
	t.card.Move(fyne.NewPos(max(0, x), max(0, y)))
	t.Content.Hidden = false
}

// Hide hides it.
func (t *Tip) Hide() { t.Content.Hidden = true }

// Visible reports whether it is shown.
func (t *Tip) Visible() bool { return !t.Content.Hidden }
