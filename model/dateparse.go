// SPDX-License-Identifier: MPL-2.0

package model

import (
	"errors"
	"strings"
	"time"
	"unicode"
)

// Errors of [ParseDate].
var (
	ErrDateEmpty  = errors.New("no date")
	ErrDateFormat = errors.New("not a date")
	ErrDateNoDay  = errors.New("the calendar has no such day")
)

// monthNames are the first three letters of the Danish and English names of months,
// which no two months share.
var monthNames = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6,
	"jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}

// ParseDate parses a date as people in Denmark type it and as case systems export it.
// The day comes before the month. A year of two digits is the one nearest to today's,
// at most 20 years ahead. The errors are [ErrDateEmpty], [ErrDateFormat] and
// [ErrDateNoDay].
//
//	24-11-2026  24.11.2026  24/11/2026  1/2-2025  24 11 2026  24.11.26
//	2026-11-24  2026-11-24T00:00:00  20261124  24112026  241126
//	24. november 2026  1. feb 2025  24/11 (this year)
//	i dag  i går  i morgen  today  yesterday  tomorrow
//
// A time of day must be midnight, as spreadsheets append to dates.
func ParseDate(s string, today Date) (Date, error) {
	s = strings.ToLower(strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " "))
	switch s {
	case "":
		return Date{}, ErrDateEmpty
	case "i dag", "idag", "d.d.", "dd", "today":
		return today, nil
	case "i går", "igår", "yesterday":
		return today.Add(-1), nil
	case "i morgen", "imorgen", "tomorrow":
		return today.Add(1), nil
	}
	s, ok := trimMidnight(s)
	if !ok {
		return Date{}, ErrDateFormat
	}
	parts, ok := splitDate(s)
	if !ok {
		return Date{}, ErrDateFormat
	}
	year, month, day, ok := orderParts(parts, today)
	if !ok {
		return Date{}, ErrDateFormat
	}
	d, ok := ValidDate(year, month, day)
	if !ok {
		return Date{}, ErrDateNoDay
	}
	return d, nil
}

// trimMidnight removes a time of day, which must be midnight.
func trimMidnight(s string) (string, bool) {
	at := strings.IndexByte(s, ':')
	if at < 0 {
		return s, true
	}
	cut := strings.LastIndexAny(s[:at], " t")
	if cut < 0 {
		return "", false
	}
	clock := strings.Trim(s[cut+1:], "z")
	for _, r := range clock {
		if r != '0' && r != ':' && r != '.' && r != ',' {
			return "", false
		}
	}
	return strings.TrimSpace(s[:cut]), true
}

type datePart struct {
	text  string
	month time.Month // of a part that is a name
}

// splitDate splits a date at its separators. Two separators count as one only if the
// second is a space: "1..2" is no date.
func splitDate(s string) ([]datePart, bool) {
	var parts []datePart
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		part := datePart{text: s[i:j]}
		if j == i {
			for j < len(s) && !strings.ContainsRune("0123456789-./, ", rune(s[j])) {
				j++
			}
			name := s[i:j]
			if len(name) < 3 {
				return nil, false
			}
			part = datePart{month: monthNames[name[:3]]}
			if part.month == 0 {
				return nil, false
			}
		}
		parts = append(parts, part)
		i = j
		if i == len(s) {
			break
		}
		if !strings.ContainsRune("-./, ", rune(s[i])) {
			if part.month != 0 || s[i] < 'a' {
				return nil, false
			}
			continue
		}
		i++
		if i < len(s) && s[i] == ' ' && s[i-1] != ' ' {
			i++
		}
		if i == len(s) && s[i-1] != '.' {
			return nil, false
		}
	}
	return parts, len(parts) > 0
}

func orderParts(p []datePart, today Date) (year int, month time.Month, day int, ok bool) {
	for i, part := range p {
		if part.month != 0 && i != 1 {
			return 0, 0, 0, false
		}
	}
	num := func(s string, sizes ...int) (int, bool) {
		for _, n := range sizes {
			if len(s) == n {
				return digits(s)
			}
		}
		return 0, false
	}
	switch len(p) {
	case 1:
		return parseDigits(p[0].text, today)
	case 2, 3:
	default:
		return 0, 0, 0, false
	}
	if len(p) == 3 && len(p[0].text) == 4 { // ISO
		y, ok1 := num(p[0].text, 4)
		m, ok2 := num(p[1].text, 1, 2)
		d, ok3 := num(p[2].text, 1, 2)
		return y, time.Month(m), d, ok1 && ok2 && ok3
	}
	day, ok = num(p[0].text, 1, 2)
	if !ok {
		return 0, 0, 0, false
	}
	month = p[1].month
	if month == 0 {
		m, ok := num(p[1].text, 1, 2)
		if !ok {
			return 0, 0, 0, false
		}
		month = time.Month(m)
	}
	if len(p) == 2 {
		return today.Year(), month, day, !today.IsZero()
	}
	year, ok = num(p[2].text, 2, 4)
	if len(p[2].text) == 2 {
		year = fullYear(year, today)
	}
	return year, month, day, ok
}

// parseDigits parses a date without separators. Eight digits are read with the day
// first if that is possible: 24112026, 20261124.
func parseDigits(s string, today Date) (year int, month time.Month, day int, ok bool) {
	if _, ok := digits(s); !ok {
		return 0, 0, 0, false
	}
	at := func(i, j int) int { n, _ := digits(s[i:j]); return n }
	switch len(s) {
	case 6:
		return fullYear(at(4, 6), today), time.Month(at(2, 4)), at(0, 2), true
	case 8:
		if y := at(0, 4); y >= 1900 && y < 2100 && at(4, 6) <= 12 {
			if yy := at(4, 8); yy < 1900 || yy >= 2100 {
				return y, time.Month(at(4, 6)), at(6, 8), true
			}
		}
		return at(4, 8), time.Month(at(2, 4)), at(0, 2), true
	}
	return 0, 0, 0, false
}

// fullYear returns the year that ends in the two digits and is nearest to today's, at
// most 20 years ahead.
func fullYear(yy int, today Date) int {
	now := today.Year()
	if today.IsZero() {
		now = 2000 + yy
	}
	year := now - now%100 + yy
	switch {
	case year > now+20:
		return year - 100
	case year <= now-80:
		return year + 100
	}
	return year
}
