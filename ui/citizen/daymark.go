// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// dayMark shows the day under the crosshair: its date on the axis and, if there
// is room, the answers valid on that day in the column of values.
type dayMark struct {
	day    model.Date
	chip   *canvas.Rectangle
	date   *canvas.Text
	heads  [2]*canvas.Text // of the citizen's and the caseworker's column
	values []*canvas.Text
}

const (
	chipHeight = 16
	chipInset  = 8
)

func newDayMark() *dayMark {
	m := &dayMark{
		chip: &canvas.Rectangle{CornerRadius: 2},
		date: widgets.NewText(widgets.AxisBold, "", nil),
	}
	m.date.Alignment = fyne.TextAlignCenter
	for i := range m.heads {
		m.heads[i] = widgets.NewText(widgets.Axis, "", nil)
		m.heads[i].Alignment = fyne.TextAlignCenter
	}
	return m
}

// reset prepares the mark for another figure or layout and returns the objects
// that belong over its panels.
func (m *dayMark) reset(f *plots.Progression, l *plots.Layout) []fyne.CanvasObject {
	c := widgets.CurrentPalette()
	m.day = model.Date{}
	m.chip.FillColor, m.date.Color = c.Focus, c.OnChosen
	for _, h := range m.heads {
		h.Color = c.Muted
	}
	m.values = nil
	var over []fyne.CanvasObject
	from, _ := l.Span()
	for range f.DayValues(l, from) {
		t := widgets.NewText(widgets.Second, "", nil)
		t.Alignment = fyne.TextAlignCenter
		m.values = append(m.values, t)
		over = append(over, t)
	}
	m.hide()
	return over
}

// move shows another day, or the same day at another position; top is where the
// panels start.
func (m *dayMark) move(f *plots.Progression, l *plots.Layout, day model.Date, top float32) {
	if day == m.day && !m.chip.Hidden {
		return
	}
	m.day = day
	c := widgets.CurrentPalette()
	text := f.DayLabel(day)
	m.date.Text = text
	strip := l.AxisStrip()
	width := widgets.AxisBold.Width(text) + 2*chipInset
	x := min(max(float32(l.X(day))-width/2, float32(strip.X)), float32(strip.X+strip.W)-width)
	y := float32(strip.Y+strip.H) - chipHeight - 1
	widgets.Place(m.chip, x, y, width, chipHeight)
	widgets.Place(m.date, x, y, width, chipHeight)
	m.chip.Hidden, m.date.Hidden = false, false
	for i, b := range f.DayColumnHeads(l) {
		m.heads[i].Text = f.ShortDayLabel(day)
		widgets.Place(m.heads[i], float32(b.X), float32(b.Y), float32(b.W), float32(b.H))
		m.heads[i].Hidden = false
	}
	for i, r := range f.DayValues(l, day) {
		t := m.values[i]
		t.Text, t.Color = r.Text, c.Muted
		if r.Exact {
			t.Color = c.Ink
		}
		widgets.Place(t, float32(r.X)-14, float32(r.Y)-top-9, 28, 16)
		t.Hidden = false
	}
}

func (m *dayMark) hide() {
	m.chip.Hidden, m.date.Hidden = true, true
	for _, h := range m.heads {
		h.Hidden = true
	}
	for _, t := range m.values {
		t.Hidden = true
	}
}
