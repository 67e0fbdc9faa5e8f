// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// DateField is an entry for a date. The formats are those of Parse, which reads the
// text and returns it as it is displayed.
type DateField struct {
	widget.BaseWidget

	Parse func(text string) (display string, err error)
	// Step moves the date in text by days; the up and down keys call it.
	Step func(text string, days int) string
	// Explain returns the message for an error of Parse.
	Explain func(err error) string

	OnChanged   func(text string, err error) // on leaving the field, stepping and Enter
	OnSubmitted func(text string)

	entry   *Entry
	problem *Label
	err     error
	last    string
}

// NewDateField returns an empty field.
func NewDateField(parse func(string) (string, error), step func(string, int) string) *DateField {
	d := &DateField{Parse: parse, Step: step, entry: NewEntry(), problem: NewLabel(Second, "")}
	d.ExtendBaseWidget(d)
	d.problem.Shrinks = true
	icon := NewIconView(IconCalendar)
	d.entry.after = icon
	d.entry.OnKey = d.onKey
	d.entry.OnFocus = func(focused bool) {
		if !focused {
			d.accept()
			return
		}
		// Typing replaces the date that is there.
		d.entry.core.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	d.entry.OnSubmitted = func(string) {
		switch {
		case !d.accept():
		case d.OnSubmitted != nil:
			d.OnSubmitted(d.Text())
		default:
			bubbleKey(d, &fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	return d
}

// Text returns the text of the field.
func (d *DateField) Text() string { return d.entry.Text() }

// SetText sets the text without calling OnChanged.
func (d *DateField) SetText(text string) {
	d.last = text
	d.entry.SetText(text)
	d.setError(nil)
}

// SetPlaceholder sets the text that an empty field shows.
func (d *DateField) SetPlaceholder(text string) { d.entry.SetPlaceholder(text) }

// Err returns the error of the last parse, or nil.
func (d *DateField) Err() error { return d.err }

// Validate parses the text now and returns the error.
func (d *DateField) Validate() error {
	d.accept()
	return d.err
}

// Focus gives the field the focus.
func (d *DateField) Focus() { d.entry.Focus() }

// Focusable returns the object that takes the focus.
func (d *DateField) Focusable() fyne.Focusable { return d.entry.Focusable() }

func (d *DateField) setFocusCallback(f func()) { d.entry.setFocusCallback(f) }

func (d *DateField) onKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		d.step(1)
	case fyne.KeyDown:
		d.step(-1)
	default:
		return false
	}
	return true
}

func (d *DateField) step(days int) {
	if d.Step == nil {
		return
	}
	d.entry.SetText(d.Step(d.Text(), days))
	d.accept()
}

// accept parses the text, shows an error, and reports whether it is a date.
func (d *DateField) accept() bool {
	if d.Parse == nil {
		return true
	}
	display, err := d.Parse(d.Text())
	if err == nil && display != d.Text() {
		d.entry.SetText(display)
	}
	changed := d.Text() != d.last || (err == nil) != (d.err == nil)
	d.last = d.Text()
	d.setError(err)
	if changed && d.OnChanged != nil {
		d.OnChanged(d.Text(), err)
	}
	return err == nil
}

func (d *DateField) setError(err error) {
	d.err = err
	d.entry.Invalid = err != nil
	text := ""
	if err != nil {
		text = err.Error()
		if d.Explain != nil {
			text = d.Explain(err)
		}
	}
	d.problem.Text = text
	d.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (d *DateField) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	return &dateRenderer{field: d}
}

type dateRenderer struct {
	noDestroy
	field *DateField
}

func (r *dateRenderer) MinSize() fyne.Size {
	min := fyne.NewSize(124, ControlHeight)
	if r.field.err != nil {
		min.Height += Second.Line() + 2
	}
	return min
}

func (r *dateRenderer) Layout(s fyne.Size) {
	h := fyne.Min(s.Height, ControlHeight)
	r.field.entry.Resize(fyne.NewSize(s.Width, h))
	r.field.problem.Move(fyne.NewPos(0, h+2))
	r.field.problem.Resize(fyne.NewSize(s.Width, Second.Line()))
}

func (r *dateRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.field.entry, r.field.problem}
}

func (r *dateRenderer) Refresh() {
	r.field.entry.Refresh()
	r.field.problem.Hidden = r.field.err == nil
	r.field.problem.Refresh()
	r.Layout(r.field.Size())
}
