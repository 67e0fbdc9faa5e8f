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
	l.f.column.Layout.(*column).known = s.Width
	widgets.Place(o[4], 0, headerHeight+guideHeight, s.Width, s.Height-headerHeight-guideHeight-footerHeight)
	widgets.Place(o[5], 0, s.Height-footerHeight, s.Width, footerHeight)
	l.f.updateCulled()
}

// column places the visible questions below each other on a card, its first
// object.
type column struct{ known float32 }

// columnBottom is the space below the last question.
const columnBottom = 12

type higher interface{ HeightFor(width float32) float32 }

func (l *column) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.arrange(o, max(l.known, 640), false)+columnBottom)
}

func (l *column) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.known = s.Width
	widgets.Place(o[0], widgets.Margin, 0, s.Width-2*widgets.Margin, l.arrange(o, s.Width, true))
}

func (l *column) arrange(o []fyne.CanvasObject, width float32, move bool) float32 {
	w, y := width-2*widgets.Margin-2, float32(1)
	var last *widgets.ScaleInput
	for _, object := range o[1:] {
		if !object.Visible() {
			continue
		}
		h := object.(higher).HeightFor(w)
		if move {
			widgets.Place(object, widgets.Margin+1, y, w, h)
		}
		if in, ok := object.(*widgets.ScaleInput); ok {
			last = in
		}
		y += h
	}
	if move && last != nil {
		for _, object := range o[1:] {
			if in, ok := object.(*widgets.ScaleInput); ok && in.Last != (in == last) {
				in.Last = in == last
				in.Refresh()
			}
		}
	}
	return y + 1
}
