// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// ShowMenu opens a list of choices below anchor, or above it where there is more
// room, and calls picked with the index of the chosen one. When the list closes,
// back gets the focus unless it is nil.
func ShowMenu(anchor fyne.CanvasObject, options []string, current int, back fyne.Focusable, picked func(i int)) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(anchor)
	if c == nil || len(options) == 0 {
		return
	}
	var over *popover
	list := newMenuList(options, current, func(i int) {
		over.close()
		if i >= 0 {
			picked(i)
		}
	})
	size := list.MinSize()
	size.Width = fyne.Max(size.Width, anchor.Size().Width)
	at := d.AbsolutePositionForObject(anchor).AddXY(0, anchor.Size().Height+2)
	if at.Y+size.Height > c.Size().Height {
		if above := at.Y - anchor.Size().Height - 4 - size.Height; above > 0 {
			at.Y = above
		}
	}
	over = showPopover(c, list, at, size, func() {
		if back != nil {
			c.Focus(back)
		}
	})
	c.Focus(list)
}

// NewMenuButton returns a button that opens a menu of options.
func NewMenuButton(text string, options []string, picked func(i int)) *Button {
	b := &Button{Text: text, Trailing: IconDown}
	b.ExtendBaseWidget(b)
	b.OnTapped = func() { ShowMenu(b, options, 0, b, picked) }
	return b
}
