// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"archive/zip"
	"io"
	"strconv"
	"strings"
)

// odsSheet is a sheet of an OpenDocument spreadsheet, by its position.
type odsSheet struct {
	archive *archive
	content *zip.File
	index   int
}

// addODS adds the visible sheets of an OpenDocument spreadsheet that have text.
func (s *Source) addODS(z *archive) error {
	content := z.file("content.xml")
	if encrypted, err := odsEncrypted(z); err != nil || encrypted {
		if err == nil {
			err = &Error{File: z.name, Reason: Encrypted}
		}
		return err
	}
	sheets, err := odsSheets(z, content)
	if err != nil {
		return err
	}
	var tables []*Table
	for i, name := range sheets {
		o := odsSheet{z, content, i}
		t := &Table{File: z.name, Sheet: name, Size: int64(content.UncompressedSize64)}
		t.open = o.open
		switch err := t.readPreview(); {
		case isEmpty(err):
			s.Skipped = append(s.Skipped, Skipped{z.name + " › " + name, SkipEmpty})
		case err != nil:
			return named(err, z.name)
		default:
			tables = append(tables, t)
		}
	}
	return s.addSheets(z.name, tables)
}

func odsEncrypted(z *archive) (bool, error) {
	f := z.file("META-INF/manifest.xml")
	if f == nil {
		return false, nil
	}
	r, err := z.open(f)
	if err != nil {
		return false, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return false, damaged(z.name, err)
	}
	return strings.Contains(string(b), "encryption-data"), nil
}

// odsSheets returns the names of the sheets.
func odsSheets(z *archive, f *zip.File) ([]string, error) {
	in, err := z.open(f)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	x := newXMLScanner(in)
	var names []string
	for {
		token, err := x.next()
		if err == io.EOF {
			return names, nil
		}
		if err != nil {
			return nil, damaged(z.name, err)
		}
		if token == xmlTag && !x.close && string(x.name) == "table" {
			if names = append(names, x.attrString("name")); len(names) > MaxTables {
				return nil, &Error{File: z.name, Reason: TooManyTables, Args: []any{"Limit", MaxTables}}
			}
		}
	}
}

// odsRows reads the rows of a sheet.
type odsRows struct {
	sheet  odsSheet
	file   *countingReader
	xml    *xmlScanner
	inside bool
	line   int
	row    rawRow
	repeat int // how often the row is still to be returned
	bytes  int
}

func (o odsSheet) open() (rawRows, error) {
	in, err := o.archive.open(o.content)
	if err != nil {
		return nil, err
	}
	counting := &countingReader{in: in}
	return &odsRows{sheet: o, file: counting, xml: newXMLScanner(counting)}, nil
}

func (r *odsRows) bytesRead() int64 { return r.file.n }

func (r *odsRows) Close() error { return r.file.Close() }

func (r *odsRows) token() (xmlToken, error) {
	t, err := r.xml.next()
	if err != nil && err != io.EOF {
		err = damaged(r.sheet.archive.name, err)
	}
	return t, err
}

// next returns the next row with text.
func (r *odsRows) next() (rawRow, error) {
	for tables := 0; ; {
		if r.repeat > 0 {
			r.repeat--
			r.line++
			row := r.row
			row.line = r.line
			row.cells = append([]string(nil), row.cells...)
			return row, nil
		}
		token, err := r.token()
		if err != nil {
			return rawRow{}, err
		}
		if token != xmlTag {
			continue
		}
		switch string(r.xml.name) {
		case "table":
			switch {
			case r.inside && r.xml.close:
				return rawRow{}, io.EOF
			case !r.xml.close:
				r.inside = tables == r.sheet.index
				tables++
			}
		case "table-row":
			if !r.inside || r.xml.close {
				continue
			}
			repeat := repeated(r.xml.attr("number-rows-repeated"))
			if !r.xml.empty {
				if err := r.readRow(); err != nil {
					return rawRow{}, err
				}
			} else {
				r.row = rawRow{}
			}
			if r.row.problem == "" && len(r.row.cells) == 0 {
				r.line += repeat
				continue
			}
			if r.line+repeat > MaxRows {
				return rawRow{}, &Error{File: r.sheet.archive.name, Reason: TooManyRows}
			}
			r.repeat = repeat
		}
	}
}

