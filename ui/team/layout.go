package team

import (
	"fyne.io/fyne/v2"

	"fremskridt/ui/kit"
)

const (
	toolTop, toolHigh     = 12, 32
	numbersTop, numbersIn = 54, 24
	cardsTop              = 86
	upperHigh, lowerHigh  = 318, 250 // of the cards, at least
	toolGap               = 8
)

// pageLayout stands the tools, the numbers, the cards and the foot below each other.
type pageLayout struct{}

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (*pageLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	kit.Place(o[0], kit.Margin, toolTop, s.Width-2*kit.Margin, toolHigh)
	kit.Place(o[1], kit.Margin, numbersTop, s.Width-2*kit.Margin, numbersIn)
	kit.Place(o[2], 0, cardsTop, s.Width, s.Height-cardsTop-kit.FootHeight)
	kit.Place(o[3], 0, s.Height-kit.FootHeight, s.Width, kit.FootHeight)
}

// toolRow stands its objects in a row, the last at its end. Where they are too
// wide, the filters share what there is.
type toolRow struct{}

func (*toolRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, toolHigh) }

func (*toolRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widths := make([]float32, len(o))
	total, filters := float32(0), 0
	for i, object := range o {
		if !object.Visible() {
			continue
		}
		widths[i] = object.MinSize().Width
		if i == 0 {
			widths[i] += 8
		}
		if _, ok := object.(*kit.Dropdown); ok {
			filters++
		}
		total += widths[i] + toolGap
	}
	over := max(0, total-toolGap-s.Width)
	x := float32(0)
	for i, object := range o {
		if !object.Visible() {
			continue
		}
		if _, ok := object.(*kit.Dropdown); ok && over > 0 {
			widths[i] = max(90, widths[i]-over/float32(filters))
		}
		if i == len(o)-1 {
			x = max(x, s.Width-widths[i])
		}
		h := object.MinSize().Height
		kit.Place(object, x, (s.Height-h)/2, widths[i], h)
		x += widths[i] + toolGap
	}
}

// cardGrid stands four cards in two columns, the left a little wider.
type cardGrid struct{}

func (*cardGrid) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(620, upperHigh+lowerHigh+2*kit.Gap)
}

func (*cardGrid) Layout(o []fyne.CanvasObject, s fyne.Size) {
	wide := s.Width - 2*kit.Margin - kit.Gap
	left := wide * 632 / (632 + 602)
	high := s.Height - 2*kit.Gap
	upper := max(upperHigh, high*upperHigh/(upperHigh+lowerHigh))
	lower := high - upper
	x := kit.Margin + left + kit.Gap
	kit.Place(o[0], kit.Margin, 0, left, upper)
	kit.Place(o[1], x, 0, wide-left, upper)
	kit.Place(o[2], kit.Margin, upper+kit.Gap, left, lower)
	kit.Place(o[3], x, upper+kit.Gap, wide-left, lower)
}
