// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Dropdown selects one of a list of options. Up and down change the selection,
// Enter and Space open the list, in which typed letters find an option.
type Dropdown struct {
	control

	Label       string // muted, before the selection: "Team alle"
	Options     []string
	Selected    int    // -1: none
	Placeholder string // shown while none is selected
	OnChanged   func(selected int)
}

var (
	_ fyne.Focusable    = (*Dropdown)(nil)
	_ fyne.Tappable     = (*Dropdown)(nil)
	_ desktop.Hoverable = (*Dropdown)(nil)
	_ desktop.Mouseable = (*Dropdown)(nil)
)

// NewDropdown returns a dropdown with its first option selected.
func NewDropdown(options []string, changed func(selected int)) *Dropdown {
	d := &Dropdown{Options: options, OnChanged: changed}
	d.ExtendBaseWidget(d)
	return d
}

// SetSelected selects option i, or none for -1, and calls OnChanged if that is a
// change.
func (d *Dropdown) SetSelected(i int) {
	if i < -1 || i >= len(d.Options) || i == d.Selected {
		return
	}
	d.Selected = i
	d.Refresh()
	if d.OnChanged != nil {
		d.OnChanged(i)
	}
}

// SetOptions sets options and selection without calling OnChanged.
func (d *Dropdown) SetOptions(options []string, selected int) {
	d.Options, d.Selected = options, selected
	d.Refresh()
}

// Value returns the text of the selected option, or nothing.
func (d *Dropdown) Value() string {
	if d.Selected < 0 || d.Selected >= len(d.Options) {
		return ""
	}
	return d.Options[d.Selected]
}

// MouseDown implements [desktop.Mouseable].
func (d *Dropdown) MouseDown(*desktop.MouseEvent) {
	if !d.Disabled() {
		d.focusByPointer(d)
	}
}

// MouseUp implements [desktop.Mouseable].
func (d *Dropdown) MouseUp(*desktop.MouseEvent) {}

// Tapped implements [fyne.Tappable].
func (d *Dropdown) Tapped(*fyne.PointEvent) {
	if d.Disabled() {
		return
	}
	d.focusByPointer(d)
	d.open()
}

// TypedKey implements [fyne.Focusable].
func (d *Dropdown) TypedKey(e *fyne.KeyEvent) {
	d.keyed(d, e)
	if d.Disabled() {
		return
	}
	switch {
	case e.Name == fyne.KeyUp:
		d.SetSelected(max(0, d.Selected-1))
	case e.Name == fyne.KeyDown:
		d.SetSelected(d.Selected + 1)
	case e.Name == fyne.KeyHome:
		d.SetSelected(0)
	case e.Name == fyne.KeyEnd:
		d.SetSelected(len(d.Options) - 1)
	case activates(e.Name):
		d.open()
	}
}

func (d *Dropdown) open() {
	ShowMenu(d, d.Options, max(0, d.Selected), d, d.SetSelected)
}

const (
	inputInset = 11
	chevronBox = 16
)

// CreateRenderer implements [fyne.Widget].
func (d *Dropdown) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	r := &dropdownRenderer{
		drop: d, frame: newFrame(controlRadius), chevron: newGlyph(),
		label: &canvas.Text{TextSize: Body.Size()}, text: &canvas.Text{TextSize: Body.Size()},
	}
	r.Refresh()
	return r
}

type dropdownRenderer struct {
	noDestroy
	drop    *Dropdown
	frame   *frame
	label   *canvas.Text
	text    *canvas.Text
	chevron *glyph
}

func (r *dropdownRenderer) labelWidth() float32 {
	if r.drop.Label == "" {
		return 0
	}
	return ceil(Body.Width(r.drop.Label)) + 4
}

func (r *dropdownRenderer) MinSize() fyne.Size {
	w := Body.Width(r.drop.Placeholder)
	for _, o := range r.drop.Options {
		w = fyne.Max(w, Body.Width(o))
	}
	return fyne.NewSize(ceil(w)+r.labelWidth()+2*inputInset+chevronBox+8, ControlHeight)
}

func (r *dropdownRenderer) Layout(s fyne.Size) {
	border := float32(1)
	if r.drop.ring() {
		border = 2
	}
	r.frame.layout(fyne.Position{}, s, border)
	x := inputInset + r.labelWidth()
	room := s.Width - x - chevronBox - inputInset - 4
	text := r.drop.Value()
	if text == "" {
		text = r.drop.Placeholder
	}
	r.text.Text = Ellipsis(Body, text, fyne.Max(0, room))
	placeText(r.label, inputInset, 0, 0, s.Height)
	placeText(r.text, x, 0, 0, s.Height)
	r.chevron.put(s.Width-inputInset+1-chevronBox, 0, chevronBox, s.Height, chevronBox)
}

func (r *dropdownRenderer) Objects() []fyne.CanvasObject {
	return append(r.frame.objects(), r.label, r.text, r.chevron.Image)
}

func (r *dropdownRenderer) Refresh() {
	d, p := r.drop, CurrentPalette()
	edge, fill, ink := p.Edge, p.Surface, p.Ink
	switch {
	case d.Disabled():
		edge, ink = p.Line, p.Edge
	case d.ring():
		edge = p.Focus
	case d.hovered:
		fill = mix(p.Ink, fill, 5)
	}
	r.frame.paint(edge, fill)
	r.label.Text, r.label.Color = d.Label, p.Muted
	r.text.Color = ink
	if d.Value() == "" {
		r.text.Color = p.Muted
	}
	r.chevron.set(IconDown, ink, 1.3)
	r.Layout(d.Size())
	r.label.Refresh()
	r.text.Refresh()
}
