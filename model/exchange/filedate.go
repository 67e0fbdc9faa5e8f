// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// dateFields are the fields with dates.
var dateFields = []Field{Date, Opened, Closed, Start, End}

// dateColumn is the order of day and month in a column of dates, decided by the dates
// that only one order allows. Without such a date, the day comes first.
type dateColumn struct {
	dayFirst, monthFirst bool
}

var numericDate = regexp.MustCompile(`^(\d{1,2}) ?[-./ ] ?(\d{1,2}) ?[-./ ] ?(\d{4}|\d{2})(\D|$)`)

// add takes a date of the column.
func (c *dateColumn) add(text string) {
	if len(text) < 6 || text[0] > '9' || len(text) > 4 && text[4] == '-' {
		return // no numeric date, or an ISO date
	}
	m := numericDate.FindStringSubmatch(text)
	if m == nil {
		return
	}
	first, _ := strconv.Atoi(m[1])
	second, _ := strconv.Atoi(m[2])
	switch {
	case first > 12 && second <= 12:
		c.dayFirst = true
	case second > 12 && first <= 12:
		c.monthFirst = true
	}
}

// errAmbiguousDate is returned for a date that has two readings in a column with both
// orders of day and month.
var errAmbiguousDate = errors.New("day and month cannot be distinguished")

// parse parses a date of the column. Unlike [model.ParseDate], which is for dates that
// a person types, it requires a year and knows no days relative to today; a time of
// day is cut off. The zero Date is returned for an open end, such as 31-12-9999.
func (c *dateColumn) parse(text string, today model.Date) (model.Date, error) {
	s := strings.ToLower(strings.TrimSpace(text))
	if s == "" {
		return model.Date{}, model.ErrDateEmpty
	}
	if openEnds[s] || openDate.MatchString(s) {
		return model.Date{}, nil
	}
	if !strings.ContainsAny(s, "0123456789") {
		return model.Date{}, model.ErrDateFormat
	}
	s = weekday.ReplaceAllString(s, "")
	if m := numericDate.FindStringSubmatchIndex(s); m != nil && c.monthFirst {
		first, second := s[m[2]:m[3]], s[m[4]:m[5]]
		if a, _ := strconv.Atoi(first); c.dayFirst {
			if b, _ := strconv.Atoi(second); a <= 12 && b <= 12 && a != b {
				return model.Date{}, errAmbiguousDate
			} else if b > 12 {
				first, second = second, first
			}
		} else {
			first, second = second, first
		}
		s = first + "-" + second + "-" + s[m[6]:]
	}
	d, err := parseWithYear(s, today)
	if errors.Is(err, model.ErrDateFormat) {
		if cut := timeOfDay.ReplaceAllString(s, ""); cut != s {
			return parseWithYear(cut, today)
		}
	}
	return d, err
}

// parseWithYear parses a date that has a year.
func parseWithYear(s string, today model.Date) (model.Date, error) {
	if _, err := model.ParseDate(s, model.Date{}); errors.Is(err, model.ErrDateFormat) {
		return model.Date{}, err
	}
	return model.ParseDate(s, today)
}

var (
	// openEnds are the words for an end that is not known.
	openEnds = map[string]bool{
		"-": true, "--": true, "løbende": true, "åben": true, "åbent": true, "ubegrænset": true, "ingen": true, "ingen slutdato": true,
		"uden slutdato": true, "tidsubegrænset": true, "n/a": true, "ikke afsluttet": true, "open": true, "none": true,
	}
	// openDate are the dates that programs write for none: the first and last ones of
	// their calendars.
	openDate = regexp.MustCompile(`^((\d{1,2}[-./ ]){2}(9999|0001|0000|000[01]|2999|2099|1753|1900)|(9999|0001|0000|2999|2099|1753|1900)[-./ ]?\d\d[-./ ]?\d\d|(31129999|01010001|00000000))([ t].*)?$`)
	// timeOfDay follows a date, with its zone.
	timeOfDay = regexp.MustCompile(`[ t,]+(kl\.? ?)?\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?( ?[ap]m)?( ?z| ?utc| ?cet| ?cest| ?[+-]\d{2}:?\d{2})?$`)
	weekday   = regexp.MustCompile(`^(man|tirs|ons|tors|fre|lør|søn|mon|tues|wednes|thurs|fri|satur|sun)?(dag|day)?(\.|,)? ?(den )?`)
)
