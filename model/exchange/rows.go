// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"bufio"
	"encoding/csv"
	"io"
	"os"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// textSource is an open file, decoded to UTF-8 with line feeds.
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

// rowReader reads a table row by row. The fields are valid until the next row.
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

// next reads the next row that is not empty. It returns io.EOF after the last.
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
