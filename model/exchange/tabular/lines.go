// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"bytes"
	"io"
)

// lineReader reads the lines of a UTF-8 text, which end in LF, CR LF or CR.
type lineReader struct {
	in     io.Reader
	buf    []byte
	start  int // of the text that is not yet returned
	end    int
	line   int // the number of the last line returned
	afterR bool
	err    error
}

func newLineReader(in io.Reader) *lineReader {
	return &lineReader{in: in, buf: make([]byte, 128<<10)}
}

// next returns the next line without its end; it is valid until the next call. A line
// over [MaxRowBytes] is skipped to its end, and long is set. It returns io.EOF after
// the last line.
func (l *lineReader) next() (line []byte, long bool, err error) {
	l.line++
	searched := 0
	for {
		if l.afterR && l.start < l.end {
			l.afterR = false
			if l.buf[l.start] == '\n' {
				l.start++
			}
		}
		text := l.buf[l.start:l.end]
		if i := indexLineEnd(text[searched:]); i >= 0 && !l.afterR {
			i += searched
			l.afterR = text[i] == '\r'
			l.start += i + 1
			if long {
				return nil, true, nil
			}
			return text[:i], false, nil
		}
		if l.err != nil {
			l.start = l.end
			if len(text) == 0 && !long {
				return nil, false, l.err
			}
			if l.err != io.EOF {
				return nil, false, l.err
			}
			return text, long, nil
		}
		searched = len(text)
		if searched > MaxRowBytes {
			long, searched = true, 0
			l.start = l.end
		}
		l.fill()
	}
}

func indexLineEnd(b []byte) int {
	n := bytes.IndexByte(b, '\n')
	if n >= 0 {
		b = b[:n]
	}
	if r := bytes.IndexByte(b, '\r'); r >= 0 {
		return r
	}
	return n
}

// fill reads more text behind what is there.
func (l *lineReader) fill() {
	if l.start > 0 {
		copy(l.buf, l.buf[l.start:l.end])
		l.end -= l.start
		l.start = 0
	}
	if l.end == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	for l.err == nil {
		var n int
		n, l.err = l.in.Read(l.buf[l.end:])
		l.end += n
		if n > 0 {
			return
		}
	}
}
