// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"archive/zip"
	"io"
	"strconv"
)

// sheetRows reads the rows of a sheet of an Excel workbook.
type sheetRows struct {
	book  *workbook
	file  *countingReader
	xml   *xmlScanner
	line  int // of the row that is read
	cells []string
	bytes int // of the row
	split splitter
}

func (w *workbook) openSheet(f *zip.File, _ *Table) (rawRows, error) {
	in, err := w.archive.open(f)
	if err != nil {
		return nil, err
	}
	counting := &countingReader{in: in}
	return &sheetRows{book: w, file: counting, xml: newXMLScanner(counting)}, nil
}

func (r *sheetRows) bytesRead() int64 { return r.file.n }

func (r *sheetRows) Close() error { return r.file.Close() }

func (r *sheetRows) damaged(err error) error { return damaged(r.book.archive.name, err) }

// next returns the next row that the sheet has an element for.
func (r *sheetRows) next() (rawRow, error) {
	for {
		token, err := r.xml.next()
		switch {
		case err == io.EOF:
			return rawRow{}, io.EOF
		case err != nil:
			return rawRow{}, r.damaged(err)
		case token != xmlTag || string(r.xml.name) != "row" || r.xml.close:
			continue
		}
		r.line++
		if n, err := strconv.Atoi(string(r.xml.attr("r"))); err == nil && n > 0 {
			r.line = n
		}
		if r.line > MaxRows {
			return rawRow{}, &Error{File: r.book.archive.name, Reason: TooManyRows}
		}
		if r.xml.empty {
			continue
		}
		return r.row()
	}
}

// row reads the cells up to the end of the row.
func (r *sheetRows) row() (rawRow, error) {
	r.cells, r.bytes = r.split.begin(), 0
	column := -1
	for {
		token, err := r.xml.next()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return rawRow{}, r.damaged(err)
		}
		if token != xmlTag {
			continue
		}
		if r.xml.close && string(r.xml.name) == "row" {
			row := rawRow{line: r.line, cells: r.split.end(r.cells)}
			if r.bytes > MaxRowBytes {
				row.cells, row.problem = nil, LongRow
			}
			return row, nil
		}
		if string(r.xml.name) != "c" || r.xml.close {
			continue
		}
		column++
		if c, ok := columnOf(r.xml.attr("r")); ok {
			column = c
		}
		if column >= MaxColumns {
			return rawRow{}, &Error{File: r.book.archive.name, Reason: TooManyColumn, Args: []any{"Line", r.line}}
		}
		if r.xml.empty {
			continue
		}
		text, err := r.cell()
		if err != nil {
			return rawRow{}, err
		}
		if text == "" {
			continue
		}
		for len(r.cells) <= column {
			r.cells = append(r.cells, "")
		}
		r.cells[column] = text
		r.bytes += len(text)
	}
}

// columnOf is the column of a reference like "AB12", from 0.
func columnOf(ref []byte) (int, bool) {
	n := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > MaxColumns {
			return MaxColumns, true
		}
	}
	return n - 1, n > 0
}

// cell reads the value of a cell up to its end.
func (r *sheetRows) cell() (string, error) {
	var kind [16]byte
	kindLength := copy(kind[:], r.xml.attr("t"))
	style, err := strconv.Atoi(string(r.xml.attr("s")))
	if err != nil {
		style = -1
	}
	var raw []byte
	inValue, skipped := false, 0
	for {
		token, err := r.xml.next()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", r.damaged(err)
		}
		if token == xmlText {
			if inValue && skipped == 0 && len(raw) <= MaxRowBytes {
				raw = append(raw, r.xml.text...)
			}
			continue
		}
		switch string(r.xml.name) {
		case "c":
			return r.value(string(kind[:kindLength]), string(raw), style), nil
		case "v", "t":
			inValue = !r.xml.close && !r.xml.empty
		case "rPh":
			skipped = nested(skipped, r.xml)
		}
	}
}

func (r *sheetRows) value(kind, raw string, style int) string {
	switch kind {
	case "s":
		if i, err := strconv.Atoi(raw); err == nil && 0 <= i && i < len(r.book.shared) {
			return r.book.shared[i]
		}
		return ""
	case "inlineStr", "str":
		return unescapeOOXML(raw)
	case "b":
		if raw == "1" {
			return "SAND"
		}
		return "FALSK"
	case "e", "d":
		return raw
	}
	return r.book.number(raw, style)
}
