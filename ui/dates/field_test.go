// SPDX-License-Identifier: MPL-2.0

package dates_test

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/dates"
)

var today = model.NewDate(2026, time.November, 24)

func TestField(t *testing.T) {
	past, ahead := dates.Range{Last: today}, dates.Range{First: today}
	for _, c := range []struct {
		name   string
		r      dates.Range
		text   string
		stands string
		want   model.Date
		err    error
	}{
		{"a date", dates.Range{}, "4/9-2026", "4.9.2026", model.NewDate(2026, time.September, 4), nil},
		{"today in words", past, "i dag", "24.11.2026", today, nil},
		{"the last day", past, "24112026", "24.11.2026", today, nil},
		{"after the last day", past, "25.11.2026", "25.11.2026", model.NewDate(2026, time.November, 25), dates.ErrLate},
		{"before the first day", ahead, "23.11.2026", "23.11.2026", model.NewDate(2026, time.November, 23), dates.ErrEarly},
		{"nothing where it may be", dates.Range{Empty: true}, " ", "", model.Date{}, nil},
		{"nothing", dates.Range{}, "", "", model.Date{}, model.ErrDateEmpty},
		{"no day", dates.Range{}, "30.2.2026", "30.2.2026", model.Date{}, model.ErrDateNoDay},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			f := dates.NewField(today, c.r, error.Error)
			f.SetText(c.text)
			if err := f.Validate(); !errors.Is(err, c.err) {
				t.Errorf("it says %v, want %v", err, c.err)
			}
			if f.Text() != c.stands || dates.In(f, today) != c.want {
				t.Errorf("there stands %q, which is %v", f.Text(), dates.In(f, today))
			}
		})
	}
}

// Up and down stop where the range does.
func TestStep(t *testing.T) {
	test.NewTempApp(t)
	step := func(r dates.Range, text string, keys ...fyne.KeyName) string {
		f := dates.NewField(today, r, error.Error)
		test.NewTempWindow(t, f)
		f.SetText(text)
		for _, k := range keys {
			f.Focusable().TypedKey(&fyne.KeyEvent{Name: k})
		}
		return f.Text()
	}
	for _, c := range []struct {
		r    dates.Range
		text string
		keys []fyne.KeyName
		want string
	}{
		{dates.Range{}, "31.12.2026", []fyne.KeyName{fyne.KeyUp}, "1.1.2027"},
		{dates.Range{Last: today}, "24.11.2026", []fyne.KeyName{fyne.KeyUp, fyne.KeyUp}, "24.11.2026"},
		{dates.Range{First: today}, "25.11.2026", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, "24.11.2026"},
		{dates.Range{Empty: true}, "", []fyne.KeyName{fyne.KeyUp}, "24.11.2026"},
	} {
		if got := step(c.r, c.text, c.keys...); got != c.want {
			t.Errorf("%v from %q comes to %q, want %q", c.keys, c.text, got, c.want)
		}
	}
}

func TestTyped(t *testing.T) {
	if got := dates.Typed(model.NewDate(2026, time.March, 4)) + "|" + dates.Typed(model.Date{}); got != "4.3.2026|" {
		t.Error(got)
	}
}
