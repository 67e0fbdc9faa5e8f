// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
)

func ExampleParseDate() {
	today := model.NewDate(2026, 11, 24)
	for _, s := range []string{"1/2-2025", "24. november", "i går", "31-02-2025"} {
		d, err := model.ParseDate(s, today)
		fmt.Println(s, "is", d, err)
	}
	// Output:
	// 1/2-2025 is 2025-02-01 <nil>
	// 24. november is 2026-11-24 <nil>
	// i går is 2026-11-23 <nil>
	// 31-02-2025 is  the calendar has no such day
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	today := model.NewDate(2026, 11, 24)
	for s, want := range map[string]string{
		"24-11-2026": "2026-11-24", "24.11.2026": "2026-11-24", "24/11/2026": "2026-11-24", "1/2-2025": "2025-02-01",
		"24 11 2026": "2026-11-24", "24.11.26": "2026-11-24", "2026-11-24": "2026-11-24", "2026-11-24T00:00:00": "2026-11-24",
		"20261124": "2026-11-24", "24112026": "2026-11-24", "241126": "2026-11-24", "24. november 2026": "2026-11-24",
		"1. feb 2025": "2025-02-01", "24/11": "2026-11-24", "24/11.": "2026-11-24", " 24 . ": "",
		"i dag": "2026-11-24", "I  DAG": "2026-11-24", "i går": "2026-11-23", "i\u00a0morgen": "2026-11-25", "tomorrow": "2026-11-25",
		"24-11-2026 00:00:00.000": "2026-11-24", "24-11-2026 0:00": "2026-11-24", "2026-11-24T00:00:00Z": "2026-11-24",
		"24-11-2026 12:30": "", "2026-11-24T23:59:59": "", "00:00": "",
		"1. maj 2026": "2026-05-01", "1 May 2026": "2026-05-01", "3. oktober 2025": "2025-10-03", "3 Oct 2025": "2025-10-03", "3okt 2025": "2025-10-03",
		// Day before month where both readings are days; the year's century.
		"2-3-2026": "2026-03-02", "2/3/46": "2046-03-02", "2/3/47": "1947-03-02", "010100": "2000-01-01", "20112011": "2011-11-20",
		"29-02-2024": "2024-02-29",
		"":           "", "  ": "", "november": "", "nov 24 2026": "", "24-11-226": "", "24--11-2026": "", "1..2": "", "24-11-": "",
		"1-2-3-2026": "", "2411202": "", "240011a": "", "24 abc 2026": "", "24 fe 2026": "", "2026-nov-24": "", "24-nov2026": "",
		"29-02-2025": "", "31-04-2026": "", "0-1-2026": "", "1-13-2026": "", "32-1-2026": "", "999999999999": "", "-5": "",
	} {
		got, err := model.ParseDate(s, today)
		if got.String() != want || (err == nil) != (want != "") {
			t.Errorf("%q is %v, %v; want %q", s, got, err, want)
		}
	}
}

func TestParseDateErrors(t *testing.T) {
	t.Parallel()
	today := model.NewDate(2026, 11, 24)
	for s, want := range map[string]error{
		" ": model.ErrDateEmpty, "snart": model.ErrDateFormat, "31-02-2026": model.ErrDateNoDay, "000000": model.ErrDateNoDay,
	} {
		if _, err := model.ParseDate(s, today); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", s, err, want)
		}
	}
	if _, err := model.ParseDate("24/11", model.Date{}); !errors.Is(err, model.ErrDateFormat) {
		t.Errorf("a date without a year or a today: %v", err)
	}
}

// spellings returns the ways to write a date with its full year.
func spellings(d model.Date) []string {
	y, m, day := d.Civil()
	danish := strings.Fields("januar februar marts april maj juni juli august september oktober november december")[m-1]
	english := m.String()
	return []string{
		fmt.Sprintf("%02d-%02d-%04d", day, m, y), fmt.Sprintf("%d.%d.%04d", day, m, y), fmt.Sprintf("%d/%d-%04d", day, m, y),
		fmt.Sprintf("%d. %d. %04d", day, m, y), fmt.Sprintf("%02d %02d %04d", day, m, y),
		fmt.Sprintf("%04d-%02d-%02d", y, m, day), fmt.Sprintf("%04d-%02d-%02dT00:00:00", y, m, day), fmt.Sprintf("%04d.%d.%d", y, m, day),
		fmt.Sprintf("%04d%02d%02d", y, m, day), fmt.Sprintf("%02d%02d%04d", day, m, y), fmt.Sprintf("%02d-%02d-%04d 00:00", day, m, y),
		fmt.Sprintf("%d. %s %04d", day, danish, y), fmt.Sprintf("%d. %s. %04d", day, danish[:3], y), fmt.Sprintf("%d %s %04d", day, english, y),
		strings.ToUpper(fmt.Sprintf("%d. %s %04d", day, danish, y)), fmt.Sprintf("\t%02d-%02d-%04d\u00a0", day, m, y),
	}
}

func TestParseDateSpellings(t *testing.T) {
	t.Parallel()
	first, last := model.NewDate(1900, 1, 1), model.NewDate(2099, 12, 31)
	rapid.Check(t, func(t *rapid.T) {
		d := model.DateOfDays(rapid.IntRange(first.Days(), last.Days()).Draw(t, "date"))
		today := model.DateOfDays(rapid.IntRange(first.Days(), last.Days()).Draw(t, "today"))
		for _, s := range spellings(d) {
			if got, err := model.ParseDate(s, today); err != nil || got != d {
				t.Fatalf("%q is %v, %v; want %v", s, got, err, d)
			}
		}
		y, m, day := d.Civil()
		if got, err := model.ParseDate(fmt.Sprintf("%d/%d", day, m), today); err == nil && got.Year() != today.Year() {
			t.Fatalf("the day without its year is %v", got)
		}
		short := fmt.Sprintf("%02d-%02d-%02d", day, m, y%100)
		got, err := model.ParseDate(short, today)
		if err != nil && !errors.Is(err, model.ErrDateNoDay) || err == nil && (got.Year()-y)%100 != 0 {
			t.Fatalf("%q is %v, %v", short, got, err)
		}
		if ahead := got.Year() - today.Year(); err == nil && (ahead > 20 || ahead <= -80) {
			t.Fatalf("%q on %v is %v", short, today, got)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range append(spellings(model.NewDate(2026, 2, 3)), "i dag", "24/11", "1..2", "31-02-2025", "æøå", "24:", "t:", "\xff") {
		f.Add(s, 20000)
	}
	f.Fuzz(func(t *testing.T, s string, day int) {
		today := model.DateOfDays(day % 100000)
		d, err := model.ParseDate(s, today)
		if err != nil {
			if !d.IsZero() {
				t.Errorf("%q: a date, %v, and an error, %v", s, d, err)
			}
			return
		}
		if again, err := model.ParseDate(d.String(), today); err != nil || again != d {
			t.Errorf("%q is %v, which reads as %v, %v", s, d, again, err)
		}
	})
}
