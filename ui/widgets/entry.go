// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a line to write in, 30 high.
type Entry struct {
	widget.BaseWidget

	OnChanged   func(text string)
	OnSubmitted func(text string)
	OnFocus     func(focused bool)
	// OnKey sees every key first and takes it by returning true.
	OnKey func(e *fyne.KeyEvent) bool

	Icon    Icon // before the text
	Invalid bool // draws the border in ink, two wide

	core   *entryCore
	after  fyne.CanvasObject
	follow func()
	lines  int // 0: a single one
}

// NewEntry returns an empty line.
func NewEntry() *Entry {
	e := &Entry{}
	e.start(e)
	return e
}

// NewNoteEntry returns a field of several lines, in which Enter begins a new
// one.
func NewNoteEntry(lines int) *Entry {
	e := NewEntry()
	e.lines = max(2, lines)
	e.core.MultiLine = true
	e.core.Wrapping = fyne.TextWrapWord
	return e
}

func (e *Entry) start(self fyne.Widget) {
	e.ExtendBaseWidget(self)
	e.core = &entryCore{owner: e}
	e.core.Wrapping = fyne.TextWrapOff
	e.core.ExtendBaseWidget(e.core)
	e.core.OnChanged = func(text string) {
		e.Refresh()
		if e.OnChanged != nil {
			e.OnChanged(text)
		}
	}
	e.core.OnSubmitted = func(text string) {
		if e.OnSubmitted != nil {
			e.OnSubmitted(text)
		}
	}
}

// Text returns what is written.
func (e *Entry) Text() string { return e.core.Text }

// SetText writes text and tells OnChanged if that is a change.
func (e *Entry) SetText(text string) { e.core.SetText(text) }

// SetPlaceholder shows text while nothing is written.
func (e *Entry) SetPlaceholder(text string) { e.core.SetPlaceHolder(text) }

// Focus moves the keyboard here and selects what is written.
func (e *Entry) Focus() {
	focus(e.core)
	e.core.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Focused tells whether the keyboard is here.
func (e *Entry) Focused() bool { return e.core.focused }

// Focusable returns the object that takes the focus, to be compared with the
// focused object of a window.
func (e *Entry) Focusable() fyne.Focusable { return e.core }

// Enable lets the line be written in.
func (e *Entry) Enable() { e.core.Enable(); e.Refresh() }

// Disable keeps the line from being written in.
func (e *Entry) Disable() { e.core.Disable(); e.Refresh() }

// Disabled tells whether the line can be written in.
func (e *Entry) Disabled() bool { return e.core.Disabled() }

func (e *Entry) tellFocus(f func()) { e.follow = f }

// Tapped implements fyne.Tappable: a click beside the text counts too.
func (e *Entry) Tapped(*fyne.PointEvent) { focus(e.core) }

// Cursor implements desktop.Cursorable.
func (e *Entry) Cursor() desktop.Cursor { return desktop.TextCursor }

// entryCore is the entry itself, without the border that Fyne draws.
type entryCore struct {
	widget.Entry

	owner   *Entry
	focused bool
}

// FocusGained implements fyne.Focusable.
func (c *entryCore) FocusGained() {
	c.focused = true
	c.Entry.FocusGained()
	c.focusChanged()
}

// FocusLost implements fyne.Focusable.
func (c *entryCore) FocusLost() {
	c.focused = false
	c.Entry.FocusLost()
	c.focusChanged()
}

func (c *entryCore) focusChanged() {
	c.owner.Refresh()
	if c.owner.OnFocus != nil {
		c.owner.OnFocus(c.focused)
	}
	if c.focused && c.owner.follow != nil {
		c.owner.follow()
	}
}

// TypedKey implements fyne.Focusable.
func (c *entryCore) TypedKey(e *fyne.KeyEvent) {
	if c.owner.OnKey != nil && c.owner.OnKey(e) {
		return
	}
	submits := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	if e.Name == fyne.KeyEscape || (submits && c.owner.lines == 0 && c.owner.OnSubmitted == nil) {
		escalate(c, e)
		return
	}
	c.Entry.TypedKey(e)
}

// CreateRenderer implements fyne.Widget.
func (c *entryCore) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &coreRenderer{WidgetRenderer: c.Entry.CreateRenderer()}
	r.hideBorder()
	return r
}

type coreRenderer struct{ fyne.WidgetRenderer }

func (r *coreRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.hideBorder()
}

func (r *coreRenderer) hideBorder() {
	for _, o := range r.Objects() {
		if rect, ok := o.(*canvas.Rectangle); ok {
			rect.Hidden = true
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{entry: e, frame: newFrame(controlRadius), icon: newGlyph()}
	r.Refresh()
	return r
}

type entryRenderer struct {
	noDestroy
	entry *Entry
	frame *frame
	icon  *glyph
}

func (r *entryRenderer) MinSize() fyne.Size {
	if n := r.entry.lines; n > 0 {
		return fyne.NewSize(120, float32(n)*Body.Line()+Gap)
	}
	return fyne.NewSize(80, ControlHeight)
}

func (r *entryRenderer) Layout(s fyne.Size) {
	border := float32(1)
	if r.entry.core.focused || r.entry.Invalid {
		border = 2
	}
	r.frame.layout(fyne.Position{}, s, border)
	left, right := float32(inputInset), float32(inputInset)
	if r.entry.Icon != IconNone {
		r.icon.put(left, 0, 16, s.Height, 16)
		left += 16 + 6
	}
	if a := r.entry.after; a != nil && a.Visible() {
		min := a.MinSize()
		a.Resize(min)
		a.Move(fyne.NewPos(s.Width-inputInset-min.Width, round((s.Height-min.Height)/2)))
		right += min.Width + 6
	}
	// The text of Fyne's entry begins at its inner padding.
	const pad, lift = 4, 1
	r.entry.core.Move(fyne.NewPos(left-pad, lift))
	r.entry.core.Resize(fyne.NewSize(fyne.Max(0, s.Width-left-right+2*pad), s.Height-lift))
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	objects := append(r.frame.objects(), r.icon.Image, r.entry.core)
	if r.entry.after != nil {
		objects = append(objects, r.entry.after)
	}
	return objects
}

func (r *entryRenderer) Refresh() {
	p := CurrentPalette()
	edge, fill := p.Edge, p.Surface
	switch {
	case r.entry.core.focused:
		edge = p.Focus
	case r.entry.Disabled():
		edge = p.Line
	case r.entry.Invalid:
		edge = p.Ink
	}
	r.frame.paint(edge, fill)
	r.icon.set(r.entry.Icon, p.Ink, iconLine)
	r.Layout(r.entry.Size())
	if r.entry.after != nil {
		r.entry.after.Refresh()
	}
	canvas.Refresh(r.entry)
}
