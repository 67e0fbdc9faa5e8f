// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestParseFileDate(t *testing.T) {
	t.Parallel()
	today := model.NewDate(2026, 11, 24)
	for s, want := range map[string]string{
		"14-03-2026": "2026-03-14", "14.3.26": "2026-03-14", "2026-03-14": "2026-03-14", "14. marts 2026": "2026-03-14", "20260314": "2026-03-14",
		"14/3-2026": "2026-03-14", "14 mar 2026": "2026-03-14", "14-mar-26": "2026-03-14",
		"14-03-2026 13:45": "2026-03-14", "14-03-2026 00.00.00": "2026-03-14", "2026-03-14T13:45:00+01:00": "2026-03-14", "2026-03-14 13:45:00.000": "2026-03-14",
		"2026-03-14T13:45:00Z": "2026-03-14", "14/03/2026 1:45 pm": "2026-03-14", "14-03-2026 kl. 9.30": "2026-03-14", "14-03-2026, 09:30": "2026-03-14",
		"lørdag den 14. marts 2026": "2026-03-14", "lør 14-03-2026": "2026-03-14", "den 14. marts 2026": "2026-03-14", "Saturday, 14 March 2026": "2026-03-14",
		"14. 3. 2026": "2026-03-14", "1-1-2026": "2026-01-01",
	} {
		got, err := new(dateColumn).parse(s, today)
		if err != nil || got.String() != want {
			t.Errorf("%q is %v, %v; want %s", s, got, err, want)
		}
	}
	for _, s := range []string{"31-12-9999", "9999-12-31", "9999-12-31 00:00:00", "01-01-0001", "0001-01-01T00:00:00", "00-00-0000", "løbende", "-", "31.12.2099", "01-01-1900", "Ingen slutdato"} {
		if got, err := new(dateColumn).parse(s, today); err != nil || !got.IsZero() {
			t.Errorf("%q is %v, %v; want an open end", s, got, err)
		}
	}
	for s, want := range map[string]error{
		"14-03": model.ErrDateFormat, "14. marts": model.ErrDateFormat, "14/3": model.ErrDateFormat, "i går": model.ErrDateFormat, "d.d.": model.ErrDateFormat, "snart": model.ErrDateFormat,
		"46095": model.ErrDateFormat, "03/14/2026": model.ErrDateNoDay, "31-02-2026": model.ErrDateNoDay, "": model.ErrDateEmpty, "13:45": model.ErrDateFormat,
		"14-mar": model.ErrDateFormat, "mar-26": model.ErrDateFormat,
	} {
		if got, err := new(dateColumn).parse(s, today); !errors.Is(err, want) {
			t.Errorf("%q is %v, %v; want %v", s, got, err, want)
		}
	}
}

// The dates of a column decide together which comes first, the day or the month.
func TestOrderOfDayAndMonth(t *testing.T) {
	t.Parallel()
	tests := map[string][]struct{ text, want string }{
		"day first":      {{"05/06/2026", "2026-06-05"}, {"14/02/2026", "2026-02-14"}},
		"month first":    {{"05/06/2026", "2026-05-06"}, {"02/14/2026", "2026-02-14"}, {"2/3/26 10:15", "2026-02-03"}},
		"undecided":      {{"05/06/2026", "2026-06-05"}, {"01-02-2026", "2026-02-01"}},
		"both":           {{"05/06/2026", ""}, {"14/02/2026", "2026-02-14"}, {"02/14/2026", "2026-02-14"}, {"05/05/2026", "2026-05-05"}},
		"ISO among them": {{"2026-02-03", "2026-02-03"}, {"02/14/2026", "2026-02-14"}, {"3. februar 2026", "2026-02-03"}},
	}
	for name, dates := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var c dateColumn
			for _, d := range dates {
				c.add(d.text)
			}
			for _, d := range dates {
				got, err := c.parse(d.text, model.NewDate(2026, 11, 24))
				if got.String() != d.want || (d.want == "") != errors.Is(err, errAmbiguousDate) {
					t.Errorf("%q is %v, %v; want %s", d.text, got, err, d.want)
				}
			}
		})
	}
}

func FuzzFileDate(f *testing.F) {
	for _, s := range []string{"14-03-2026 13:45", "lørdag den 14. marts 2026", "9999-12-31", "02/14/2026", "kl. 9.30"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, monthFirst bool) {
		c := dateColumn{monthFirst: monthFirst}
		c.add(s)
		d, err := c.parse(s, model.NewDate(2026, 11, 24))
		if err != nil && !d.IsZero() {
			t.Errorf("%q is %v and %v", s, d, err)
		}
	})
}
