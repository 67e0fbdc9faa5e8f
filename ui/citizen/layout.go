// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// wideFrom is the width of a page from which there is room for everything
// beside the figure.
const wideFrom = 1500

const (
	headerHigh, headerSmall = 58, 52
	tabsHigh, tabsSmall     = 34, 32
)

// pageLayout stands the header and the tabs on one surface above the body.
type pageLayout struct{ header *header }

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (l *pageLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	head, tabs := float32(headerHigh), float32(tabsHigh)
	wide := s.Width >= wideFrom
	if !wide {
		head, tabs = headerSmall, tabsSmall
	}
	l.header.fit(wide)
	widgets.Place(o[0], 0, 0, s.Width, head+tabs)
	widgets.Place(o[1], 0, 0, s.Width, head)
	widgets.Place(o[2], widgets.Margin, head, s.Width-2*widgets.Margin, tabs)
	widgets.Place(o[3], 0, head+tabs-1, s.Width, 1)
	widgets.Place(o[4], 0, head+tabs, s.Width, s.Height-head-tabs)
}
