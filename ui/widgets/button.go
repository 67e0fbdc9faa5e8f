// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Variant is the visual weight of a button.
type Variant int

// The variants. The zero value is the ordinary button.
const (
	Secondary Variant = iota
	Primary           // the main action of a screen
	Quiet             // no border unless hovered
)

// Button is pressed by a click, by Enter or by Space.
type Button struct {
	control

	Text     string
	Icon     Icon
	Trailing Icon   // after the text, as on a button that opens a menu
	Hint     string // the shortcut, after the text
	Variant  Variant
	Compact  bool
	Big      bool // 60 high, for citizens who answer by themselves
	OnTapped func()

	mini bool
}

var (
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
	_ desktop.Mouseable = (*Button)(nil)
)

// NewButton returns an ordinary button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{Text: text, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// NewIconButton returns a button with an icon and, unless it is empty, a text.
func NewIconButton(icon Icon, text string, tapped func()) *Button {
	b := &Button{Icon: icon, Text: text, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimaryButton returns the main button of a screen.
func NewPrimaryButton(icon Icon, text string, tapped func()) *Button {
	b := &Button{Icon: icon, Text: text, Variant: Primary, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the text.
func (b *Button) SetText(text string) {
	b.Text = text
	b.Refresh()
}

// Tapped implements [fyne.Tappable].
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.Disabled() {
		return
	}
	b.focusByPointer(b)
	b.press()
}

// TypedKey implements [fyne.Focusable].
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	b.keyed(b, e)
	if activates(e.Name) && !b.Disabled() {
		b.press()
	}
}

// MouseDown implements [desktop.Mouseable].
func (b *Button) MouseDown(e *desktop.MouseEvent) {
	if b.Disabled() || e.Button != desktop.MouseButtonPrimary {
		return
	}
	b.focusByPointer(b)
	b.pressed = true
	b.Refresh()
}

// MouseUp implements [desktop.Mouseable].
func (b *Button) MouseUp(*desktop.MouseEvent) {
	b.pressed = false
	b.Refresh()
}

func (b *Button) press() {
	if b.OnTapped != nil {
		b.OnTapped()
	}
}

// CreateRenderer implements [fyne.Widget].
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{
		button: b, frame: newFrame(controlRadius),
		icon: newGlyph(), trailing: newGlyph(), text: &canvas.Text{}, hint: &canvas.Text{},
	}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	noDestroy
	button   *Button
	frame    *frame
	icon     *glyph
	trailing *glyph
	text     *canvas.Text
	hint     *canvas.Text
}

type buttonMetrics struct{ height, inset, icon, gap float32 }

func (r *buttonRenderer) metrics() buttonMetrics {
	switch {
	case r.button.mini:
		return buttonMetrics{23, 8, 12, 5}
	case r.button.Big:
		return buttonMetrics{60, 28, 20, 14}
	case r.button.Compact:
		return buttonMetrics{CompactHeight, 10, 14, 5}
	}
	return buttonMetrics{ControlHeight, 12, 16, 5}
}

func (r *buttonRenderer) role() Role {
	switch {
	case r.button.mini:
		return Axis
	case r.button.Big && r.button.Variant == Primary:
		return PageTitle
	case r.button.Big:
		return Large
	case r.button.Variant == Primary:
		return BodyBold
	case r.button.Compact:
		return Second
	}
	return Body
}

func (r *buttonRenderer) contentWidth() float32 {
	m, w := r.metrics(), float32(0)
	add := func(part float32) {
		if w > 0 {
			w += m.gap
		}
		w += part
	}
	if r.button.Icon != IconNone {
		add(m.icon)
	}
	if r.button.Text != "" {
		add(ceil(r.text.MinSize().Width))
	}
	if r.button.Hint != "" {
		add(ceil(r.hint.MinSize().Width))
	}
	if r.button.Trailing != IconNone {
		add(m.icon)
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	m := r.metrics()
	inset := m.inset
	if r.button.Text == "" {
		inset = 9
		if r.button.Compact {
			inset = 7
		}
	}
	return fyne.NewSize(r.contentWidth()+2*inset, m.height)
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	m := r.metrics()
	border := float32(1)
	if r.button.Big {
		border = 2
	}
	if r.button.ring() {
		border++
	}
	r.frame.layout(fyne.Position{}, s, border)

	x := round((s.Width - r.contentWidth()) / 2)
	if r.button.Icon != IconNone {
		r.icon.put(x, 0, m.icon, s.Height, m.icon)
		x += m.icon + m.gap
	}
	if r.button.Text != "" {
		placeText(r.text, x, 0, 0, s.Height)
		x += ceil(r.text.MinSize().Width) + m.gap
	}
	if r.button.Hint != "" {
		placeText(r.hint, x, 0, 0, s.Height)
		x += ceil(r.hint.MinSize().Width) + m.gap
	}
	r.trailing.put(x, 0, m.icon, s.Height, m.icon)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		r.frame.outer, r.frame.inner, r.icon.Image, r.text, r.hint, r.trailing.Image,
	}
}

func (r *buttonRenderer) Refresh() {
	b := r.button
	edge, fill, ink := r.colours()
	role := r.role()

	r.frame.paint(edge, fill)
	r.text.Text, r.text.TextSize, r.text.TextStyle, r.text.Color = b.Text, role.Size(), role.Style(), ink
	r.hint.Text, r.hint.TextSize, r.hint.Color = b.Hint, role.Size(), ink
	r.text.Refresh()
	r.hint.Refresh()
	r.icon.set(b.Icon, ink, iconLine)
	r.trailing.set(b.Trailing, ink, iconLine)
	r.Layout(b.Size())
}

func (r *buttonRenderer) colours() (edge, fill, ink color.NRGBA) {
	b, p := r.button, CurrentPalette()
	edge, fill, ink = p.Edge, p.Surface, p.Ink
	switch {
	case b.Disabled():
		return p.Line, p.Surface, p.Edge
	case b.Variant == Primary:
		edge, fill, ink = p.Primary, p.Primary, p.OnPrimary
	case b.Variant == Quiet:
		edge, fill = color.NRGBA{}, color.NRGBA{}
	case b.mini:
		edge = p.Line
	}
	shade := 0
	if b.hovered {
		shade = 8
	}
	if b.pressed {
		shade = 16
	}
	if shade > 0 {
		if fill.A == 0 {
			fill = withAlpha(p.Ink, shade)
		} else {
			fill = mix(ink, fill, shade)
		}
		if b.Variant == Primary {
			edge = fill
		}
	}
	if b.ring() {
		edge = p.Focus
		if fill.A == 0 {
			fill = p.Surface
		}
	}
	return edge, fill, ink
}
