// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
)

func ExampleDate_AddMonths() {
	d := model.NewDate(2026, time.January, 31)
	fmt.Println(d.AddMonths(1), d.AddMonths(3), d.AddMonths(-11))
	// Output: 2026-02-28 2026-04-30 2025-02-28
}

func ExampleDate_Sub() {
	first := model.NewDate(2024, time.January, 8)
	fmt.Println(model.NewDate(2024, time.April, 8).Sub(first), first.Add(91))
	// Output: 91 2024-04-08
}

// anyDate draws from the whole range of a Date.
func anyDate() *rapid.Generator[model.Date] {
	first, _ := model.ParseISO("0001-01-01")
	last, _ := model.ParseISO("9999-12-31")
	return rapid.Map(rapid.IntRange(first.Days(), last.Days()), model.DateOfDays)
}

func TestDateRoundTrips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		if got, err := model.ParseISO(d.String()); err != nil || got != d {
			t.Fatalf("%v reads back as %v, %v", d, got, err)
		}
		y, m, day := d.Civil()
		if got, ok := model.ValidDate(y, m, day); !ok || got != d || model.NewDate(y, m, day) != d {
			t.Fatalf("%v is %d %v %d, which is %v", d, y, m, day, got)
		}
		if got := model.DateOf(d.Time()); got != d {
			t.Fatalf("%v begins on %v", d, got)
		}
		if got := model.DateOfDays(d.Days()); got != d {
			t.Fatalf("%v is day %d, which is %v", d, d.Days(), got)
		}
		var stored model.Date
		if v, _ := d.Value(); stored.Scan(v) != nil || stored != d {
			t.Fatalf("%v is stored as %v and scanned as %v", d, v, stored)
		}
		var read model.Date
		if b, _ := json.Marshal(d); json.Unmarshal(b, &read) != nil || read != d {
			t.Fatalf("%v is written as %s and read as %v", d, b, read)
		}
	})
}

func TestDateArithmeticAgreesWithTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		n := rapid.IntRange(-400, 400).Draw(t, "days")
		y, m, day := d.Civil()
		if want := model.DateOf(time.Date(y, m, day+n, 0, 0, 0, 0, time.UTC)); d.Add(n) != want {
			t.Fatalf("%d days after %v is %v, want %v", n, d, d.Add(n), want)
		}
		e := d.Add(n)
		if e.Sub(d) != n || e.Before(d) != (n < 0) || e.After(d) != (n > 0) || (e.Compare(d) > 0) != (n > 0) {
			t.Fatalf("%v and %v, %d days apart, compare wrongly", d, e, n)
		}
		if d.Weekday() != d.Time().Weekday() || d.Year() != y {
			t.Fatalf("%v is a %v of %d", d, d.Weekday(), d.Year())
		}
		if e.IsZero() || d.IsZero() {
			return
		}
		if model.MinDate(d, e) != model.MinDate(e, d) || model.MaxDate(d, e) != d.Add(max(0, n)) || model.MinDate(d, e) != d.Add(min(0, n)) {
			t.Fatalf("of %v and %v the earlier is %v and the later %v", d, e, model.MinDate(d, e), model.MaxDate(d, e))
		}
	})
}

func TestAddMonths(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := model.DateOfDays(rapid.IntRange(-40000, 60000).Draw(t, "date"))
		n := rapid.IntRange(-60, 60).Draw(t, "months")
		got := d.AddMonths(n)
		y, m, day := d.Civil()
		gy, gm, gday := got.Civil()
		if months := (gy-y)*12 + int(gm) - int(m); months != n {
			t.Fatalf("%d months after %v is %v", n, d, got)
		}
		_, _, tomorrow := got.Add(1).Civil()
		if gday != day && (gday > day || tomorrow != 1) {
			t.Fatalf("%d months after %v is %v, neither the same day nor the last", n, d, got)
		}
	})
}

func TestISOWeekMonday(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := model.DateOfDays(rapid.IntRange(-40000, 60000).Draw(t, "date"))
		year, week := d.Time().ISOWeek()
		monday, ok := model.ISOWeekMonday(year, week)
		if !ok || monday.Weekday() != time.Monday || d.Sub(monday) < 0 || d.Sub(monday) > 6 {
			t.Fatalf("%v is in week %d of %d, with the Monday %v", d, week, year, monday)
		}
	})
	for _, c := range []struct {
		year, week int
		want       string
	}{{2020, 53, "2020-12-28"}, {2021, 1, "2021-01-04"}, {2021, 53, ""}, {2024, 0, ""}, {2024, 54, ""}} {
		if got, ok := model.ISOWeekMonday(c.year, c.week); got.String() != c.want || ok != (c.want != "") {
			t.Errorf("week %d of %d: %v, %v", c.week, c.year, got, ok)
		}
	}
}

func TestZeroDate(t *testing.T) {
	t.Parallel()
	var none model.Date
	d := model.NewDate(2026, 1, 1)
	switch {
	case !none.IsZero() || none.String() != "":
		t.Errorf("the zero Date is %q", none)
	case model.MinDate(none, d) != d || model.MinDate(d, none) != d || model.MaxDate(none, d) != d:
		t.Error("the zero Date wins over a date")
	}
	if v, err := none.Value(); v != nil || err != nil {
		t.Errorf("stored as %v, %v", v, err)
	}
	if b, _ := json.Marshal(none); string(b) != "null" {
		t.Errorf("written as %s", b)
	}
	for _, src := range []any{nil, "", []byte("")} {
		read := d
		if err := read.Scan(src); err != nil || !read.IsZero() {
			t.Errorf("%v scans as %v, %v", src, read, err)
		}
	}
	read := d
	if err := json.Unmarshal([]byte("null"), &read); err != nil || !read.IsZero() {
		t.Errorf("null reads as %v, %v", read, err)
	}
}

func TestParseISORejects(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"2026-02-29", "2026-13-01", "2026-00-01", "2026-01-32", "0000-01-01", "26-01-01", "2026/01/01",
		"2026-01-01 ", "2026-1-1", "+026-01-01", "2026-01-0a",
	} {
		if d, err := model.ParseISO(s); err == nil {
			t.Errorf("%q reads as %v", s, d)
		}
		var d model.Date
		if json.Unmarshal([]byte(`"`+s+`"`), &d) == nil || d.Scan(s) == nil {
			t.Errorf("%q is parsed as %v", s, d)
		}
	}
	var d model.Date
	if d.Scan(20260101) == nil || json.Unmarshal([]byte("20260101"), &d) == nil {
		t.Error("a number is parsed as a date")
	}
	if _, ok := model.ValidDate(10000, 1, 1); ok {
		t.Error("the year 10000 is a date")
	}
}