// repeated is how often a row or cell is repeated.
func repeated(b []byte) int {
	n, err := strconv.Atoi(string(b))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, MaxRows)
}

// readRow reads the cells up to the end of the row, without the empty ones at its end.
func (r *odsRows) readRow() error {
	r.row, r.bytes = rawRow{}, 0
	empty := 0
	for {
		token, err := r.token()
		if err == io.EOF {
			return damaged(r.sheet.archive.name, io.ErrUnexpectedEOF)
		}
		if err != nil {
			return err
		}
		if token != xmlTag {
			continue
		}
		switch string(r.xml.name) {
		case "table-row":
			if r.bytes > MaxRowBytes {
				r.row.cells, r.row.problem = nil, LongRow
			}
			return nil
		case "table-cell", "covered-table-cell":
			if r.xml.close {
				continue
			}
			repeat := repeated(r.xml.attr("number-columns-repeated"))
			text, err := r.cell()
			if err != nil {
				return err
			}
			if text == "" {
				empty += repeat
				continue
			}
			if len(r.row.cells)+empty+repeat > MaxColumns {
				return &Error{File: r.sheet.archive.name, Reason: TooManyColumn, Args: []any{"Line", r.line + 1}}
			}
			for ; empty > 0; empty-- {
				r.row.cells = append(r.row.cells, "")
			}
			for range repeat {
				r.row.cells = append(r.row.cells, text)
				r.bytes += len(text)
			}
		}
	}
}

// cell returns the text of a cell: its value where it is a number or a date,
// otherwise its paragraphs.
func (r *odsRows) cell() (string, error) {
	kind := r.xml.attrString("value-type")
	value := r.xml.attrString("value")
	if kind == "date" {
		value = strings.Replace(strings.TrimSuffix(r.xml.attrString("date-value"), "T00:00:00"), "T", " ", 1)
	}
	if kind == "boolean" {
		value = map[string]string{"true": "SAND", "false": "FALSK"}[r.xml.attrString("boolean-value")]
	}
	if r.xml.empty {
		return value, nil
	}
	text, err := r.paragraphs()
	if err != nil {
		return "", err
	}
	switch kind {
	case "float", "percentage", "currency":
		if v, err := strconv.ParseFloat(value, 64); err == nil {
			return formatNumber(v), nil
		}
	case "date", "boolean":
		return value, nil
	}
	return text, nil
}

// paragraphs reads the text of a cell up to its end, without comments.
func (r *odsRows) paragraphs() (string, error) {
	var b []byte
	inParagraph, annotations, count := 0, 0, 0
	for {
		token, err := r.token()
		if err == io.EOF {
			return "", damaged(r.sheet.archive.name, io.ErrUnexpectedEOF)
		}
		if err != nil {
			return "", err
		}
		if token == xmlText {
			if inParagraph > 0 && annotations == 0 && len(b) <= MaxRowBytes {
				b = append(b, r.xml.text...)
			}
			continue
		}
		switch string(r.xml.name) {
		case "table-cell", "covered-table-cell":
			if r.xml.close {
				return string(b), nil
			}
		case "annotation":
			annotations = nested(annotations, r.xml)
		case "p":
			if annotations == 0 && !r.xml.close {
				if count++; count > 1 {
					b = append(b, '\n')
				}
			}
			inParagraph = nested(inParagraph, r.xml)
		case "s", "tab":
			if inParagraph > 0 && !r.xml.close {
				b = append(b, ' ')
			}
		case "line-break":
			if inParagraph > 0 && !r.xml.close {
				b = append(b, '\n')
			}
		}
	}
}
