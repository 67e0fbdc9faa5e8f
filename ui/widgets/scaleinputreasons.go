// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	reasonsWidth = 214
	reasonsTitle = 32
	reasonsRow   = 28
	reasonsPad   = 5
)

// openReasons opens the list of reasons for a missing answer.
func (s *ScaleInput) openReasons() {
	if len(s.Reasons) == 0 {
		return
	}
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(s)
	if c == nil {
		return
	}
	rows := make([]string, 0, len(s.Reasons)+1)
	cursor := 0
	for i, r := range s.Reasons {
		rows = append(rows, r.Label)
		if s.answer.Entered && s.answer.Missing == r.Code {
			cursor = i
		}
	}
	if s.answer.Entered {
		rows = append(rows, s.Words.Clear)
	}
	var over *popover
	list := newReasonList(s.Words.Why, rows, len(s.Reasons), cursor, s.Keys)
	list.picked = func(i int, byKey bool) {
		over.close()
		switch {
		case i < 0:
		case i < len(s.Reasons):
			s.answerWith(ScaleAnswer{Entered: true, Missing: s.Reasons[i].Code})
			if byKey {
				s.move(1)
			}
		default:
			s.answerWith(ScaleAnswer{})
		}
	}
	size := list.MinSize()
	size.Width = fyne.Max(size.Width, reasonsWidth)
	at := d.AbsolutePositionForObject(s)
	right := at.X + s.Size().Width - scaleRight
	y := at.Y + s.Size().Height + 1
	if y+size.Height > c.Size().Height-4 {
		y = fyne.Max(4, at.Y-size.Height-1)
	}
	over = showPopover(c, list, fyne.NewPos(right-size.Width, y), size, func() { c.Focus(s) })
	c.Focus(list)
}

// reasonLabel returns the label of the chosen reason.
func (s *ScaleInput) reasonLabel() string {
	for _, r := range s.Reasons {
		if r.Code == s.answer.Missing {
			return r.Label
		}
	}
	return s.Words.Missing
}

// reasonList is the popup with the reasons for a missing answer. A digit chooses
// one, as do the arrow keys with Enter; minus and Escape close it.
type reasonList struct {
	control

	title    string
	rows     []string
	numbered int // how many rows have a digit
	cursor   int
	keys     *ScaleKeys
	picked   func(i int, byKey bool) // -1: closed without a choice
}

var (
	_ fyne.Focusable    = (*reasonList)(nil)
	_ fyne.Tappable     = (*reasonList)(nil)
	_ desktop.Hoverable = (*reasonList)(nil)
)

func newReasonList(title string, rows []string, numbered, cursor int, keys *ScaleKeys) *reasonList {
	l := &reasonList{title: title, rows: rows, numbered: numbered, cursor: cursor, keys: keys}
	l.ExtendBaseWidget(l)
	return l
}

// KeyDown implements [desktop.Keyable].
func (l *reasonList) KeyDown(e *fyne.KeyEvent) {
	l.control.KeyDown(e)
	l.keys.down()
}

// TypedRune implements [fyne.Focusable].
func (l *reasonList) TypedRune(r rune) {
	if l.keys.repeated() {
		return
	}
	switch d := int(r - '0'); {
	case r == '-' || r == '–' || r == '−':
		l.picked(-1, true)
	case d >= 1 && d <= min(9, l.numbered):
		l.picked(d-1, true)
	}
}

// TypedKey implements [fyne.Focusable].
func (l *reasonList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		l.moveTo(l.cursor - 1)
	case fyne.KeyDown:
		l.moveTo(l.cursor + 1)
	case fyne.KeyHome:
		l.moveTo(0)
	case fyne.KeyEnd:
		l.moveTo(len(l.rows) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.picked(l.cursor, true)
	case fyne.KeyEscape:
		l.picked(-1, true)
	case fyne.KeyBackspace, fyne.KeyDelete:
		if len(l.rows) > l.numbered {
			l.picked(l.numbered, true)
		}
	}
}

func (l *reasonList) moveTo(i int) {
	l.cursor = max(0, min(i, len(l.rows)-1))
	l.Refresh()
}

func (l *reasonList) rowAt(p fyne.Position) int {
	i := int((p.Y - reasonsTitle) / reasonsRow)
	if p.Y < reasonsTitle || i >= len(l.rows) {
		return -1
	}
	return i
}

// MouseMoved implements [desktop.Hoverable].
func (l *reasonList) MouseMoved(e *desktop.MouseEvent) {
	l.control.MouseMoved(e)
	if i := l.rowAt(e.Position); i >= 0 && i != l.cursor {
		l.moveTo(i)
	}
}

// Tapped implements [fyne.Tappable].
func (l *reasonList) Tapped(e *fyne.PointEvent) {
	if i := l.rowAt(e.Position); i >= 0 {
		l.picked(i, false)
	}
}

// CreateRenderer implements [fyne.Widget].
func (l *reasonList) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &reasonsRenderer{list: l, frame: newFrame(controlRadius), fill: &canvas.Rectangle{}, title: &canvas.Text{TextSize: Second.Size()}}
	for range l.rows {
		r.digits = append(r.digits, &canvas.Text{TextSize: Body.Size(), TextStyle: fyne.TextStyle{Bold: true}})
		r.texts = append(r.texts, &canvas.Text{TextSize: Body.Size()})
	}
	r.Refresh()
	return r
}

type reasonsRenderer struct {
	noDestroy
	list   *reasonList
	frame  *frame
	fill   *canvas.Rectangle
	title  *canvas.Text
	digits []*canvas.Text
	texts  []*canvas.Text
}

func (r *reasonsRenderer) MinSize() fyne.Size {
	w := Second.Width(r.list.title)
	for _, t := range r.list.rows {
		w = fyne.Max(w, BodyBold.Width(t)+20)
	}
	return fyne.NewSize(ceil(w)+26, reasonsTitle+float32(len(r.list.rows))*reasonsRow+reasonsPad)
}

func (r *reasonsRenderer) Layout(s fyne.Size) {
	r.frame.layout(fyne.Position{}, s, 1)
	placeText(r.title, 13, 2, 0, reasonsTitle-2)
	y := float32(reasonsTitle)
	for i, t := range r.texts {
		if i == r.list.cursor {
			r.fill.Move(fyne.NewPos(1, y))
			r.fill.Resize(fyne.NewSize(s.Width-2, reasonsRow))
		}
		placeText(r.digits[i], 13, y, 0, reasonsRow)
		placeText(t, 33, y, 0, reasonsRow)
		y += reasonsRow
	}
}

func (r *reasonsRenderer) Objects() []fyne.CanvasObject {
	objects := append(r.frame.objects(), r.title, r.fill)
	for i, t := range r.texts {
		objects = append(objects, r.digits[i], t)
	}
	return objects
}

func (r *reasonsRenderer) Refresh() {
	p := CurrentPalette()
	r.frame.paint(p.Edge, p.Raised)
	r.fill.FillColor = p.Selection
	r.title.Text, r.title.Color = r.list.title, p.Muted
	for i, t := range r.texts {
		t.Text, t.Color, t.TextStyle = r.list.rows[i], p.Ink, fyne.TextStyle{Bold: i == r.list.cursor}
		r.digits[i].Color, r.digits[i].Text = p.Ink, ""
		if i < min(9, r.list.numbered) {
			r.digits[i].Text = strconv.Itoa(i + 1)
		}
	}
	r.Layout(r.list.Size())
	canvas.Refresh(r.list)
}
