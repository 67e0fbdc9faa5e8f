// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field of one line or, from [NewNoteEntry], of several.
type Entry struct {
	widget.BaseWidget

	OnChanged   func(text string)
	OnSubmitted func(text string)
	OnFocus     func(focused bool)
	// OnKey gets every key first and returns true if it has used it.
	OnKey func(e *fyne.KeyEvent) bool

	Icon    Icon // before the text
	Invalid bool // a thick border in the text colour

	core          *entryCore
	after         fyne.CanvasObject // at the right end, may be nil
	focusCallback func()
	lines         int // 0: one line, in which Enter submits
}

// NewEntry returns an empty line.
func NewEntry() *Entry {
	e := &Entry{}
	e.start(e)
	return e
}

// NewNoteEntry returns an entry of several lines, in which Enter inserts a line
// break.
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

// Text returns the text.
func (e *Entry) Text() string { return e.core.Text }

// SetText sets the text and calls OnChanged if that is a change.
func (e *Entry) SetText(text string) { e.core.SetText(text) }

// SetPlaceholder sets the text that an empty entry shows.
func (e *Entry) SetPlaceholder(text string) { e.core.SetPlaceHolder(text) }

// Focus gives the entry the focus and selects its text.
func (e *Entry) Focus() {
	focus(e.core)
	e.core.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Focused reports whether the entry has the focus.
func (e *Entry) Focused() bool { return e.core.focused }

// Focusable returns the object that takes the focus, to be compared with the
// focused object of a window.
func (e *Entry) Focusable() fyne.Focusable { return e.core }

// Enable lets the user change the text.
func (e *Entry) Enable() { e.core.Enable(); e.Refresh() }

// Disable keeps the user from changing the text.
func (e *Entry) Disable() { e.core.Disable(); e.Refresh() }

// Disabled reports whether the entry is disabled.
func (e *Entry) Disabled() bool { return e.core.Disabled() }

func (e *Entry) setFocusCallback(f func()) { e.focusCallback = f }

// Tapped implements [fyne.Tappable], for clicks on the border and icons.
func (e *Entry) Tapped(*fyne.PointEvent) { focus(e.core) }

// Cursor implements [desktop.Cursorable].
func (e *Entry) Cursor() desktop.Cursor { return desktop.TextCursor }

// entryCore is the toolkit's entry without its border. Entry draws the border, so
// that it is two units wide with the focus and encloses icons.
type entryCore struct {
	widget.Entry

	owner   *Entry
	focused bool
}

// FocusGained implements [fyne.Focusable].
func (c *entryCore) FocusGained() {
	c.focused = true
	c.Entry.FocusGained()
	c.focusChanged()
}

// FocusLost implements [fyne.Focusable].
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
	if c.focused && c.owner.focusCallback != nil {
		c.owner.focusCallback()
	}
}

// TypedKey implements [fyne.Focusable].
func (c *entryCore) TypedKey(e *fyne.KeyEvent) {
	if c.owner.OnKey != nil && c.owner.OnKey(e) {
		return
	}
	submits := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	if e.Name == fyne.KeyEscape || (submits && c.owner.lines == 0 && c.owner.OnSubmitted == nil) {
		bubbleKey(c, e)
		return
	}
	c.Entry.TypedKey(e)
}

// CreateRenderer implements [fyne.Widget].
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

// CreateRenderer implements [fyne.Widget].
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
