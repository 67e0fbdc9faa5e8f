// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// dateStyle is what a number format makes of a number.
type dateStyle uint8

const (
	numberStyle dateStyle = iota
	dayStyle              // a date, with or without a time
	timeStyle             // a time of the day or a duration
)

// readStyles finds which styles of cells are dates.
func (w *workbook) readStyles() error {
	if !w.archive.has("xl/styles.xml") {
		return nil
	}
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.archive.unmarshal("xl/styles.xml", &styles); err != nil {
		return err
	}
	own := map[int]dateStyle{}
	for _, f := range styles.Formats {
		own[f.ID] = styleOfFormat(f.Code)
	}
	for _, c := range styles.Cells {
		style, ok := own[c.Format]
		if !ok {
			style = builtInStyle(c.Format)
		}
		w.isDate = append(w.isDate, style)
	}
	return nil
}

// builtInStyle is the style of a number format that every workbook has (ECMA-376 part
// 1, 18.8.30).
func builtInStyle(id int) dateStyle {
	switch {
	case 14 <= id && id <= 17, id == 22, 27 <= id && id <= 31, id == 36, 50 <= id && id <= 54, id == 57, id == 58:
		return dayStyle
	case 18 <= id && id <= 21, 32 <= id && id <= 35, 45 <= id && id <= 47, id == 55, id == 56:
		return timeStyle
	}
	return numberStyle
}

// styleOfFormat recognises the letters of dates in a number format, outside quoted
// text, escapes and colours. Danish Excel writes å for the year.
func styleOfFormat(code string) dateStyle {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	date, clock := false, false
	quoted := false
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		switch c := runes[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\', c == '_', c == '*':
			i++
		case c == '[':
			end := i
			for end < len(runes) && runes[end] != ']' {
				end++
			}
			switch strings.Trim(string(runes[i+1:min(end, len(runes))]), "hmst") {
			case "": // [h] counts hours
				clock = true
			}
			i = end
		case c == 'd', c == 'y', c == 'å':
			date = true
		case c == 'h', c == 's', c == 't':
			clock = true
		case c == 'm':
			if !clock {
				date = date || !strings.ContainsAny(code, "hst")
			}
		case c == 'e' || c == '0' || c == '#' || c == '?':
			if !date && !clock {
				return numberStyle
			}
		}
	}
	switch {
	case date:
		return dayStyle
	case clock:
		return timeStyle
	}
	return numberStyle
}

// epoch1900 is the day of serial 0 in Excel, from 1 March 1900 on.
var epoch1900 = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// number is the text of a number in a cell.
func (w *workbook) number(raw string, style int) string {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return raw
	}
	kind := numberStyle
	if 0 <= style && style < len(w.isDate) {
		kind = w.isDate[style]
	}
	const days = 2_958_466 // the year 10,000
	switch {
	case kind == dayStyle && 0 < v && v < days:
		return serialDate(v + float64(w.epoch))
	case kind == timeStyle && 0 <= v && v < days:
		minutes := int(math.Round(v * 24 * 60))
		return strconv.Itoa(minutes/60) + ":" + twoDigits(minutes%60)
	}
	if !strings.ContainsAny(raw, ".eE") {
		return raw
	}
	return formatNumber(v)
}

// formatNumber writes a number with a point and at most 15 digits, as a spreadsheet
// shows it.
func formatNumber(v float64) string {
	s := strconv.FormatFloat(v, 'g', 15, 64)
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// serialDate is the ISO date of a serial number, with the time where it has one.
func serialDate(v float64) string {
	day := math.Floor(v)
	seconds := int(math.Round((v - day) * 24 * 60 * 60))
	if day < 60 {
		day++ // Excel has a 29 February 1900
	}
	t := epoch1900.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second)
	if seconds == 0 || seconds == 24*60*60 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
