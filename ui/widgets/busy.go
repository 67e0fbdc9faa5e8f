// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewBusy returns a page that shows, in its middle, what the program is doing and
// a note below it.
func NewBusy(text, note string) fyne.CanvasObject {
	first, second := NewLabel(CardTitle, text), NewMutedLabel(Body, note)
	first.Align, second.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	return container.NewCenter(container.New(&Flow{Gap: 8, Width: 420}, first, second))
}
