// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Place moves and resizes an object; the layouts of screens are built from it.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// NewSurface returns the background of a header, a card or a foot.
func NewSurface() *canvas.Rectangle { return canvas.NewRectangle(CurrentPalette().Surface) }

// NewRule returns a thin line that separates two parts of a screen.
func NewRule() *canvas.Rectangle {
	r := canvas.NewRectangle(CurrentPalette().Line)
	r.SetMinSize(fyne.NewSize(1, 1))
	return r
}

// Heights of the title and the tabs of a tabbed page.
const (
	pageTitle = 48
	pageTabs  = 34
)

// NewTabbedPage returns a page with a title and tabs above body and, unless foot
// is nil, a foot below it.
func NewTabbedPage(title string, tabs *Tabs, body fyne.CanvasObject, foot *FootStrip) *fyne.Container {
	o := []fyne.CanvasObject{NewSurface(), NewLabel(SmallTitle, title), tabs, NewRule(), body}
	if foot != nil {
		o = append(o, foot)
	}
	return container.New(&tabbedPage{}, o...)
}

type tabbedPage struct{}

func (*tabbedPage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (*tabbedPage) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const top = pageTitle + pageTabs
	Place(o[0], 0, 0, s.Width, top)
	Place(o[1], Margin, 14, s.Width-2*Margin, 22)
	Place(o[2], Margin-4, pageTitle, s.Width-2*Margin, pageTabs)
	Place(o[3], 0, top-1, s.Width, 1)
	bottom := s.Height
	if len(o) > 5 {
		bottom -= FootHeight
		Place(o[5], 0, bottom, s.Width, FootHeight)
	}
	Place(o[4], 0, top, s.Width, bottom-top)
}

// Sized is a layout that gives its single object a minimum size.
type Sized struct{ Size fyne.Size }

// MinSize implements [fyne.Layout].
func (l *Sized) MinSize([]fyne.CanvasObject) fyne.Size { return l.Size }

// Layout implements [fyne.Layout].
func (*Sized) Layout(o []fyne.CanvasObject, s fyne.Size) { Place(o[0], 0, 0, s.Width, s.Height) }
