package model

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Date is a civil date: a day of the Gregorian calendar without a clock or a
// zone. The zero Date is no date; two Dates compare with == and subtract with
// Sub. Dates run from year 1 to year 9999.
type Date struct {
	// days counts from 0000-12-31, so that 0001-01-01 is 1 and zero is free to
	// mean that there is no date.
	days int32
}

// unixEpoch is 1970-01-01 counted in the days of Date.
const unixEpoch = 719163

// NewDate returns the given day, normalised as time.Date does: 31 February is
// 2 or 3 March. Use ValidDate to refuse such a day instead.
func NewDate(year int, month time.Month, day int) Date {
	unix := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Date{int32(floorDiv(unix, 86400) + unixEpoch)}
}

// ValidDate returns the given day, or false where the calendar has no such day.
func ValidDate(year int, month time.Month, day int) (Date, bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 {
		return Date{}, false
	}
	d := NewDate(year, month, day)
	if y, m, dd := d.Civil(); y != year || m != month || dd != day {
		return Date{}, false
	}
	return d, true
}

// DateOf is the civil date of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// DateOfDays is the date that lies n days after 1 January 1970. It is the
// inverse of Days.
func DateOfDays(n int) Date { return Date{int32(n + unixEpoch)} }

// Days is the number of days since 1 January 1970.
func (d Date) Days() int { return int(d.days) - unixEpoch }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.days == 0 }

// Time is the midnight at which d begins, in UTC.
func (d Date) Time() time.Time {
	return time.Unix(int64(d.Days())*86400, 0).UTC()
}

// Civil is the year, month and day of d.
func (d Date) Civil() (year int, month time.Month, day int) { return d.Time().Date() }

// Year is the calendar year of d.
func (d Date) Year() int { return d.Time().Year() }

// Weekday is the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Add is the date n days after d.
func (d Date) Add(n int) Date { return Date{d.days + int32(n)} }

// Sub is the number of days from other to d.
func (d Date) Sub(other Date) int { return int(d.days - other.days) }

// Before reports whether d lies before other.
func (d Date) Before(other Date) bool { return d.days < other.days }

// After reports whether d lies after other.
func (d Date) After(other Date) bool { return d.days > other.days }

// Compare is negative, zero or positive as d lies before, on or after other.
func (d Date) Compare(other Date) int { return int(d.days) - int(other.days) }

// AddMonths is the same day of the month n months later, or the last day of
// that month where it is shorter: a month after 31 January is 28 February.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Civil()
	first := NewDate(y, m+time.Month(n), 1)
	fy, fm, _ := first.Civil()
	last := NewDate(fy, fm+1, 0)
	if _, _, ld := last.Civil(); day > ld {
		return last
	}
	return first.Add(day - 1)
}

// MinDate is the earlier of the two, where no date counts as none: MinDate of a
// date and the zero Date is the date.
func MinDate(a, b Date) Date {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}

// MaxDate is the later of the two.
func MaxDate(a, b Date) Date {
	if b.After(a) {
		return b
	}
	return a
}

// ISOWeekMonday is the Monday of an ISO week, or false where that year has no
// such week.
func ISOWeekMonday(year, week int) (Date, bool) {
	if week < 1 || week > 53 {
		return Date{}, false
	}
	jan4 := NewDate(year, time.January, 4)
	monday := jan4.Add(-int(jan4.Weekday()+6)%7 + (week-1)*7)
	if y, w := monday.Time().ISOWeek(); y != year || w != week {
		return Date{}, false
	}
	return monday, true
}

// String is the date as ISO 8601, 2026-11-24, and empty for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, int(m), day)
}

// ParseISO reads a date as String writes it.
func ParseISO(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD", s)
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:])
	d, ok := ValidDate(y, time.Month(m), day)
	if !ok1 || !ok2 || !ok3 || !ok {
		return Date{}, fmt.Errorf("date %q: no such day", s)
	}
	return d, nil
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseISO(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// MarshalJSON writes the date as a string, and no date as null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Date) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = Date{}
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	return d.UnmarshalText([]byte(s))
}

// Value stores the date as ISO text, and no date as NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value stored.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	}
	return errors.New("date: the register holds no text there")
}

func digits(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
