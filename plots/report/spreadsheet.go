// SPDX-License-Identifier: MPL-2.0

package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// WriteCSV writes rows as a file for a spreadsheet: UTF-8 with a mark of it,
// semicolons. A text that a spreadsheet would take for a formula is preceded by
// an apostrophe.
func WriteCSV(to io.Writer, rows [][]string) error {
	if _, err := io.WriteString(to, "\ufeff"); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	out := csv.NewWriter(to)
	out.Comma, out.UseCRLF = ';', true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = escapeFormula(cellText(cell))
		}
		if err := out.Write(safe); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// setCell writes a number as a number and everything else as text, which a
// workbook never runs.
func setCell(book *excelize.File, sheet string, column, row int, text string) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil || text == "" {
		return err
	}
	if row > 1 && exactNumber.MatchString(text) {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("cell %s: %w", at, err)
		}
		return book.SetCellFloat(sheet, at, v, -1, 64)
	}
	return book.SetCellStr(sheet, at, cellText(text))
}

// cellText returns a text as a cell of a CSV file or a workbook has it: without the
// control characters that XML forbids or that do something to a terminal, and without
// those that turn the direction of writing. Its line breaks are line feeds.
func cellText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, string(unicode.ReplacementChar)))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufffe', r == '\uffff':
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

var (
	// number is what a spreadsheet reads as a number in any language.
	number = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)?$`)
	// exactNumber is a number that is written the same way as a cell's value. A code
	// such as 007 is none.
	exactNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,17})?$`)
)

// escapeFormula keeps a spreadsheet from evaluating text (OWASP, CSV injection).
// Numbers stay numbers. What spreadsheets skip before a formula is skipped here too.
func escapeFormula(s string) string {
	t := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) || r == unicode.ReplacementChar
	})
	formula := t != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(t)[0]) && !number.MatchString(t)
	if formula || s != "" && strings.ContainsRune("\t\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
