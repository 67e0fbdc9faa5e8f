// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const buttonGap = 8

type headerLayout struct{ h *header }

func (*headerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, headerHeight) }

// Layout implements [fyne.Layout]: the name and the facts in one line, when the next
// assessment is due in two.
func (l *headerLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	h := l.h
	middle := func(height float32) float32 { return (s.Height - height) / 2 }
	widgets.Place(h.back, widgets.Margin, middle(widgets.ControlHeight), 34, widgets.ControlHeight)
	right := s.Width - widgets.Margin
	for _, b := range []*widgets.Button{h.assessmentButton, h.activityButton, h.cprButton} {
		if m := b.MinSize(); b.Visible() {
			right -= m.Width
			widgets.Place(b, right, middle(m.Height), m.Width, m.Height)
			right -= buttonGap
		}
	}
	right -= widgets.Gap - buttonGap
	due, window := h.due.MinSize(), h.window.MinSize()
	wide := max(due.Width, window.Width)
	right -= wide
	top := middle(due.Height + window.Height)
	widgets.Place(h.due, right, top, wide, due.Height)
	widgets.Place(h.window, right, top+due.Height, wide, window.Height)
	x := float32(widgets.Margin + 34 + widgets.Gap)
	room := max(0, right-x-widgets.Gap)
	name, facts := h.name.MinSize(), h.facts.MinSize()
	width := min(room, h.nameWidth())
	widgets.Place(h.name, x, middle(name.Height), width, name.Height)
	widgets.Place(h.facts, x+width+widgets.Gap, middle(facts.Height)+1, max(0, room-width-widgets.Gap), facts.Height)
}
