// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

var today = model.NewDate(2026, time.November, 24)

func TestDateFieldParses(t *testing.T) {
	past, future := widgets.DateRange{Last: today}, widgets.DateRange{First: today}
	for _, c := range []struct {
		name    string
		limits  widgets.DateRange
		text    string
		display string
		want    model.Date
		err     error
	}{
		{"a date", widgets.DateRange{}, "4/9-2026", "4.9.2026", model.NewDate(2026, time.September, 4), nil},
		{"today in words", past, "i dag", "24.11.2026", today, nil},
		{"the last day", past, "24112026", "24.11.2026", today, nil},
		{"after the last day", past, "25.11.2026", "25.11.2026", model.NewDate(2026, time.November, 25), widgets.ErrDateLate},
		{"before the first day", future, "23.11.2026", "23.11.2026", model.NewDate(2026, time.November, 23), widgets.ErrDateEarly},
		{"empty where allowed", widgets.DateRange{Empty: true}, " ", "", model.Date{}, nil},
		{"empty", widgets.DateRange{}, "", "", model.Date{}, model.ErrDateEmpty},
		{"no such day", widgets.DateRange{}, "30.2.2026", "30.2.2026", model.Date{}, model.ErrDateNoDay},
	} {
		t.Run(c.name, func(t *testing.T) {
			start(t)
			f := widgets.NewDateField(today, c.limits, error.Error)
			f.SetText(c.text)
			if err := f.Validate(); !errors.Is(err, c.err) {
				t.Errorf("Validate: %v, want %v", err, c.err)
			}
			if f.Text() != c.display || f.Date() != c.want {
				t.Errorf("shows %q, date %v; want %q, %v", f.Text(), f.Date(), c.display, c.want)
			}
			if c.err != nil && (f.Problem() != c.err.Error() || !slices.Contains(seen(f), f.Problem())) {
				t.Errorf("the field shows %q", seen(f))
			}
		})
	}
}

// Up and down stop at the limits.
func TestDateFieldSteps(t *testing.T) {
	for _, c := range []struct {
		name   string
		limits widgets.DateRange
		text   string
		keys   []fyne.KeyName
		want   string
	}{
		{"into a new year", widgets.DateRange{}, "31.12.2026", []fyne.KeyName{fyne.KeyUp}, "1.1.2027"},
		{"down to 29 February", widgets.DateRange{}, "1.3.2028", []fyne.KeyName{fyne.KeyDown}, "29.2.2028"},
		{"no later than the last", widgets.DateRange{Last: today}, "24.11.2026", []fyne.KeyName{fyne.KeyUp, fyne.KeyUp}, "24.11.2026"},
		{"no earlier than the first", widgets.DateRange{First: today}, "25.11.2026", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, "24.11.2026"},
		{"from an empty field", widgets.DateRange{Empty: true}, "", []fyne.KeyName{fyne.KeyUp}, "24.11.2026"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start(t)
			f := widgets.NewDateField(today, c.limits, error.Error)
			show(t, f, fyne.NewSize(160, 60))
			f.SetText(c.text)
			key(f.Focusable(), c.keys...)
			if f.Text() != c.want {
				t.Errorf("%v from %q gives %q, want %q", c.keys, c.text, f.Text(), c.want)
			}
		})
	}
}

func TestDateFieldReports(t *testing.T) {
	start(t)
	type change struct {
		date model.Date
		ok   bool
	}
	var changes []change
	var submitted []string
	f := widgets.NewDateField(today, widgets.DateRange{}, error.Error)
	f.OnChanged = func(d model.Date, err error) { changes = append(changes, change{d, err == nil}) }
	f.OnSubmitted = func(text string) { submitted = append(submitted, text) }
	w := show(t, f, fyne.NewSize(160, 60))

	f.SetDate(today)
	f.Focus()
	write(w.Canvas().Focused(), "1/3") // replaces the selected date
	key(w.Canvas().Focused(), fyne.KeyReturn)
	key(w.Canvas().Focused(), fyne.KeyReturn)
	f.SetText("31.2.2026")
	key(w.Canvas().Focused(), fyne.KeyReturn)
	w.Canvas().Unfocus()

	if want := []change{{model.NewDate(2026, time.March, 1), true}, {model.Date{}, false}}; !slices.Equal(changes, want) {
		t.Errorf("changes %v, want %v", changes, want)
	}
	if want := []string{"1.3.2026", "1.3.2026"}; !slices.Equal(submitted, want) {
		t.Errorf("submitted %q, want %q", submitted, want)
	}
}

func TestFormatDate(t *testing.T) {
	if got := widgets.FormatDate(model.NewDate(2026, time.March, 4)) + "|" + widgets.FormatDate(model.Date{}); got != "4.3.2026|" {
		t.Error(got)
	}
}
