// SPDX-License-Identifier: MPL-2.0

// Package typeset is the only way for text into figures and documents: it has the font,
// Noto Sans, and turns any text into one that can be drawn with it. The register keeps
// what was entered; signs are replaced only where they are drawn.
package typeset

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"codeberg.org/fremskridt/fremskridt/assets"
)

const (
	// replacement is drawn in place of a sign that the font lacks.
	replacement = unicode.ReplacementChar
	// maxLine is more letters than a line of any page can hold.
	maxLine = 500
	// basicPlane is the number of code points that a PDF can address: the Basic
	// Multilingual Plane.
	basicPlane = 1 << 16
)

// Line returns a text as it is drawn on one line. Letters with marks are composed, and
// marks that cannot be are left out; so are signs that are invisible or turn the
// direction of writing. Line breaks and other white space become spaces. A sign that
// the font lacks becomes U+FFFD. A text longer than any line is shortened.
func Line(s string) string {
	if isPlain(s) {
		return shorten(s)
	}
	return shorten(printable(s, ' '))
}

// Paragraph is [Line] for a text of several lines, which keeps its line breaks and its
// length.
func Paragraph(s string) string {
	if isPlain(s) {
		return s
	}
	return printable(s, '\n')
}

// isPlain reports whether a text is printable ASCII, as most are.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func printable(s string, lineBreak rune) string {
	s = norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n"))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case isLineBreak(r):
			b.WriteRune(lineBreak)
		case unicode.IsSpace(r) && r != '\u00a0':
			b.WriteByte(' ')
		case unicode.IsControl(r):
			b.WriteRune(replacement)
		case unicode.In(r, unicode.Cf, unicode.M): // invisible signs, and marks without a letter of their own
		case !hasGlyph(r):
			b.WriteRune(replacement)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isLineBreak(r rune) bool {
	return r >= '\n' && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// shorten cuts a text that no line can hold.
func shorten(s string) string {
	if len(s) <= maxLine || utf8.RuneCountInString(s) <= maxLine {
		return s
	}
	return string([]rune(s)[:maxLine-1]) + "…"
}

func hasGlyph(r rune) bool { return r < basicPlane && glyphs()[r/64]&(1<<(r%64)) != 0 }

// glyphs is the set of code points that both weights of the font have a glyph for. It
// is read once, as reading it takes milliseconds.
var glyphs = sync.OnceValue(func() *[basicPlane / 64]uint64 {
	var set [basicPlane / 64]uint64
	regular, bold := parseFont(assets.SansRegular), parseFont(assets.SansBold)
	var buffer sfnt.Buffer
	for r := range rune(basicPlane) {
		if has(regular, &buffer, r) && has(bold, &buffer, r) {
			set[r/64] |= 1 << (r % 64)
		}
	}
	return &set
})

func parseFont(data []byte) *sfnt.Font {
	f, err := sfnt.Parse(data)
	if err != nil {
		panic("the embedded font is broken: " + err.Error())
	}
	return f
}

func has(f *sfnt.Font, buffer *sfnt.Buffer, r rune) bool {
	glyph, err := f.GlyphIndex(buffer, r)
	return err == nil && glyph != 0
}
