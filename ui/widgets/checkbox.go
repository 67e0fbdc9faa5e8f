// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Checkbox is a box with a label; a click, Enter or Space toggles it.
type Checkbox struct {
	control

	Text      string
	Checked   bool
	OnChanged func(checked bool)
}

var (
	_ fyne.Focusable    = (*Checkbox)(nil)
	_ fyne.Tappable     = (*Checkbox)(nil)
	_ desktop.Hoverable = (*Checkbox)(nil)
)

// NewCheckbox returns an unchecked box.
func NewCheckbox(text string, changed func(checked bool)) *Checkbox {
	c := &Checkbox{Text: text, OnChanged: changed}
	c.ExtendBaseWidget(c)
	return c
}

// SetChecked checks or unchecks the box and calls OnChanged if that is a change.
func (c *Checkbox) SetChecked(checked bool) {
	if checked == c.Checked {
		return
	}
	c.Checked = checked
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(checked)
	}
}

// Tapped implements [fyne.Tappable].
func (c *Checkbox) Tapped(*fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	c.focusByPointer(c)
	c.SetChecked(!c.Checked)
}

// TypedKey implements [fyne.Focusable].
func (c *Checkbox) TypedKey(e *fyne.KeyEvent) {
	c.keyed(c, e)
	if activates(e.Name) && !c.Disabled() {
		c.SetChecked(!c.Checked)
	}
}

const (
	checkSide = 16
	checkGap  = 6
)

// CreateRenderer implements [fyne.Widget].
func (c *Checkbox) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &checkRenderer{
		check: c, frame: newFrame(3), tick: newGlyph(),
		text: &canvas.Text{TextSize: Body.Size()},
	}
	r.Refresh()
	return r
}

type checkRenderer struct {
	noDestroy
	check *Checkbox
	frame *frame
	tick  *glyph
	text  *canvas.Text
}

func (r *checkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(checkSide+checkGap+ceil(Body.Width(r.check.Text)), ControlHeight)
}

func (r *checkRenderer) Layout(s fyne.Size) {
	y := round((s.Height - checkSide) / 2)
	border := float32(1)
	if r.check.ring() {
		border = 2
	}
	r.frame.layout(fyne.NewPos(0, y), fyne.NewSquareSize(checkSide), border)
	r.tick.put(0, y, checkSide, checkSide, 12)
	placeText(r.text, checkSide+checkGap, 0, 0, s.Height)
}

func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return append(r.frame.objects(), r.tick.Image, r.text)
}

func (r *checkRenderer) Refresh() {
	c, p := r.check, CurrentPalette()
	edge, fill, ink := p.Edge, p.Surface, p.Ink
	if c.Checked {
		edge, fill = p.Primary, p.Primary
	}
	if c.hovered && !c.Checked {
		fill = mix(p.Ink, fill, 8)
	}
	if c.Disabled() {
		edge, ink = p.Line, p.Edge
	}
	if c.ring() {
		edge = p.Focus
	}
	r.frame.paint(edge, fill)
	icon := IconNone
	if c.Checked {
		icon = IconCheck
	}
	r.tick.set(icon, p.OnPrimary, 3)
	r.text.Text, r.text.Color = c.Text, ink
	r.text.Refresh()
	r.Layout(c.Size())
}
