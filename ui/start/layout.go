package start

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// page stands its objects in one calm column, a little above the middle.
type page struct{}

const (
	columnWidth  = 936
	choiceHeight = 196
)

func (*page) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(700, 400) }

func (*page) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(columnWidth, s.Width-2*widgets.Margin)
	x := (s.Width - w) / 2
	high := stand(o, x, 0, w, false)
	stand(o, x, max(widgets.Margin, (s.Height-high)*0.4), w, true)
}

func stand(o []fyne.CanvasObject, x, y, w float32, move bool) float32 {
	top := y
	for i, object := range o {
		if !object.Visible() {
			continue
		}
		h := object.MinSize().Height
		if move {
			widgets.Place(object, x, y, w, h)
		}
		y += h
		switch i {
		case 0:
			y += 4
		case 1:
			y += 28
		case 2, 3:
			y += 24
		default:
			y += 8
		}
	}
	return y - top
}

// choiceRow stands the ways in beside each other, equally wide.
type choiceRow struct{}

func (*choiceRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, choiceHeight) }

func (*choiceRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	n := float32(len(o))
	w := (s.Width - (n-1)*widgets.Gap) / n
	for i, object := range o {
		widgets.Place(object, float32(i)*(w+widgets.Gap), 0, w, s.Height)
	}
}

// choiceLayout stands icon, title and text at the top and the button at the foot.
type choiceLayout struct{}

func (*choiceLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(180, choiceHeight-2*widgets.Gap)
}

func (*choiceLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const in = 6
	w := s.Width - 2*in
	widgets.Place(o[0], in, in, 24, 24)
	widgets.Place(o[1], in, in+34, w, 20)
	h := float32(0)
	if p, ok := o[2].(*widgets.Paragraph); ok {
		h = p.HeightFor(w)
	}
	widgets.Place(o[2], in, in+60, w, h)
	m := o[3].MinSize()
	wide := m.Width
	if _, button := o[3].(*widgets.Button); !button {
		wide = w
	}
	widgets.Place(o[3], in, s.Height-in-m.Height, wide, m.Height)
}

// bottomLeft gives its one object its own width, at the left.
type bottomLeft struct{}

func (*bottomLeft) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (*bottomLeft) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[0].MinSize()
	widgets.Place(o[0], 0, s.Height-m.Height, m.Width, m.Height)
}

// centered gives its one object a height, in the middle.
type centered struct{ height float32 }

func (l *centered) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, l.height) }

func (l *centered) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, (s.Height-l.height)/2, s.Width-widgets.Gap, l.height)
}

// beside stands an icon before a text.
type beside struct{}

const besideText = 28

func (*beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(20, o[1].MinSize().Height))
}

func (*beside) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 1, 16, 16)
	widgets.Place(o[1], besideText, 0, s.Width-besideText, s.Height)
}

// fixedHeight gives its one object a height.
type fixedHeight struct{ height float32 }

func (l *fixedHeight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, l.height) }

func (l *fixedHeight) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, s.Width, s.Height)
}
