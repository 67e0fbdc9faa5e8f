package entry

import (
	"fyne.io/fyne/v2"

	"fremskridt/ui/kit"
)

const (
	headerHigh = 96
	guideHigh  = 34
	footHigh   = 40
)

// formLayout stands header, guide, questions and foot below each other.
type formLayout struct{ f *Form }

func (*formLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (l *formLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	kit.Place(o[0], 0, 0, s.Width, headerHigh)
	kit.Place(o[1], 0, 0, s.Width, headerHigh)
	kit.Place(o[2], 0, headerHigh-1, s.Width, 1)
	kit.Place(o[3], kit.Margin, headerHigh, s.Width-2*kit.Margin, guideHigh)
	l.f.column.Layout.(*column).known = s.Width
	kit.Place(o[4], 0, headerHigh+guideHigh, s.Width, s.Height-headerHigh-guideHigh-footHigh)
	kit.Place(o[5], 0, s.Height-footHigh, s.Width, footHigh)
	l.f.wake()
}

// column stands the questions that are asked on a card, which is its first
// object.
type column struct{ known float32 }

// columnFoot is the room below the last question.
const columnFoot = 12

type higher interface{ HeightFor(width float32) float32 }

func (l *column) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.stand(o, max(l.known, 640), false)+columnFoot)
}

func (l *column) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.known = s.Width
	kit.Place(o[0], kit.Margin, 0, s.Width-2*kit.Margin, l.stand(o, s.Width, true))
}

func (l *column) stand(o []fyne.CanvasObject, width float32, move bool) float32 {
	w, y := width-2*kit.Margin-2, float32(1)
	var last *kit.ScaleInput
	for _, object := range o[1:] {
		if !object.Visible() {
			continue
		}
		h := object.(higher).HeightFor(w)
		if move {
			kit.Place(object, kit.Margin+1, y, w, h)
		}
		if in, ok := object.(*kit.ScaleInput); ok {
			last = in
		}
		y += h
	}
	if move && last != nil {
		for _, object := range o[1:] {
			if in, ok := object.(*kit.ScaleInput); ok && in.Last != (in == last) {
				in.Last = in == last
				in.Refresh()
			}
		}
	}
	return y + 1
}
