// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf8"
)

// maxRowBytes is the length of the longest row that is read. A longer one comes from
// a quotation mark that is never closed, or from a file that is no table.
const maxRowBytes = 1 << 20

// fileMagic are the first bytes of compressed files and workbooks.
var fileMagic = []string{"PK\x03\x04", "\x1f\x8b", "\xd0\xcf\x11\xe0", "7z\xbc\xaf"}

// validate reads a whole file, finds its encoding, and returns a [FileError] if it
// cannot be a table.
func (t *table) validate(f io.Reader) error {
	c := contentCheck{table: t, line: 1, rowLine: 1, empty: true}
	t.utf8 = true
	var tail []byte // of a character cut by the end of the buffer
	buf := make([]byte, 256<<10)
	for first := true; ; {
		n, err := f.Read(buf)
		b := buf[:n]
		if first && n > 0 {
			first = false
			if err := t.checkMagic(b); err != nil {
				return err
			}
		}
		if t.utf8 && n > 0 {
			t.utf8, tail = validUTF8(append(tail, b...), err == io.EOF)
		}
		if err := c.check(b); err != nil {
			return err
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	t.utf8 = t.utf8 && len(tail) == 0
	mixed := c.runs.mixed()
	switch {
	case c.empty:
		return t.fileError(FileEmpty)
	case !t.utf8 && mixed > 0:
		return t.fileError(FileMixed, "Line", mixed)
	case !t.utf8 && c.undefinedLine > 0:
		return t.fileError(FileEncoding, "Line", c.undefinedLine)
	}
	return nil
}

func (t *table) checkMagic(b []byte) error {
	switch {
	case slices.ContainsFunc(fileMagic, func(magic string) bool { return bytes.HasPrefix(b, []byte(magic)) }):
		return t.fileError(FileArchive)
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		return t.fileError(FileUTF16)
	}
	return nil
}

// contentCheck is the state of checking the bytes of a file.
type contentCheck struct {
	table         *table
	line          int
	rowLine       int // where the row began, which has more lines within quotation marks
	rowBytes      int
	quoted        bool
	empty         bool           // nothing but white space so far
	undefinedLine int            // first line with a byte that Windows-1252 leaves undefined
	run           []byte         // bytes beyond ASCII in succession
	runs          encodingCounts // of the runs so far
}

func (c *contentCheck) check(b []byte) error {
	for _, char := range b {
		if char >= utf8.RuneSelf && len(c.run) < 64 {
			c.run = append(c.run, char)
		} else if len(c.run) > 0 {
			c.runs.add(c.run, c.line)
			c.run = c.run[:0]
		}
		switch char {
		case 0:
			return c.table.fileError(FileNUL, "Line", c.line)
		case '"':
			c.quoted = !c.quoted
		case '\n':
			c.line++
			if !c.quoted {
				c.rowBytes, c.rowLine = 0, c.line
				continue
			}
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			if c.undefinedLine == 0 {
				c.undefinedLine = c.line
			}
		}
		if char > ' ' {
			c.empty = false
		} else if char < ' ' && char != '\t' && char != '\r' && char != '\n' {
			return c.table.fileError(FileEncoding, "Line", c.line)
		}
		if c.rowBytes++; c.rowBytes > maxRowBytes {
			return c.table.fileError(FileLongRow, "Line", c.rowLine)
		}
	}
	return nil
}
