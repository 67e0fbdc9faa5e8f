// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// wideMinWidth is the width of a page from which summary and legend fit next to
// the figure.
const wideMinWidth = 1500

const (
	headerHeight = 40
	tabsHeight   = 32
)

// pageLayout places the header and the tabs above the body.
type pageLayout struct{ header *header }

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (l *pageLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const head, tabs = headerHeight, tabsHeight
	l.header.setWide(s.Width >= wideMinWidth)
	widgets.Place(o[0], 0, 0, s.Width, head+tabs)
	widgets.Place(o[1], 0, 0, s.Width, head)
	widgets.Place(o[2], widgets.Margin, head, s.Width-2*widgets.Margin, tabs)
	widgets.Place(o[3], 0, head+tabs-1, s.Width, 1)
	widgets.Place(o[4], 0, head+tabs, s.Width, s.Height-head-tabs)
}
