// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewBusy is a page that says what the program is about, in the middle.
func NewBusy(text, note string) fyne.CanvasObject {
	first, second := NewLabel(CardTitle, text), NewMutedLabel(Body, note)
	first.Align, second.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	return container.NewCenter(container.New(&Flow{Gap: 8, Width: 420}, first, second))
}
