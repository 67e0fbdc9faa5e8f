// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const buttonGap = 8

type headerLayout struct{ h *header }

func (*headerLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, headerHeightNarrow)
}

func (l *headerLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	h := l.h
	top := float32(10)
	if h.wide {
		top = 12
	}
	widgets.Place(h.back, widgets.Margin, top+2, 34, widgets.ControlHeight)
	right := s.Width - widgets.Margin
	for _, b := range []*widgets.Button{h.assessmentButton, h.activityButton, h.cprButton} {
		if m := b.MinSize(); b.Visible() {
			right -= m.Width
			widgets.Place(b, right, top+2, m.Width, m.Height)
			right -= buttonGap
		}
	}
	right -= widgets.Gap - buttonGap
	wide := max(h.due.MinSize().Width, h.window.MinSize().Width)
	right -= wide
	widgets.Place(h.due, right, top, wide, h.due.MinSize().Height)
	widgets.Place(h.window, right, top+19, wide, h.window.MinSize().Height)
	x := float32(widgets.Margin + 34 + widgets.Gap)
	room := max(0, right-x-widgets.Gap)
	line := h.name.MinSize().Height
	widgets.Place(h.name, x, top-3, room, line)
	widgets.Place(h.facts, x, top-3+line, room, h.facts.MinSize().Height)
}
