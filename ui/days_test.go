// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// A new assessment is of the day it is made: on a leap day, on the last day of a year,
// and around midnight when summer time begins and ends. Every screen works on a leap day.
func TestOddDays(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Skip(err)
	}
	at := func(y int, m time.Month, d, hour, minute int) time.Time {
		return time.Date(y, m, d, hour, minute, 0, 0, zone)
	}
	for _, moment := range []time.Time{
		at(2028, time.February, 29, 12, 0), at(2026, time.December, 31, 23, 59),
		at(2027, time.March, 28, 0, 1), at(2027, time.March, 28, 3, 30),
		at(2026, time.October, 25, 2, 30), at(2026, time.October, 25, 23, 59),
	} {
		t.Run(moment.Format("2006-01-02T15:04"), func(t *testing.T) {
			s := window(t, Options{Store: testRegister(t, few()), Now: func() time.Time { return moment }})
			day := model.DateOf(moment)
			if s.today() != day {
				t.Fatalf("today is %s", s.today())
			}
			s.press(fyne.KeyEnd, fyne.KeyReturn)
			s.choose(t, "Nyt skema …")
			s.press(fyne.KeyReturn)
			if find[*entry.Form](s.router) == nil {
				t.Fatalf("no form:\n%s", s.texts())
			}
			if got := widgettest.Find[*widgets.DateField](s.window.Content())[0].Text(); got != dateAsTyped(day) {
				t.Errorf("the assessment is of %q", got)
			}
			s.back()
			if day.Year() == 2028 && s.walk(t) {
				t.Error("a sound register is called damaged")
			}
		})
	}
}

func dateAsTyped(d model.Date) string { return d.Time().Format("2.1.2006") }
