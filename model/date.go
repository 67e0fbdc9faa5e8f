// SPDX-License-Identifier: MPL-2.0

package model

import "time"

// Date is a day of the Gregorian calendar without time or zone, from year 1 to 9999.
// The zero Date is no date. Dates are comparable with ==.
type Date struct {
	// days since 0000-12-31, so that zero is no date.
	days int32
}

// unixEpoch is 1970-01-01 in the days of Date.
const unixEpoch = 719163

// NewDate returns a date, normalised as by [time.Date]: 31 February is 2 or 3 March.
// [ValidDate] rejects such a day.
func NewDate(year int, month time.Month, day int) Date {
	unix := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Date{int32(floorDiv(unix, 86400) + unixEpoch)}
}

// ValidDate returns a date, or false if the calendar has no such day.
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

// DateOf returns the date of t in its own time zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// DateOfDays returns the date n days after 1 January 1970, the inverse of
// [Date.Days].
func DateOfDays(n int) Date { return Date{int32(n + unixEpoch)} }

// Days returns the number of days since 1 January 1970.
func (d Date) Days() int { return int(d.days) - unixEpoch }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.days == 0 }

// Time returns the midnight at which d begins, in UTC.
func (d Date) Time() time.Time {
	return time.Unix(int64(d.Days())*86400, 0).UTC()
}

// Civil returns the year, month and day of d.
func (d Date) Civil() (year int, month time.Month, day int) { return d.Time().Date() }

// Year returns the calendar year of d.
func (d Date) Year() int { return d.Time().Year() }

// Weekday returns the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Add returns the date n days after d.
func (d Date) Add(n int) Date { return Date{d.days + int32(n)} }

// Sub returns the number of days from other to d.
func (d Date) Sub(other Date) int { return int(d.days - other.days) }

// Before reports whether d is before other.
func (d Date) Before(other Date) bool { return d.days < other.days }

// After reports whether d is after other.
func (d Date) After(other Date) bool { return d.days > other.days }

// Compare returns a negative number, zero or a positive number if d is before, on or
// after other.
func (d Date) Compare(other Date) int { return int(d.days) - int(other.days) }

// AddMonths returns the same day of the month n months later, or the last day of a
// shorter month: a month after 31 January is 28 February.
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

// MinDate returns the earlier of two dates. A zero Date is ignored.
func MinDate(a, b Date) Date {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}

// MaxDate returns the later of two dates.
func MaxDate(a, b Date) Date {
	if b.After(a) {
		return b
	}
	return a
}

// ISOWeekMonday returns the Monday of an ISO week, or false if the year has no such
// week.
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

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
