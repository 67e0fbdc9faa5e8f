// SPDX-License-Identifier: MPL-2.0

package calibration

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// sheetLayout keeps the text of the vignette in sight above the questions.
type sheetLayout struct{ v *sheet }

func (*sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 260) }

func (l *sheetLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	if s.Width == 0 {
		return
	}
	v := l.v
	wide := s.Width - 2*widgets.Margin
	right := s.Width - widgets.Margin
	for _, b := range []*widgets.Button{v.next, v.back} {
		m := b.MinSize()
		right -= m.Width
		widgets.Place(b, right, widgets.Gap, m.Width, m.Height)
		right -= 8
	}
	title := v.title.MinSize().Width
	widgets.Place(v.title, widgets.Margin, widgets.Gap, title, widgets.ControlHeight)
	widgets.Place(v.count, widgets.Margin+title+16, widgets.Gap+2, max(0, right-widgets.Margin-title-16), widgets.ControlHeight)
	top := float32(2*widgets.Gap + widgets.ControlHeight - 4)
	high := v.text.HeightFor(wide)
	widgets.Place(v.text, widgets.Margin, top, wide, high)
	top += high + widgets.Gap
	v.column.Layout.(*column).known = s.Width
	widgets.Place(v.scroll.Scroll, 0, top, s.Width, max(0, s.Height-top))
}

// column stands the questions on a card, which is its first object.
type column struct{ known float32 }

func (l *column) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.stand(o, max(l.known, 640), false)+widgets.Gap)
}

func (l *column) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], widgets.Margin, 0, s.Width-2*widgets.Margin, l.stand(o, s.Width, true))
}

func (l *column) stand(o []fyne.CanvasObject, width float32, move bool) float32 {
	w, y := width-2*widgets.Margin-2, float32(1)
	for _, object := range o[1:] {
		h := object.(*widgets.ScaleInput).HeightFor(w)
		if move {
			widgets.Place(object, widgets.Margin+1, y, w, h)
		}
		y += h
	}
	return y + 1
}
