// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// content is a file, or a file in a zip file, that can be read several times.
type content struct {
	name string
	size int64
	open func() (io.ReadCloser, error)
}

// countingReader counts the bytes that are read.
type countingReader struct {
	in io.ReadCloser
	n  int64
}

func (c *countingReader) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n += int64(n)
	return n, err
}

func (c *countingReader) Close() error { return c.in.Close() }

// newText finds the encoding, the separator and the first rows of a text.
func newText(c content) (*Table, error) {
	t := &Table{File: c.name, Size: c.size}
	found, err := inspectContent(c)
	if err != nil {
		return nil, named(err, c.name)
	}
	t.Encoding = found.encoding
	separator, width, skip, err := layoutOf(c, found)
	if err != nil {
		return nil, err
	}
	t.open = func() (rawRows, error) {
		r, err := openText(c, found)
		if err != nil {
			return nil, err
		}
		r.separator, r.width = separator, width
		if len(t.Header) > 0 {
			r.width = len(t.Header)
		}
		for range skip {
			if _, err := r.peek(0); err != nil {
				break
			}
			r.drop(1)
		}
		return r, nil
	}
	return t, named(t.readPreview(), c.name)
}

func named(err error, file string) error {
	var e *Error
	if errors.As(err, &e) && e.File == "" {
		e.File = file
	}
	return err
}

func inspectContent(c content) (inspection, error) {
	f, err := c.open()
	if err != nil {
		return inspection{}, err
	}
	defer f.Close()
	found, err := inspect(f)
	if err != nil || found.encoding != UTF16LE && found.encoding != UTF16BE {
		return found, err
	}
	// What UTF-16 decodes to must be a text too.
	r, err := openText(c, found)
	if err != nil {
		return inspection{}, err
	}
	defer r.Close()
	if _, err := inspect(r.decoded); err != nil {
		return inspection{}, err
	}
	return found, nil
}

// layoutOf finds the separator, the number of cells of a row, and the number of lines
// before the table (a line "sep=;").
func layoutOf(c content, found inspection) (separator byte, width, skip int, err error) {
	r, err := openText(c, found)
	if err != nil {
		return 0, 0, 0, err
	}
	defer r.Close()
	const sample = 200
	var lines []string
	for k := range sample {
		l, err := r.peek(k)
		if err != nil {
			break // the end; another error returns when the rows are read
		}
		if !l.long && l.text != "" {
			lines = append(lines, l.text)
		}
	}
	if len(lines) > 0 {
		if separator = separatorLine(lines[0]); separator != 0 {
			width, _ = commonWidth(lines[1:], separator)
			return separator, width, 1, nil
		}
	}
	separator, width = guessSeparator(lines)
	return separator, width, 0, nil
}

// openTextRows reads the rows of a file.
type openTextRows struct {
	textRows
	file    *countingReader
	decoded io.Reader
}

func (r *openTextRows) bytesRead() int64 { return r.file.n }

func (r *openTextRows) Close() error { return r.file.Close() }

// openText opens a text decoded to UTF-8 without a byte order mark.
func openText(c content, found inspection) (*openTextRows, error) {
	f, err := c.open()
	if err != nil {
		return nil, err
	}
	counting := &countingReader{in: f}
	in := bufio.NewReaderSize(counting, 128<<10)
	if _, err := in.Discard(found.bom); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	r := &openTextRows{file: counting, decoded: in}
	switch found.encoding {
	case UTF8:
	case UTF16LE:
		r.decoded = transform.NewReader(in, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder())
	case UTF16BE:
		r.decoded = transform.NewReader(in, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder())
	default:
		r.decoded = transform.NewReader(in, found.encoding.charmap().NewDecoder())
	}
	r.lines = newLineReader(r.decoded)
	return r, nil
}

// markupStart are the beginnings of pages and documents that programs save as .xls or
// .csv.
var markupStart = [][]byte{[]byte("<html"), []byte("<!doctype"), []byte("<?xml"), []byte("<table"), []byte("<workbook"), []byte("{\\rtf"), []byte("%pdf-")}

func isMarkup(start []byte) bool {
	start = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \r\n\t"))
	for _, m := range markupStart {
		if bytes.HasPrefix(start, m) {
			return true
		}
	}
	return false
}
