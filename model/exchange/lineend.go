// SPDX-License-Identifier: MPL-2.0

package exchange

import "io"

// lineEndReader reads a text in which a line may end in a lone carriage return, as
// old programs write it, and replaces it by a line feed.
type lineEndReader struct {
	in       io.Reader
	returned bool // the last byte was a carriage return, which is pending
}

func (l *lineEndReader) Read(b []byte) (int, error) {
	if len(b) < 2 {
		return 0, io.ErrShortBuffer
	}
	// One byte is left free for a pending carriage return.
	n, err := l.in.Read(b[1:])
	part := b[1 : 1+n]
	out := b[:0]
	for _, c := range part {
		if l.returned {
			l.returned = false
			if c == '\n' {
				out = append(out, '\r', '\n')
				continue
			}
			out = append(out, '\n')
		}
		if c == '\r' {
			l.returned = true
			continue
		}
		out = append(out, c)
	}
	if err == io.EOF && l.returned {
		l.returned = false
		out = append(out, '\n')
	}
	return len(out), err
}
