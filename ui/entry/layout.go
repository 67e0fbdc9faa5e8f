// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	headerHeight = 96
	guideHeight  = 34
	footerHeight = 40
)

// formLayout places header, guide, questions and footer below each other.
type formLayout struct{ f *Form }

func (*formLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (l *formLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, s.Width, headerHeight)
	widgets.Place(o[1], 0, 0, s.Width, headerHeight)
	widgets.Place(o[2], 0, headerHeight-1, s.Width, 1)
	widgets.Place(o[3], widgets.Margin, headerHeight, s.Width-2*widgets.Margin, guideHeight)
	l.f.column.Layout.(*widgets.CardList).Width = s.Width
	widgets.Place(o[4], 0, headerHeight+guideHeight, s.Width, s.Height-headerHeight-guideHeight-footerHeight)
	widgets.Place(o[5], 0, s.Height-footerHeight, s.Width, footerHeight)
	l.f.updateCulled()
}

// columnBottom is the space below the last question.
const columnBottom = 12
