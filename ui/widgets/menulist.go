// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	menuRow  = 28
	menuPad  = 4
	menuRows = 12 // visible at once
)

// menuList is the list opened by a [Dropdown] or a menu button.
type menuList struct {
	control

	options []string
	cursor  int
	first   int
	picked  func(i int) // -1: closed without a choice
	typed   string
	view    *menuRenderer
}

var (
	_ fyne.Focusable    = (*menuList)(nil)
	_ fyne.Tappable     = (*menuList)(nil)
	_ fyne.Scrollable   = (*menuList)(nil)
	_ desktop.Hoverable = (*menuList)(nil)
)

func newMenuList(options []string, cursor int, picked func(i int)) *menuList {
	m := &menuList{options: options, cursor: cursor, picked: picked}
	m.ExtendBaseWidget(m)
	m.reveal()
	return m
}

func (m *menuList) visibleRows() int { return min(menuRows, len(m.options)) }

func (m *menuList) setFirst(first int) {
	m.first = max(0, min(first, len(m.options)-m.visibleRows()))
}

func (m *menuList) reveal() {
	if m.cursor < 0 {
		return
	}
	if m.cursor < m.first {
		m.first = m.cursor
	}
	if m.cursor >= m.first+m.visibleRows() {
		m.setFirst(m.cursor - m.visibleRows() + 1)
	}
}

func (m *menuList) move(to int) {
	m.cursor = max(0, min(to, len(m.options)-1))
	m.reveal()
	m.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (m *menuList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		m.move(m.cursor - 1)
	case fyne.KeyDown:
		m.move(m.cursor + 1)
	case fyne.KeyPageUp:
		m.move(m.cursor - m.visibleRows())
	case fyne.KeyPageDown:
		m.move(m.cursor + m.visibleRows())
	case fyne.KeyHome:
		m.move(0)
	case fyne.KeyEnd:
		m.move(len(m.options) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.picked(m.cursor)
	case fyne.KeySpace:
		if m.typed == "" {
			m.picked(m.cursor)
		}
	case fyne.KeyEscape:
		m.picked(-1)
	case fyne.KeyBackspace:
		m.typed = ""
	}
}

// TypedRune selects the first option that begins with the letters typed so far, or,
// if there is none, with the last letter.
func (m *menuList) TypedRune(r rune) {
	if r == ' ' && m.typed == "" {
		return
	}
	m.typed += strings.ToLower(string(r))
	if m.find() {
		return
	}
	_, first := utf8.DecodeLastRuneInString(m.typed)
	m.typed = m.typed[len(m.typed)-first:]
	m.find()
}

func (m *menuList) find() bool {
	for i, o := range m.options {
		if strings.HasPrefix(strings.ToLower(o), m.typed) {
			m.move(i)
			return true
		}
	}
	return false
}

// AcceptsTab keeps the focus in the list until a choice is made.
func (m *menuList) AcceptsTab() bool { return true }

// Tapped implements [fyne.Tappable].
func (m *menuList) Tapped(e *fyne.PointEvent) {
	if i := m.at(e.Position); i >= 0 {
		m.picked(i)
	}
}

// MouseIn implements [desktop.Hoverable].
func (m *menuList) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (m *menuList) MouseMoved(e *desktop.MouseEvent) {
	notifyActivity()
	if i := m.at(e.Position); i >= 0 && i != m.cursor {
		m.cursor = i
		m.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (m *menuList) MouseOut() {}

// Scrolled implements [fyne.Scrollable].
func (m *menuList) Scrolled(e *fyne.ScrollEvent) {
	by := 1
	if e.Scrolled.DY > 0 {
		by = -1
	}
	m.setFirst(m.first + by)
	m.Refresh()
}

func (m *menuList) at(p fyne.Position) int {
	i := int((p.Y - menuPad) / menuRow)
	if p.Y < menuPad || i >= m.visibleRows() {
		return -1
	}
	return m.first + i
}

// CreateRenderer implements [fyne.Widget].
func (m *menuList) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	r := &menuRenderer{menu: m, frame: newFrame(cardRadius), fill: &canvas.Rectangle{}, bar: newScrollbar()}
	for range m.visibleRows() {
		r.texts = append(r.texts, &canvas.Text{TextSize: Body.Size()})
	}
	m.view = r
	r.Refresh()
	return r
}

type menuRenderer struct {
	noDestroy
	menu  *menuList
	frame *frame
	fill  *canvas.Rectangle
	texts []*canvas.Text
	bar   *scrollbar
}

func (r *menuRenderer) MinSize() fyne.Size {
	w := float32(0)
	for _, o := range r.menu.options {
		w = fyne.Max(w, BodyBold.Width(o))
	}
	return fyne.NewSize(ceil(w)+36, float32(r.menu.visibleRows())*menuRow+2*menuPad)
}

func (r *menuRenderer) Layout(s fyne.Size) {
	r.frame.layout(fyne.Position{}, s, 1)
	y := float32(menuPad)
	for k, t := range r.texts {
		i := r.menu.first + k
		role := Body
		if i == r.menu.cursor {
			role = BodyBold
			r.fill.Move(fyne.NewPos(1, y))
			r.fill.Resize(fyne.NewSize(s.Width-2, menuRow))
		}
		t.TextStyle = role.Style()
		t.Text = Ellipsis(role, r.menu.options[i], fyne.Max(0, s.Width-30))
		placeText(t, 12, y, 0, menuRow)
		y += menuRow
	}
	total, seen := float64(len(r.menu.options)), float64(r.menu.visibleRows())
	r.bar.layout(fyne.NewPos(s.Width-barWidth-4, menuPad), s.Height-2*menuPad, float64(r.menu.first), seen, total)
	r.fill.Hidden = r.menu.cursor < r.menu.first || r.menu.cursor >= r.menu.first+r.menu.visibleRows()
}

func (r *menuRenderer) Objects() []fyne.CanvasObject {
	objects := append(r.frame.objects(), r.fill)
	for _, t := range r.texts {
		objects = append(objects, t)
	}
	return append(objects, r.bar.track, r.bar.thumb)
}

func (r *menuRenderer) Refresh() {
	p := CurrentPalette()
	r.frame.paint(p.Edge, p.Raised)
	r.fill.FillColor = p.Selection
	r.bar.paint()
	for _, t := range r.texts {
		t.Color = p.Ink
	}
	r.Layout(r.menu.Size())
	canvas.Refresh(r.menu)
}
