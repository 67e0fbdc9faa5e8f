// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// fact returns a label and its value on one line.
func fact(name, text string) fyne.CanvasObject {
	label := widgets.NewMutedLabel(widgets.Body, name)
	value := widgets.NewLabel(widgets.Body, text)
	value.Shrinks = true
	return container.New(&factLayout{}, label, value)
}

type factLayout struct{}

const factLabelWidth = 150

func (*factLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(factLabelWidth+80, o[0].MinSize().Height)
}

func (*factLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, factLabelWidth, s.Height)
	widgets.Place(o[1], factLabelWidth, 0, s.Width-factLabelWidth, s.Height)
}
