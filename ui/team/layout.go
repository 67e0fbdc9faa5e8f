// SPDX-License-Identifier: MPL-2.0

package team

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	toolTop, toolHigh    = 12, 32
	numbersTop           = 54
	cardsApart           = 14       // below the numbers
	upperHigh, lowerHigh = 334, 244 // of the cards, at least
	toolGap              = 8
)

// pageLayout places the tools, the numbers, the cards and the foot below each other.
type pageLayout struct{}

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (*pageLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], widgets.Margin, toolTop, s.Width-2*widgets.Margin, toolHigh)
	high := o[1].(*widgets.Paragraph).HeightFor(s.Width - 2*widgets.Margin)
	widgets.Place(o[1], widgets.Margin, numbersTop, s.Width-2*widgets.Margin, high)
	cards := numbersTop + high + cardsApart
	widgets.Place(o[2], 0, cards, s.Width, s.Height-cards-widgets.FootHeight)
	widgets.Place(o[3], 0, s.Height-widgets.FootHeight, s.Width, widgets.FootHeight)
}

// toolRow places its objects in a row, the last at its end. Where they are too
// wide, the filters give way, the widest first, and then the title.
type toolRow struct{}

func (*toolRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, toolHigh) }

func (*toolRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widths := make([]float32, len(o))
	total := float32(0)
	var filters []int
	for i, object := range o {
		if !object.Visible() {
			continue
		}
		widths[i] = object.MinSize().Width
		if title, ok := object.(*widgets.Label); ok {
			widths[i] = title.Role.Width(title.Text) + 10
		}
		if _, ok := object.(*widgets.Dropdown); ok {
			filters = append(filters, i)
		}
		total += widths[i] + toolGap
	}
	over := narrow(widths, filters, total-toolGap-s.Width)
	narrow(widths, []int{0}, over)
	x := float32(0)
	for i, object := range o {
		if !object.Visible() {
			continue
		}
		if i == len(o)-1 {
			x = max(x, s.Width-widths[i])
		}
		h := object.MinSize().Height
		widgets.Place(object, x, (s.Height-h)/2, widths[i], h)
		x += widths[i] + toolGap
	}
}

// filterLeast is how narrow a filter becomes.
const filterLeast = 90

// narrow takes so much width away from some objects, from the widest first, and
// returns what is left to be taken.
func narrow(widths []float32, of []int, over float32) float32 {
	for over > 0.5 {
		widest, next := float32(0), float32(filterLeast)
		for _, i := range of {
			widest = max(widest, widths[i])
		}
		var wide []int
		for _, i := range of {
			if widths[i] > widest-0.5 {
				wide = append(wide, i)
			} else {
				next = max(next, widths[i])
			}
		}
		step := min(over/float32(len(wide)), widest-next)
		if step <= 0 {
			return over
		}
		for _, i := range wide {
			widths[i] -= step
		}
		over -= step * float32(len(wide))
	}
	return over
}

// cardGrid places four cards in two columns, the left a little wider.
type cardGrid struct{}

func (*cardGrid) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(620, upperHigh+lowerHigh+2*widgets.Gap)
}

func (*cardGrid) Layout(o []fyne.CanvasObject, s fyne.Size) {
	wide := s.Width - 2*widgets.Margin - widgets.Gap
	left := wide * 632 / (632 + 602)
	high := s.Height - 2*widgets.Gap
	upper := max(upperHigh, high*upperHigh/(upperHigh+lowerHigh))
	lower := high - upper
	x := widgets.Margin + left + widgets.Gap
	widgets.Place(o[0], widgets.Margin, 0, left, upper)
	widgets.Place(o[1], x, 0, wide-left, upper)
	widgets.Place(o[2], widgets.Margin, upper+widgets.Gap, left, lower)
	widgets.Place(o[3], x, upper+widgets.Gap, wide-left, lower)
}
