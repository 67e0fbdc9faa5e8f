// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean is the text that a person sees in a cell: see the package comment.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.Map(visible, repairLetters(s))
	if strings.IndexByte(s, '&') >= 0 && strings.IndexByte(s, ';') > 0 {
		s = html.UnescapeString(s)
	}
	s = withoutTextMark(strings.TrimSpace(norm.NFC.String(s)))
	switch s {
	case "NULL", "(null)", "<null>", "#N/A", "#I/T":
		return ""
	}
	return s
}

// isClean is the quick answer for most cells.
func isClean(s string) bool {
	if s == "" {
		return true
	}
	if c := s[0]; !('0' <= c && c <= '9') && (c == 'N' || !asciiLetter(c)) || s[len(s)-1] == ' ' {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '&' {
			return false
		}
	}
	return true
}

// visible drops characters without a shape and turns the white space and line breaks
// of spreadsheets into those of plain text.
func visible(r rune) rune {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u200f', '\u061c':
		return -1
	case '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
		return '\n'
	case 0x1a: // end of a file of MS-DOS
		return -1
	}
	switch {
	case '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return -1 // direction of writing
	case r != '\n' && r != '\t' && unicode.IsSpace(r):
		return ' '
	}
	return r
}

// withoutTextMark removes the marks by which a spreadsheet keeps a number as text:
// ="00012" and '00012.
func withoutTextMark(s string) string {
	if inner, ok := strings.CutPrefix(s, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.TrimSpace(strings.ReplaceAll(inner[:len(inner)-1], `""`, `"`))
	}
	if len(s) > 1 && s[0] == '\'' && !strings.Contains(s[1:], "'") && strings.ContainsAny(s[1:2], "0123456789+-=@") {
		return s[1:]
	}
	return s
}

// repairLetters repairs words with UTF-8 bytes that were taken for characters of another
// encoding and encoded again ("SÃ¸ren" for "Søren"), once or several times.
func repairLetters(s string) string {
	var out []byte
	kept := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		end := i
		for end < len(s) && s[end] >= utf8.RuneSelf {
			end++
		}
		if fixed, ok := decodeTwice(s[i:end]); ok {
			out = append(append(out, s[kept:i]...), fixed...)
			kept = end
		}
		i = end
	}
	if kept == 0 {
		return s
	}
	return string(append(out, s[kept:]...))
}

// decodeTwice returns the letters that a run of characters beyond ASCII was before it
// was encoded twice.
func decodeTwice(run string) (string, bool) {
	if n := utf8.RuneCountInString(run); n < 2 || n > 256 {
		return "", false
	}
	for _, e := range byteEncodings {
		raw := make([]byte, 0, len(run))
		ok := true
		for _, r := range run {
			b, found := e.set.EncodeRune(r)
			if !found && 0x80 <= r && r < 0xa0 { // ISO 8859-1
				b, found = byte(r), true
			}
			if !found {
				ok = false
				break
			}
			raw = append(raw, b)
		}
		if !ok || !utf8.Valid(raw) {
			continue
		}
		fixed := string(raw)
		for _, r := range fixed {
			ok = ok && (r < 0x250 && unicode.IsLetter(r) || strings.ContainsRune("’‘“”–—…§°½€´", r) || unicode.IsSpace(r))
		}
		if again, ok := decodeTwice(fixed); ok {
			return again, true
		}
		if ok {
			return fixed, true
		}
	}
	return "", false
}

// LostLetters reports whether a text has lost letters that cannot be restored: it has
// U+FFFD, or a question mark inside a word.
func LostLetters(s string) bool {
	if strings.ContainsRune(s, utf8.RuneError) {
		return true
	}
	for i := 1; i+1 < len(s); i++ {
		if s[i] == '?' && asciiLetter(s[i-1]) && asciiLetter(s[i+1]) {
			return true
		}
	}
	return false
}

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// Control returns the first control character of a text other than a tab or a line
// break, or false.
func Control(s string) (rune, bool) {
	for _, r := range s {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return r, true
		}
	}
	return 0, false
}
