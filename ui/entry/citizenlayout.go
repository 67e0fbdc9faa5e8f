// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// The widths of the screen. On a low screen the gaps shrink.
const (
	citizenWidth = 1120
	citizenSide  = 40
)

type citizenLayout struct{ c *CitizenScreen }

func (*citizenLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 480) }

func (l *citizenLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	c := l.c
	widgets.Place(o[0], 0, 0, s.Width, s.Height)
	width := min(citizenWidth, s.Width-2*citizenSide)
	x := (s.Width - width) / 2
	question, help := c.question.HeightFor(width), c.help.HeightFor(width)
	scale := float32(0)
	if !c.scale.Hidden {
		scale = c.scale.HeightFor(width)
	}
	const above, first, second, third, foot = 136, 36, 34, 40, 60
	const button = 60
	gaps := float32(above + first + second + third + foot)
	k := min(1, max(.1, (s.Height-question-help-scale-button)/gaps))
	top := max(0, (s.Height-question-help-scale-button-gaps)/4)

	bars := min(452, width*.45)
	widgets.Place(c.where, x, top+max(8, 48*k), width-bars, 28)
	widgets.Place(c.progress, x+width-bars, top+max(18, 58*k), bars, 8)
	y := top + max(40, above*k)
	widgets.Place(c.question, x, y, width, question)
	y += question + first*k
	widgets.Place(c.help, x, y, width, help)
	y += help + max(14, second*k) // the ring of the scale reaches up here
	widgets.Place(c.scale, x, y, width, scale)

	y = s.Height - foot*k - button
	widgets.Place(c.back, x, y, 208, button)
	widgets.Place(c.next, x+width-208, y, 208, button)
	m := c.unlock.MinSize()
	widgets.Place(c.unlock, (s.Width-m.Width)/2, y+(button-m.Height)/2, m.Width, m.Height)
}
