// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Tip is a tooltip: a card near the pointer. Content must be laid over the whole
// area in which the tip may appear.
type Tip struct {
	Content *fyne.Container
	card    *Card
	texts   *fyne.Container
}

const (
	tipWidth    = 260
	tipDistance = 14 // from the pointer
	tipInset    = 8
)

// NewTip returns a hidden tip without text.
func NewTip() *Tip {
	t := &Tip{texts: container.New(&Flow{Gap: 1, Width: tipWidth})}
	t.card = NewCard(t.texts)
	t.card.Inset = tipInset
	t.Content = container.NewWithoutLayout(t.card)
	t.Content.Hide()
	return t
}

// Say sets the text: a heading and the lines below it.
func (t *Tip) Say(lines []string) {
	list := make([]fyne.CanvasObject, len(lines))
	for i, s := range lines {
		list[i] = NewParagraph(Second, Run{Text: s, Bold: i == 0})
	}
	t.texts.Objects = list
	t.texts.Resize(fyne.NewSize(tipWidth, 0)) // makes MinSize know the height
	t.card.Resize(fyne.NewSize(tipWidth+2*tipInset+2, t.texts.MinSize().Height+2*tipInset+2))
}

// ShowAt shows the tip next to pos, inside an area of size room.
func (t *Tip) ShowAt(pos fyne.Position, room fyne.Size) {
	size := t.card.Size()
	x, y := pos.X+tipDistance, pos.Y+tipDistance
	if x+size.Width > room.Width {
		x = pos.X - tipDistance - size.Width
	}
	if y+size.Height > room.Height {
		y = pos.Y - tipDistance - size.Height
	}
	t.card.Move(fyne.NewPos(max(0, x), max(0, y)))
	t.Content.Hidden = false
}

// Hide hides the tip.
func (t *Tip) Hide() { t.Content.Hidden = true }

// Visible reports whether the tip is shown.
func (t *Tip) Visible() bool { return !t.Content.Hidden }
