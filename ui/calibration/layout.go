package calibration

import (
	"fyne.io/fyne/v2"

	"fremskridt/ui/kit"
)

// sheetLayout keeps the text of the vignette in sight above the questions.
type sheetLayout struct{ v *sheet }

func (*sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 260) }

func (l *sheetLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	if s.Width == 0 {
		return
	}
	v := l.v
	wide := s.Width - 2*kit.Margin
	right := s.Width - kit.Margin
	for _, b := range []*kit.Button{v.next, v.back} {
		m := b.MinSize()
		right -= m.Width
		kit.Place(b, right, kit.Gap, m.Width, m.Height)
		right -= 8
	}
	title := v.title.MinSize().Width
	kit.Place(v.title, kit.Margin, kit.Gap, title, kit.ControlHeight)
	kit.Place(v.count, kit.Margin+title+16, kit.Gap+2, max(0, right-kit.Margin-title-16), kit.ControlHeight)
	top := float32(2*kit.Gap + kit.ControlHeight - 4)
	high := v.text.HeightFor(wide)
	kit.Place(v.text, kit.Margin, top, wide, high)
	top += high + kit.Gap
	v.column.Layout.(*column).known = s.Width
	kit.Place(v.scroll.Scroll, 0, top, s.Width, max(0, s.Height-top))
}

// column stands the questions on a card, which is its first object.
type column struct{ known float32 }

func (l *column) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.stand(o, max(l.known, 640), false)+kit.Gap)
}

func (l *column) Layout(o []fyne.CanvasObject, s fyne.Size) {
	kit.Place(o[0], kit.Margin, 0, s.Width-2*kit.Margin, l.stand(o, s.Width, true))
}

func (l *column) stand(o []fyne.CanvasObject, width float32, move bool) float32 {
	w, y := width-2*kit.Margin-2, float32(1)
	for _, object := range o[1:] {
		h := object.(*kit.ScaleInput).HeightFor(w)
		if move {
			kit.Place(object, kit.Margin+1, y, w, h)
		}
		y += h
	}
	return y + 1
}
