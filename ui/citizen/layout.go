package citizen

import (
	"fyne.io/fyne/v2"

	"fremskridt/ui/kit"
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
	kit.Place(o[0], 0, 0, s.Width, head+tabs)
	kit.Place(o[1], 0, 0, s.Width, head)
	kit.Place(o[2], kit.Margin, head, s.Width-2*kit.Margin, tabs)
	kit.Place(o[3], 0, head+tabs-1, s.Width, 1)
	kit.Place(o[4], 0, head+tabs, s.Width, s.Height-head-tabs)
}
