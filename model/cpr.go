// SPDX-License-Identifier: MPL-2.0

package model

import (
	"errors"
	"strings"
	"time"
)

// CPR is a Danish personal number as ten digits, or empty. It is an optional
// attribute of a citizen and no key, since a person's number can change.
type CPR string

// Errors of [ParseCPR].
var (
	ErrCPRFormat = errors.New("not ten digits")
	ErrCPRDate   = errors.New("the first six digits are not a date")
)

// ParseCPR parses a number with or without hyphen, points and spaces. A number must
// have ten digits and begin with a date; its check digit is not checked, because
// valid numbers without one have been issued since October 2007 (see
// [CPR.HasCheckDigit]). The errors are [ErrCPRFormat] and [ErrCPRDate].
func ParseCPR(s string) (CPR, error) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u00a0', '-', '\u2013', '\u2011', '.':
			return -1
		}
		return r
	}, s)
	if s == "" {
		return "", nil
	}
	if len(s) == 9 { // a spreadsheet removed the leading zero
		s = "0" + s
	}
	if _, ok := digits(s[:min(len(s), 5)]); !ok || len(s) != 10 {
		return "", ErrCPRFormat
	}
	if _, ok := digits(s[5:]); !ok {
		return "", ErrCPRFormat
	}
	c := CPR(s)
	if c.Birth().IsZero() {
		return "", ErrCPRDate
	}
	return c, nil
}

// Birth returns the date of birth in the number, of which the seventh digit gives the
// century. It is zero for a number that [ParseCPR] rejects.
func (c CPR) Birth() Date {
	if len(c) != 10 {
		return Date{}
	}
	day, _ := digits(string(c[0:2]))
	month, _ := digits(string(c[2:4]))
	yy, _ := digits(string(c[4:6]))
	year := 0
	switch seventh := c[6]; {
	case seventh <= '3':
		year = 1900 + yy
	case seventh == '4' || seventh == '9':
		year = 2000 + yy
		if yy > 36 {
			year = 1900 + yy
		}
	default:
		year = 2000 + yy
		if yy > 57 {
			year = 1800 + yy
		}
	}
	d, ok := ValidDate(year, time.Month(month), day)
	if !ok {
		return Date{}
	}
	return d
}

// HasCheckDigit reports whether the number passes the modulus-11 check with the
// weights 4 3 2 7 6 5 4 3 2 1. Valid numbers may fail it.
func (c CPR) HasCheckDigit() bool {
	if len(c) != 10 {
		return false
	}
	sum := 0
	for i, w := range [...]int{4, 3, 2, 7, 6, 5, 4, 3, 2, 1} {
		sum += w * int(c[i]-'0')
	}
	return sum%11 == 0
}

// Masked returns the number with its last four digits hidden: 070761-••••.
func (c CPR) Masked() string {
	if len(c) != 10 {
		return ""
	}
	return string(c[:6]) + "-••••"
}

// String returns the number with a hyphen: 070761-4285.
func (c CPR) String() string {
	if len(c) != 10 {
		return string(c)
	}
	return string(c[:6]) + "-" + string(c[6:])
}
