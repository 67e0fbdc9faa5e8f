// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// clearLine moves the cursor to the start of an empty line.
const clearLine = "\r\x1b[K"

// PlainWriter returns a writer through which text reaches a terminal as text: names of
// files, heads of columns and values may hold escape sequences, which a terminal obeys.
// What commands it, and what turns the direction of writing, is written as \u001b, which
// in a string of JSON means the same character. Line feeds and tabs stay.
func PlainWriter(to io.Writer) io.Writer { return &plainWriter{to: to} }

type plainWriter struct {
	to   io.Writer
	rest []byte // of a character whose end has not been written yet
}

func (p *plainWriter) Write(b []byte) (int, error) {
	text := append(p.rest, b...)
	end := len(text) - incomplete(text)
	p.rest = append([]byte(nil), text[end:]...)
	if _, err := io.WriteString(p.to, plainText(string(text[:end]), "\n\t")); err != nil {
		return 0, err
	}
	return len(b), nil
}

// incomplete returns the number of bytes at the end that begin a character.
func incomplete(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return n
			}
			return 0
		}
	}
	return 0
}

// plainText escapes what is not text, except the characters to keep.
func plainText(s, keep string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune(keep, r) || !isCommand(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// isCommand reports whether a terminal may do anything with the character but show it.
// The joiners that some scripts need are text.
func isCommand(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// oneLine escapes line feeds as well: a name or a value cannot begin a line of its own.
func oneLine(s string) string { return plainText(s, "") }

// clearLine clears the last line of the terminal, where progress is shown.
func (s *session) clearLine() { fmt.Fprint(s.terminal, clearLine) }

// showProgress replaces the last line of the terminal.
func (s *session) showProgress(text string) {
	s.clearLine()
	fmt.Fprint(s.Err, oneLine(text))
}
