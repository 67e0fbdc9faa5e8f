// SPDX-License-Identifier: MPL-2.0

package assets

import (
	"strconv"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Date formats a date in full: 8. januar 2024.
func (w *Words) Date(d model.Date) string { return w.date(d, w.Month(monthOf(d))) }

// ShortDate formats a date with three letters of the month: 8. jan 2024.
func (w *Words) ShortDate(d model.Date) string { return w.date(d, w.ShortMonth(monthOf(d))) }

func (w *Words) date(d model.Date, month string) string {
	if d.IsZero() {
		return ""
	}
	y, _, day := d.Civil()
	if w.Lang == model.English {
		return strconv.Itoa(day) + " " + month + " " + strconv.Itoa(y)
	}
	return strconv.Itoa(day) + ". " + month + " " + strconv.Itoa(y)
}

// DayMonth formats a day without year: 9. november.
func (w *Words) DayMonth(d model.Date) string { return w.dayMonth(d, w.Month(monthOf(d))) }

// ShortDayMonth formats a day with three letters of the month: 9. nov.
func (w *Words) ShortDayMonth(d model.Date) string { return w.dayMonth(d, w.ShortMonth(monthOf(d))) }

func (w *Words) dayMonth(d model.Date, month string) string {
	_, _, day := d.Civil()
	if w.Lang == model.English {
		return strconv.Itoa(day) + " " + month
	}
	return strconv.Itoa(day) + ". " + month
}

func monthOf(d model.Date) time.Month { _, m, _ := d.Civil(); return m }

// Month returns the name of a month.
func (w *Words) Month(m time.Month) string { return w.T("month." + strconv.Itoa(int(m))) }

// ShortMonth returns the first three letters of a month.
func (w *Words) ShortMonth(m time.Month) string {
	return string([]rune(w.Month(m))[:3])
}

// Number formats a number with at most the given decimals, the language's decimal
// sign and a true minus.
func (w *Words) Number(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return w.sign(s)
}

// Fixed formats a number with exactly the given decimals.
func (w *Words) Fixed(v float64, decimals int) string {
	return w.sign(strconv.FormatFloat(v, 'f', decimals, 64))
}

func (w *Words) sign(s string) string {
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	s = strings.Replace(s, "-", "–", 1)
	if w.Lang != model.English {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Change formats a change in steps with its sign: +2, –1, 0.
func (w *Words) Change(n int) string {
	s := w.sign(strconv.Itoa(n))
	if n > 0 {
		return "+" + s
	}
	return s
}

// Count formats a whole number with separators of thousands.
func (w *Words) Count(n int) string {
	s := strconv.Itoa(n)
	point := "."
	if w.Lang == model.English {
		point = ","
	}
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + point + s[i:]
	}
	return s
}

// Hours formats minutes as hours: 7,5.
func (w *Words) Hours(minutes int) string { return w.Number(float64(minutes)/60, 2) }

// Percent formats a share. Only 0 and 1 are rounded to nothing and everything.
func (w *Words) Percent(share float64) string {
	switch {
	case share > 0 && share < .005:
		return w.T("group.percent_below")
	case share < 1 && share > .995:
		return w.T("group.percent_above")
	}
	return w.T("group.percent", "Value", w.Number(100*share, 0))
}

// Interval formats an estimate with its confidence interval: 0,14 [0,06; 0,22].
func (w *Words) Interval(value, low, high float64) string {
	return w.Fixed(value, 2) + " [" + w.Fixed(low, 2) + "; " + w.Fixed(high, 2) + "]"
}

// PValue formats a p value with three decimals.
func (w *Words) PValue(p float64) string {
	if p < .001 {
		return "< " + w.Fixed(.001, 3)
	}
	return w.Fixed(p, 3)
}
