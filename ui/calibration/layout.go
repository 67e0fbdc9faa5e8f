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
	v.column.Layout.(*widgets.CardList).Width = s.Width
	widgets.Place(v.scroll.Scroll, 0, top, s.Width, max(0, s.Height-top))
}
