// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// RailWidth is the width of a [Rail].
const RailWidth = 88

const (
	railItem = 58
	railFoot = 78
)

// RailItem is one area of the program in a [Rail].
type RailItem struct {
	Icon  Icon
	Text  string
	Badge string
}

// Rail is the navigation at the left of the window, with the logged-in user at its
// foot. It is one tab stop: the arrow keys move a cursor, and Enter or Space goes to
// the item under it.
type Rail struct {
	control

	Items    []RailItem
	Selected int
	OnSelect func(i int)

	Initials string
	Role     string

	lock        *Button
	cursor      int
	hoveredItem int
}

var (
	_ fyne.Focusable    = (*Rail)(nil)
	_ fyne.Tappable     = (*Rail)(nil)
	_ desktop.Hoverable = (*Rail)(nil)
)

// NewRail returns a rail with its first item selected.
func NewRail(items []RailItem, selected func(i int)) *Rail {
	r := &Rail{Items: items, OnSelect: selected, hoveredItem: -1}
	r.ExtendBaseWidget(r)
	return r
}

// SetUser shows the logged-in user.
func (r *Rail) SetUser(initials, role string) {
	r.Initials, r.Role = initials, role
	r.Refresh()
}

// SetLock shows a lock button with text, or none if tapped is nil.
func (r *Rail) SetLock(text string, tapped func()) {
	r.lock = nil
	if tapped != nil {
		r.lock = NewIconButton(IconLock, text, tapped)
		r.lock.mini = true
	}
	r.Refresh()
}

// SetBadge shows a number at item i, or none if badge is empty.
func (r *Rail) SetBadge(i int, badge string) {
	if i < 0 || i >= len(r.Items) || r.Items[i].Badge == badge {
		return
	}
	r.Items[i].Badge = badge
	r.Refresh()
}

// SetSelected marks item i without calling OnSelect.
func (r *Rail) SetSelected(i int) {
	r.Selected, r.cursor = i, i
	r.Refresh()
}

func (r *Rail) choose(i int) {
	if i < 0 || i >= len(r.Items) {
		return
	}
	r.SetSelected(i)
	if r.OnSelect != nil {
		r.OnSelect(i)
	}
}

// Tapped implements [fyne.Tappable].
func (r *Rail) Tapped(e *fyne.PointEvent) {
	r.focusByPointer(r)
	r.choose(r.at(e.Position))
}

// TypedKey implements [fyne.Focusable].
func (r *Rail) TypedKey(e *fyne.KeyEvent) {
	r.keyed(r, e)
	switch {
	case e.Name == fyne.KeyUp:
		r.moveCursor(r.cursor - 1)
	case e.Name == fyne.KeyDown:
		r.moveCursor(r.cursor + 1)
	case e.Name == fyne.KeyHome:
		r.moveCursor(0)
	case e.Name == fyne.KeyEnd:
		r.moveCursor(len(r.Items) - 1)
	case activates(e.Name):
		r.choose(r.cursor)
	}
}

func (r *Rail) moveCursor(i int) {
	r.cursor = max(0, min(i, len(r.Items)-1))
	r.Refresh()
}

