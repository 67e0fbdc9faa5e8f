// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of a date outside the [DateRange] of its field.
var (
	ErrDateEarly = errors.New("the date is too early")
	ErrDateLate  = errors.New("the date is too late")
)

// DateRange is which dates a [DateField] accepts. The zero value accepts every date
// but no empty field.
type DateRange struct {
	Empty       bool       // the field may be empty
	First, Last model.Date // inclusive; zero for no limit
}

// DateField is an entry for a date in the formats of [model.ParseDate].
type DateField struct {
	widget.BaseWidget

	OnChanged   func(d model.Date, err error) // on leaving the field, stepping and Enter
	OnSubmitted func(text string)

	today   model.Date
	limits  DateRange
	explain func(err error) string
	entry   *Entry
	problem *Label
	err     error
	last    string
}

// NewDateField returns an empty field. explain returns the message for
// [ErrDateEarly], [ErrDateLate] or an error of [model.ParseDate].
func NewDateField(today model.Date, limits DateRange, explain func(err error) string) *DateField {
	d := &DateField{today: today, limits: limits, explain: explain, entry: NewEntry(), problem: NewLabel(Second, "")}
	d.ExtendBaseWidget(d)
	d.problem.Shrinks = true
	d.entry.after = NewIconView(IconCalendar)
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

// FormatDate formats a date as it is typed: 23.11.2026. The zero date is empty.
func FormatDate(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%d.%d.%d", day, m, y)
}

// Date returns the date in the field, or zero if there is none.
func (d *DateField) Date() model.Date {
	date, err := model.ParseDate(d.Text(), d.today)
	if err != nil {
		return model.Date{}
	}
	return date
}

// SetDate sets the date without calling OnChanged.
func (d *DateField) SetDate(date model.Date) { d.SetText(FormatDate(date)) }

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

// Problem returns the message that the field shows, or nothing.
func (d *DateField) Problem() string { return d.problem.Text }

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

// step moves the date by days, within the limits; without a date it begins today.
func (d *DateField) step(days int) {
	date := d.today
	if at, err := model.ParseDate(d.Text(), d.today); err == nil {
		date = model.MinDate(model.MaxDate(at.Add(days), d.limits.First), d.limits.Last)
	}
	d.entry.SetText(FormatDate(date))
	d.accept()
}

// parse returns the text as it is displayed.
func (d *DateField) parse(text string) (display string, err error) {
	if d.limits.Empty && strings.TrimSpace(text) == "" {
		return "", nil
	}
	date, err := model.ParseDate(text, d.today)
	switch {
	case err != nil:
		return "", err
	case !d.limits.First.IsZero() && date.Before(d.limits.First):
		return "", ErrDateEarly
	case !d.limits.Last.IsZero() && date.After(d.limits.Last):
		return "", ErrDateLate
	}
	return FormatDate(date), nil
}

// accept parses the text, shows an error, and reports whether it is a date.
func (d *DateField) accept() bool {
	display, err := d.parse(d.Text())
	if err == nil && display != d.Text() {
		d.entry.SetText(display)
	}
	changed := d.Text() != d.last || (err == nil) != (d.err == nil)
	d.last = d.Text()
	d.setError(err)
	if changed && d.OnChanged != nil {
		d.OnChanged(d.Date(), err)
	}
	return err == nil
}

func (d *DateField) setError(err error) {
	d.err = err
	d.entry.Invalid = err != nil
	text := ""
	if err != nil {
		text = d.explain(err)
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
