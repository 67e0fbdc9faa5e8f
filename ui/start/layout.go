// SPDX-License-Identifier: MPL-2.0

package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	columnWidth  = 936
	choiceHeight = 196
)

// newPage places title, subtitle, choices, notice and recent registers in a column.
func newPage(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&widgets.CenteredColumn{Width: columnWidth, Gaps: []float32{4, 28, 24, 24, 8}, Min: fyne.NewSize(700, 400)}, objects...)
}

// choiceRow places the choices in a row, equally wide.
type choiceRow struct{}

func (*choiceRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, choiceHeight) }

func (*choiceRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	n := float32(len(o))
	w := (s.Width - (n-1)*widgets.Gap) / n
	for i, object := range o {
		widgets.Place(object, float32(i)*(w+widgets.Gap), 0, w, s.Height)
	}
}

// choiceLayout places icon, title and text at the top and the button at the bottom.
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

// bottomLeft places its one object at the bottom left, at its minimum size.
type bottomLeft struct{}

func (*bottomLeft) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (*bottomLeft) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[0].MinSize()
	widgets.Place(o[0], 0, s.Height-m.Height, m.Width, m.Height)
}

// centered places its one object in the middle, with a fixed height.
type centered struct{ height float32 }

func (l *centered) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, l.height) }

func (l *centered) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, (s.Height-l.height)/2, s.Width-widgets.Gap, l.height)
}

// iconText places an icon to the left of a text.
type iconText struct{}

const iconTextIndent = 28

func (*iconText) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(20, o[1].MinSize().Height))
}

func (*iconText) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 1, 16, 16)
	widgets.Place(o[1], iconTextIndent, 0, s.Width-iconTextIndent, s.Height)
}

// fixedHeight places its one object at the top, with a fixed height.
type fixedHeight struct{ height float32 }

func (l *fixedHeight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, l.height) }

func (l *fixedHeight) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, s.Width, s.Height)
}
