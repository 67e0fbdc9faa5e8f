// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

type headerLayout struct{ h *header }

func (*headerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, headerHeight) }

func (l *headerLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	h := l.h
	const top, fields, gap = 8, 44, 12
	widgets.Place(h.back, widgets.Margin, top+1, 34, widgets.ControlHeight)
	right := s.Width - widgets.Margin
	for _, b := range []*widgets.Button{h.earlier, h.handOut} {
		if b.Visible() {
			m := b.MinSize()
			right -= m.Width
			widgets.Place(b, right, top+1, m.Width, m.Height)
			right -= gap
		}
	}
	x := float32(widgets.Margin + 34 + gap)
	width := min(h.name.MinSize().Width, max(0, right-x))
	widgets.Place(h.name, x, top, width, 32)
	x += width + gap
	widgets.Place(h.facts, x, top+2, max(0, right-x), 30)

	m := max(h.progress.MinSize().Width, h.count.MinSize().Width)
	right = s.Width - widgets.Margin - m
	widgets.Place(h.count, right, fields-1, m, 16)
	widgets.Place(h.progress, right, fields+19, m, 28)

	x = widgets.Margin
	room := right - 2*gap - x
	fixed := float32(len(h.widths)-1) * gap
	for _, w := range h.widths {
		fixed += w
	}
	note := max(110, min(420, room-fixed))
	shrink := min(1, (room-note-float32(len(h.widths)-1)*gap)/max(1, fixed-float32(len(h.widths)-1)*gap))
	for i, field := range h.fields {
		w := h.widths[i] * shrink
		if h.widths[i] == 0 {
			w = note
		}
		widgets.Place(field, x, fields-1, w, 46)
		x += w + gap
	}
}