// MouseIn implements [desktop.Hoverable].
func (r *Rail) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (r *Rail) MouseMoved(e *desktop.MouseEvent) {
	notifyActivity()
	if i := r.at(e.Position); i != r.hoveredItem {
		r.hoveredItem = i
		r.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (r *Rail) MouseOut() {
	r.hoveredItem = -1
	r.Refresh()
}

func (r *Rail) at(p fyne.Position) int {
	i := int(p.Y / railItem)
	if p.Y < 0 || i >= len(r.Items) {
		return -1
	}
	return i
}

// CreateRenderer implements [fyne.Widget].
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	v := &railRenderer{
		rail: r, back: &canvas.Rectangle{}, side: &canvas.Rectangle{}, line: &canvas.Rectangle{},
		initials: &canvas.Text{}, role: &canvas.Text{},
	}
	v.Refresh()
	return v
}

type railRenderer struct {
	noDestroy
	rail     *Rail
	back     *canvas.Rectangle
	side     *canvas.Rectangle
	line     *canvas.Rectangle
	initials *canvas.Text
	role     *canvas.Text
	items    []*railItemView
}

type railItemView struct {
	fill  *canvas.Rectangle
	mark  *canvas.Rectangle
	ring  *frame
	icon  *glyph
	text  *canvas.Text
	pill  *canvas.Rectangle
	badge *canvas.Text
}

func (v *railRenderer) MinSize() fyne.Size {
	return fyne.NewSize(RailWidth, float32(len(v.rail.Items))*railItem+railFoot)
}

func (v *railRenderer) Layout(s fyne.Size) {
	const inner = RailWidth - 1
	v.back.Resize(s)
	v.side.Move(fyne.NewPos(inner, 0))
	v.side.Resize(fyne.NewSize(1, s.Height))
	for i, it := range v.items {
		it.layout(float32(i)*railItem, v.rail.Items[i])
	}
	top := s.Height - railFoot
	v.line.Move(fyne.NewPos(0, top))
	v.line.Resize(fyne.NewSize(inner, 1))
	placeText(v.initials, 0, top+7, inner, 18)
	placeText(v.role, 0, top+24, inner, 15)
	if v.rail.lock != nil {
		min := v.rail.lock.MinSize()
		v.rail.lock.Resize(min)
		v.rail.lock.Move(fyne.NewPos(round((inner-min.Width)/2), top+45))
	}
}

func (it *railItemView) layout(y float32, item RailItem) {
	const inner = RailWidth - 1
	it.fill.Move(fyne.NewPos(0, y))
	it.fill.Resize(fyne.NewSize(inner, railItem))
	it.mark.Move(fyne.NewPos(0, y))
	it.mark.Resize(fyne.NewSize(3, railItem))
	it.ring.layout(fyne.NewPos(4, y+2), fyne.NewSize(inner-6, railItem-4), 2)
	it.icon.put(0, y+12, RailWidth, 18, 18)
	it.text.Text = Ellipsis(it.roleOf(), item.Text, inner-6)
	placeText(it.text, 0, y+32, inner-1, 16)
	w := fyne.Max(16, ceil(AxisBold.Width(item.Badge))+8)
	it.pill.Move(fyne.NewPos(54, y+6))
	it.pill.Resize(fyne.NewSize(w, 16))
	placeText(it.badge, 54, y+6, w, 16)
}

func (it *railItemView) roleOf() Role {
	if it.text.TextStyle.Bold {
		return SecondBold
	}
	return Second
}

func (v *railRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{v.back, v.side, v.line, v.initials, v.role}
	for _, it := range v.items {
		objects = append(objects, it.fill, it.mark)
		objects = append(objects, it.ring.objects()...)
		objects = append(objects, it.icon.Image, it.text, it.pill, it.badge)
	}
	if v.rail.lock != nil {
		objects = append(objects, v.rail.lock)
	}
	return objects
}

func (v *railRenderer) Refresh() {
	r, p := v.rail, CurrentPalette()
	for len(v.items) < len(r.Items) {
		v.items = append(v.items, newRailItemView())
	}
	v.items = v.items[:len(r.Items)]
	v.back.FillColor, v.side.FillColor, v.line.FillColor = p.Surface, p.Line, p.Line
	v.initials.Text, v.initials.TextSize, v.initials.TextStyle = r.Initials, Body.Size(), BodyBold.Style()
	v.initials.Color, v.initials.Alignment = p.Ink, fyne.TextAlignCenter
	v.role.Text, v.role.TextSize = Ellipsis(Axis, r.Role, RailWidth-4), Axis.Size()
	v.role.Color, v.role.Alignment = p.Muted, fyne.TextAlignCenter
	v.line.Hidden = r.Initials == ""
	for i, it := range v.items {
		selected := i == r.Selected
		ink, role := p.Muted, Second
		fill := p.Surface
		switch {
		case selected:
			ink, role, fill = p.Ink, SecondBold, p.Selection
		case i == r.hoveredItem:
			fill = p.Raised
		}
		it.fill.FillColor, it.mark.FillColor = fill, p.Ink
		it.mark.Hidden = !selected
		it.ring.paint(p.Focus, fill)
		it.ring.show(r.ring() && i == r.cursor)
		it.icon.set(r.Items[i].Icon, ink, iconLine)
		it.text.Text, it.text.TextSize, it.text.TextStyle = r.Items[i].Text, role.Size(), role.Style()
		it.text.Color, it.text.Alignment = ink, fyne.TextAlignCenter
		it.pill.FillColor, it.pill.CornerRadius = p.Ink, 8
		it.pill.Hidden = r.Items[i].Badge == ""
		it.badge.Text, it.badge.TextSize, it.badge.TextStyle = r.Items[i].Badge, Axis.Size(), AxisBold.Style()
		it.badge.Color, it.badge.Alignment = p.Surface, fyne.TextAlignCenter
	}
	v.Layout(r.Size())
	canvas.Refresh(r)
	if r.lock != nil {
		r.lock.Refresh()
	}
}

func newRailItemView() *railItemView {
	return &railItemView{
		fill: &canvas.Rectangle{}, mark: &canvas.Rectangle{}, ring: newFrame(controlRadius),
		icon: newGlyph(), text: &canvas.Text{}, pill: &canvas.Rectangle{}, badge: &canvas.Text{},
	}
}
