// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"io"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange/tabular"
)

// table is a table of an extract.
type table struct {
	*tabular.Table
	name   string
	header []string
	size   int64
}

func (t *table) fileError(r FileReason, args ...any) error {
	return &FileError{File: t.name, Reason: r, Args: args}
}

// fileErrorOf turns the error of reading a file into a [FileError].
func fileErrorOf(err error) error {
	var e *tabular.Error
	if errors.As(err, &e) {
		return &FileError{File: e.File, Reason: FileReason(e.Reason), Args: e.Args}
	}
	return err
}

// examine reads a whole table before anything is imported: whether it can be read to
// its end, in which order its dates have day and month, and whether letters are lost.
func (f *file) examine() error {
	rows, err := f.Rows()
	if err != nil {
		return fileErrorOf(err)
	}
	defer rows.Close()
	columns := map[Field]int{}
	for _, field := range dateFields {
		if i, ok := f.columns.fields[field]; ok {
			columns[field] = i
			f.dates[field] = &dateColumn{}
		}
	}
	caseNumber, hasNumber := f.columns.fields[CaseNumber]
	numbers, cprs := 0, 0
	for {
		r, err := rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fileErrorOf(err)
		}
		if r.Problem != "" {
			continue
		}
		for field, i := range columns {
			f.dates[field].add(r.Cells[i])
		}
		if hasNumber && r.Cells[caseNumber] != "" {
			numbers++
			if looksLikeCPR(r.Cells[caseNumber]) {
				cprs++
			}
		}
		if f.lost.line == 0 {
			f.findLostLetters(r)
		}
	}
	f.footer = rows.Footer
	f.caseNumberIsCPR = cprs > 0 && cprs*10 >= numbers*9
	return nil
}

// looksLikeCPR reports whether a case number can only be a CPR number: ten digits, or
// six and four with a hyphen, that begin with a date.
func looksLikeCPR(s string) bool {
	digits := s
	if len(s) == 11 && s[6] == '-' {
		digits = s[:6] + s[7:]
	}
	if len(digits) != 10 || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	cpr, err := model.ParseCPR(digits)
	return err == nil && cpr != ""
}

func (f *file) findLostLetters(r tabular.Row) {
	for i, c := range r.Cells {
		if tabular.LostLetters(c) {
			f.lost = place{r.Line, f.header[i], strings.Clone(c)}
			return
		}
	}
}

// place is a cell of a table.
type place struct {
	line          int
	column, value string
}
