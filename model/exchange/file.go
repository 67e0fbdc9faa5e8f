package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// FileError says what is wrong with a whole file. Nothing of the extract is
// taken then.
type FileError struct {
	File   string
	Reason FileReason
	Args   []any // names and values for the sentence
}

func (e *FileError) Error() string {
	return fmt.Sprintf("%s: %s", filepath.Base(e.File), e.Reason)
}

// FileReason is why a whole file cannot be read. Its words stand under
// "import.file." and the code.
type FileReason string

// The reasons.
const (
	FileEmpty         FileReason = "empty"
	FileNoRows        FileReason = "no_rows"
	FileArchive       FileReason = "archive"
	FileNUL           FileReason = "nul"
	FileUTF16         FileReason = "utf16"
	FileEncoding      FileReason = "encoding"
	FileMixed         FileReason = "mixed"
	FileNotRegular    FileReason = "not_regular"
	FileLongRow       FileReason = "long_row"
	FileUnknown       FileReason = "unknown"
	FileMissingColumn FileReason = "missing_column"
	FileColumnTwice   FileReason = "column_twice"
	FolderEmpty       FileReason = "folder_empty"
	FileNoMapping     FileReason = "no_register_codes"
)

// maxRowBytes is the longest row that is read, in bytes. A longer one is a sign of
// a quotation mark that is never closed, or of a file that is no table.
const maxRowBytes = 1 << 20

// table is an extract's file that has been looked through and can be read row
// by row.
type table struct {
	path      string
	name      string
	size      int64
	utf8      bool
	separator rune
	header    []string
}

// openTable looks through a whole file before anything of it is taken, so that a
// fault in its last line leaves the register untouched.
func openTable(path string) (*table, error) {
	// Opening a pipe would wait for somebody to write to it.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &FileError{File: path, Reason: FileNotRegular}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t := &table{path: path, name: filepath.Base(path), size: info.Size()}
	if err := t.validate(&lineEndReader{in: f}); err != nil {
		return nil, err
	}
	return t, t.readHeader()
}

func (t *table) fileError(r FileReason, args ...any) error {
	return &FileError{File: t.path, Reason: r, Args: args}
}

func (t *table) validate(f io.Reader) error {
	var (
		buf     = make([]byte, 256<<10)
		line    = 1
		row     = 0     // bytes of the row so far
		rowLine = 1     // where it began
		quoted  = false // inside quotation marks
		blank   = true
		first   = true
		tail    []byte // of a character cut by the end of the buffer
		badLine = 0    // first line with bytes that are in no Danish encoding
		high    []byte // letters beyond ASCII that follow each other
		lines   encodingCounts
	)
	t.utf8 = true
	for {
		n, err := f.Read(buf)
		b := buf[:n]
		if first && n > 0 {
			first = false
			switch {
			case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("\x1f\x8b")),
				bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")), bytes.HasPrefix(b, []byte("7z\xbc\xaf")):
				return t.fileError(FileArchive)
			case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
				return t.fileError(FileUTF16)
			}
		}
		if t.utf8 && n > 0 {
			t.utf8, tail = validUTF8(append(tail, b...), err == io.EOF)
		}
		for _, c := range b {
			if c >= utf8.RuneSelf && len(high) < 64 {
				high = append(high, c)
			} else if len(high) > 0 {
				lines.note(high, line)
				high = high[:0]
			}
			switch {
			case c == 0:
				return t.fileError(FileNUL, "Line", line)
			case c == '"':
				quoted = !quoted
			case c == '\n':
				line++
				if !quoted {
					row, rowLine = 0, line
					continue
				}
			}
			if c > ' ' {
				blank = false
			}
			switch c {
			case 0x81, 0x8d, 0x8f, 0x90, 0x9d: // no letter of Windows-1252
				if badLine == 0 {
					badLine = line
				}
			}
			if c < ' ' && c != '\t' && c != '\r' && c != '\n' {
				return t.fileError(FileEncoding, "Line", line)
			}
			if row++; row > maxRowBytes {
				return t.fileError(FileLongRow, "Line", rowLine)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if len(tail) > 0 {
		t.utf8 = false
	}
	switch {
	case blank:
		return t.fileError(FileEmpty)
	case !t.utf8 && lines.mixed() > 0:
		return t.fileError(FileMixed, "Line", lines.mixed())
	case !t.utf8 && badLine > 0:
		return t.fileError(FileEncoding, "Line", badLine)
	}
	return nil
}

// encodingCounts counts the runs of letters beyond ASCII that are UTF-8 and those
// that are not, and where each was first met. Danish letters of Windows-1252 by
// themselves are never UTF-8, so a file that has both has been put together
// from two.
type encodingCounts struct {
	utf8, other           int
	firstUTF8, firstOther int
}

func (e *encodingCounts) note(run []byte, line int) {
	if utf8.Valid(run) {
		if e.utf8++; e.utf8 == 1 {
			e.firstUTF8 = line
		}
		return
	}
	if e.other++; e.other == 1 {
		e.firstOther = line
	}
}

// mixed is the first line in the encoding that fewer letters are in, or 0 where
// there is one encoding.
func (e *encodingCounts) mixed() int {
	switch {
	case e.utf8 == 0 || e.other == 0:
		return 0
	case e.utf8 < e.other:
		return e.firstUTF8
	}
	return e.firstOther
}

// validUTF8 reports whether b is UTF-8, but for a character that its end cuts,
// which comes back for the next part.
func validUTF8(b []byte, last bool) (ok bool, cut []byte) {
	keep := 0
	if !last {
		for i := 1; i <= utf8.UTFMax && i <= len(b); i++ {
			if c := b[len(b)-i]; utf8.RuneStart(c) {
				if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-i:]) {
					keep = i
				}
				break
			}
		}
	}
	return utf8.Valid(b[:len(b)-keep]), bytes.Clone(b[len(b)-keep:])
}

