package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

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
	place(o[0], 0, 0, s.Width, head+tabs)
	place(o[1], 0, 0, s.Width, head)
	place(o[2], kit.Margin, head, s.Width-2*kit.Margin, tabs)
	place(o[3], 0, head+tabs-1, s.Width, 1)
	place(o[4], 0, head+tabs, s.Width, s.Height-head-tabs)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func surface() fyne.CanvasObject { return canvas.NewRectangle(kit.CurrentPalette().Surface) }

func rule() *canvas.Rectangle {
	r := canvas.NewRectangle(kit.CurrentPalette().Line)
	r.SetMinSize(fyne.NewSize(1, 1))
	return r
}
