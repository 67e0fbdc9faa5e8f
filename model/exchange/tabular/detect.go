// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// inspection is what a pass over a whole text found.
type inspection struct {
	encoding Encoding
	bom      int // bytes of the byte order mark
}

// inspect reads a text to its end and finds its encoding. The errors are [Reason]
// values wrapped in an [Error] without a file.
func inspect(r io.Reader) (inspection, error) {
	c := inspector{line: 1, empty: true, utf8: true}
	buf := make([]byte, 256<<10)
	for first := true; ; {
		n, err := io.ReadFull(r, buf)
		b := buf[:n]
		if first && n > 0 {
			first = false
			if e, bom := utf16Of(b); e != "" {
				return inspection{e, bom}, nil
			}
			if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
				c.bom = 3
				b = b[3:]
			}
		}
		if line := c.add(b); line > 0 {
			return inspection{}, &Error{Reason: Binary, Args: []any{"Line", line}}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return c.result()
		}
		if err != nil {
			return inspection{}, err
		}
	}
}

// utf16Of recognises UTF-16 by its byte order mark or, without one, by every second
// byte being NUL.
func utf16Of(b []byte) (Encoding, int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return UTF16LE, 2
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return UTF16BE, 2
	}
	b = b[:min(len(b), 1000)&^1]
	var nul [2]int
	for i, c := range b {
		if c == 0 {
			nul[i&1]++
		}
	}
	half := len(b) / 2
	switch {
	case half >= 4 && nul[1] > half*3/4 && nul[0] == 0:
		return UTF16LE, 0
	case half >= 4 && nul[0] > half*3/4 && nul[1] == 0:
		return UTF16BE, 0
	}
	return "", 0
}

// inspector is the state of a pass over a text.
type inspector struct {
	bom      int
	line     int
	empty    bool
	utf8     bool
	last     byte
	run      []byte // bytes beyond ASCII in succession
	runStart byte   // the byte before the run
	counts   byteCounts

	utf8Runs, otherRuns   int
	firstUTF8, firstOther int
}

// add takes the next bytes. It returns the line of a NUL byte, or 0.
func (c *inspector) add(b []byte) int {
	for _, char := range b {
		if char >= utf8.RuneSelf {
			if len(c.run) == 0 {
				c.runStart = c.last
			}
			if len(c.run) < 64 {
				c.run = append(c.run, char)
			}
			c.empty = false
		} else {
			if len(c.run) > 0 {
				c.endRun()
			}
			switch {
			case char == 0:
				return c.line
			case char == '\n':
				c.line++
			case char > ' ':
				c.empty = false
			}
		}
		c.last = char
	}
	return 0
}

func (c *inspector) endRun() {
	// Danish letters of one byte are never valid UTF-8.
	if utf8.Valid(c.run) {
		if c.utf8Runs++; c.utf8Runs == 1 {
			c.firstUTF8 = c.line
		}
	} else {
		if c.otherRuns++; c.otherRuns == 1 {
			c.firstOther = c.line
		}
		before := c.runStart
		for _, b := range c.run {
			c.counts.add(b, 'a' <= before && before <= 'z', c.line)
			before = 0
		}
	}
	c.run = c.run[:0]
}

func (c *inspector) result() (inspection, error) {
	if len(c.run) > 0 {
		c.endRun()
	}
	switch {
	case c.empty:
		return inspection{}, &Error{Reason: Empty}
	case c.otherRuns == 0:
		return inspection{UTF8, c.bom}, nil
	case c.utf8Runs > 0 && c.utf8Runs < c.otherRuns:
		return inspection{}, &Error{Reason: MixedText, Args: []any{"Line", c.firstUTF8}}
	case c.utf8Runs > 0 || c.bom > 0:
		return inspection{}, &Error{Reason: MixedText, Args: []any{"Line", c.firstOther}}
	}
	e, line, ok := c.counts.guess()
	if !ok {
		return inspection{}, &Error{Reason: UnknownText, Args: []any{"Line", line}}
	}
	return inspection{encoding: e}, nil
}
