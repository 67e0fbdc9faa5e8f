// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"io"
	"strings"
)

// rawRow is a row as the file has it.
type rawRow struct {
	line    int
	cells   []string
	problem Problem
}

// rawRows reads the rows of a table; see [Rows].
type rawRows interface {
	next() (rawRow, error) // io.EOF after the last row
	bytesRead() int64
	Close() error
}

// Table is a table of a source: a text, or a sheet of a workbook.
type Table struct {
	File       string   // the name of the file, with the zip file in front of it
	Sheet      string   // the name of the sheet; empty for a text
	Size       int64    // bytes, for progress
	Encoding   Encoding // of a text
	Header     []string // the names of the columns
	HeaderLine int      // the line of the header; 1 is the first

	open    func() (rawRows, error)
	preview []rawRow
}

// Name names the table in messages: the file, and the sheet where the workbook has
// several.
func (t *Table) Name() string {
	if t.Sheet == "" {
		return t.File
	}
	return t.File + " › " + t.Sheet
}

// previewRows is the number of rows among which the header is looked for.
const previewRows = 30

// readPreview reads the first rows. It returns an [Error] where there is none.
func (t *Table) readPreview() error {
	r, err := t.open()
	if err != nil {
		return err
	}
	defer r.Close()
	for len(t.preview) < previewRows {
		row, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		for i, c := range row.cells {
			row.cells[i] = clean(c)
		}
		if len(row.cells) > MaxColumns {
			return &Error{File: t.File, Reason: TooManyColumn, Args: []any{"Line", row.line}}
		}
		if row.problem == "" && count(row.cells) == 0 {
			continue
		}
		t.preview = append(t.preview, row)
	}
	if len(t.preview) == 0 {
		return &Error{File: t.File, Reason: Empty}
	}
	t.setHeader(t.firstFullRow())
	return nil
}

// firstFullRow returns the first row with as many cells as most have; titles above a
// table have fewer.
func (t *Table) firstFullRow() int {
	most := 0
	for _, r := range t.preview {
		most = max(most, count(r.cells))
	}
	for i, r := range t.preview {
		if n := count(r.cells); n > 1 && 2*n > most || n == most {
			return i
		}
	}
	return 0
}

// FindHeader makes the row with the highest score above 0 the header, the first of
// equals. The score of a row is the number of names in it that are known.
func (t *Table) FindHeader(score func(cells []string) int) {
	best, at := 0, -1
	for i, r := range t.preview {
		if n := score(r.cells); n > best && r.problem == "" {
			best, at = n, i
		}
	}
	if at >= 0 {
		t.setHeader(at)
	}
}

func (t *Table) setHeader(i int) {
	r := t.preview[i]
	n := len(r.cells)
	for n > 0 && r.cells[n-1] == "" {
		n--
	}
	t.Header, t.HeaderLine = make([]string, n), r.line
	for k, h := range r.cells[:n] {
		t.Header[k] = strings.Join(strings.Fields(h), " ")
	}
}

// Samples returns the first rows below the header.
func (t *Table) Samples() [][]string {
	var rows [][]string
	for _, r := range t.preview {
		if r.line > t.HeaderLine && r.problem == "" {
			rows = append(rows, r.cells)
		}
	}
	return rows
}

// count returns the number of cells with text.
func count(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}