func (t *table) readHeader() error {
	r, err := t.openText()
	if err != nil {
		return err
	}
	defer r.Close()
	first, err := bufio.NewReader(r.text).ReadString('\n')
	if err != nil && err != io.EOF {
		return err
	}
	t.separator = ';'
	best := 0
	for _, c := range []rune{';', '\t', ',', '|'} {
		if n := countOutsideQuotes(first, c); n > best {
			t.separator, best = c, n
		}
	}
	rows, err := t.openRows()
	if err != nil {
		return err
	}
	defer rows.Close()
	if err := rows.next(); err != nil {
		if errors.Is(err, io.EOF) {
			return t.fileError(FileEmpty)
		}
		return err
	}
	for _, h := range rows.fields {
		t.header = append(t.header, strings.TrimSpace(h))
	}
	if err := rows.next(); errors.Is(err, io.EOF) {
		return t.fileError(FileNoRows)
	}
	return nil
}

func countOutsideQuotes(s string, c rune) (n int) {
	quoted := false
	for _, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case r == c && !quoted:
			n++
		}
	}
	return n
}

// textSource is an open file as text.
type textSource struct {
	f         *os.File
	bytesRead int64
	text      io.Reader
}

func (s *textSource) Close() error { return s.f.Close() }

func (s *textSource) Read(b []byte) (int, error) {
	n, err := s.f.Read(b)
	s.bytesRead += int64(n)
	return n, err
}

func (t *table) openText() (*textSource, error) {
	f, err := os.Open(t.path)
	if err != nil {
		return nil, err
	}
	s := &textSource{f: f}
	in := bufio.NewReaderSize(&lineEndReader{in: s}, 256<<10)
	if bom, _ := in.Peek(3); string(bom) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3)
	}
	s.text = in
	if !t.utf8 {
		s.text = transform.NewReader(in, charmap.Windows1252.NewDecoder())
	}
	return s, nil
}

// rowReader reads a table one row at a time. The fields are valid until the next.
type rowReader struct {
	*textSource
	csv    *csv.Reader
	fields []string
	line   int
}

func (t *table) openRows() (*rowReader, error) {
	s, err := t.openText()
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(s.text)
	r.Comma = t.separator
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.ReuseRecord = true
	return &rowReader{textSource: s, csv: r}, nil
}

// next reads the next row, io.EOF after the last. Rows without any text are
// passed over.
func (r *rowReader) next() error {
	for {
		fields, err := r.csv.Read()
		if err != nil {
			return err
		}
		r.line, _ = r.csv.FieldPos(0)
		r.fields = fields
		for i, f := range fields {
			if f != "" {
				fields[i] = strings.TrimSpace(f)
			}
		}
		for _, f := range fields {
			if f != "" {
				return nil
			}
		}
	}
}
