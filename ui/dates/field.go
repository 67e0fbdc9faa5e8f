// SPDX-License-Identifier: MPL-2.0

// Package dates holds the field in which a date is typed, for the screens that
// ask for one.
package dates

import (
	"errors"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Errors of a date that is one, and not allowed.
var (
	ErrEarly = errors.New("the date is too early")
	ErrLate  = errors.New("the date is too late")
)

// Range is which dates a field takes. Its zero value is every date, and no empty
// field.
type Range struct {
	Empty       bool       // the field may be left empty
	First, Last model.Date // zero where it is open
}

// NewField returns an empty field for a date. Explain puts into words that what is
// typed is no date, ErrEarly or ErrLate.
func NewField(today model.Date, r Range, explain func(error) string) *widgets.DateField {
	f := widgets.NewDateField(func(text string) (string, error) {
		if r.Empty && strings.TrimSpace(text) == "" {
			return "", nil
		}
		d, err := model.ParseDate(text, today)
		switch {
		case err != nil:
			return "", err
		case !r.First.IsZero() && d.Before(r.First):
			return "", ErrEarly
		case !r.Last.IsZero() && d.After(r.Last):
			return "", ErrLate
		}
		return Typed(d), nil
	}, func(text string, days int) string {
		d, err := model.ParseDate(text, today)
		if err != nil {
			return Typed(today)
		}
		return Typed(model.MinDate(model.MaxDate(d.Add(days), r.First), r.Last))
	})
	f.Explain = explain
	return f
}

// In is the date in a field that is right, zero in one that is empty.
func In(f *widgets.DateField, today model.Date) model.Date {
	d, err := model.ParseDate(f.Text(), today)
	if err != nil {
		return model.Date{}
	}
	return d
}

// Typed is a date as it is typed, 23.11.2026; a zero one is nothing.
func Typed(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%d.%d.%d", day, m, y)
}
