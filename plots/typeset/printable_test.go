// SPDX-License-Identifier: MPL-2.0

package typeset

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"plain", "Anna Prøvesen", "Anna Prøvesen"},
		{"Greek and Cyrillic", "Ωμέγα Жук", "Ωμέγα Жук"},
		{"letters with marks", "A\u030ase Bo\u0302", "Åse Bô"},
		{"marks that do not compose", "x\u030c\u0301y", "xy"},
		{"above U+FFFF", "Anna 😀 𝔐", "Anna \ufffd \ufffd"},
		{"no glyph", "李明 שלום", "\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd"},
		{"private use", "a\ue000b", "a\ufffdb"},
		{"bidi controls", "\u202eAnna\u202c \u2066Bo\u2069\u200f", "Anna Bo"},
		{"invisible", "An\u200bna\u00ad\ufeff\u2060", "Anna"},
		{"joined emoji", "👩\u200d👩\ufe0f", "\ufffd\ufffd"},
		{"line breaks", "a\r\nb\nc\rd\u2028e\u0085f", "a b c d e f"},
		{"spaces", "a\tb\u2003c", "a b c"},
		{"no-break space", "1\u00a0000", "1\u00a0000"},
		{"controls", "a\x1b[31m\x00\x9b", "a\ufffd[31m\ufffd\ufffd"},
		{"C1 control", "a\u009b", "a\ufffd"},
		{"not UTF-8", "a\xff\xc3", "a\ufffd\ufffd"},
		{"too long", strings.Repeat("æ", 100_000), strings.Repeat("æ", maxLine-1) + "…"},
		{"too long, plain", strings.Repeat("a", 100_000), strings.Repeat("a", maxLine-1) + "…"},
	} {
		if got := Line(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := Paragraph("a\r\nb\u2028c"); got != "a\nb\nc" {
		t.Errorf("a paragraph keeps its lines: %q", got)
	}
	if long := strings.Repeat("ord ", 3000); Paragraph(long) != long {
		t.Error("a paragraph keeps its length")
	}
	if !hasGlyph(replacement) || !hasGlyph('…') {
		t.Error("the font lacks the signs that replace others")
	}
}

// FuzzLine checks that what is drawn has a glyph for every sign.
func FuzzLine(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line := Line(s)
		if utf8.RuneCountInString(line) > maxLine {
			t.Errorf("%d letters", utf8.RuneCountInString(line))
		}
		for _, r := range line {
			if !hasGlyph(r) || unicode.IsControl(r) {
				t.Errorf("%q has %U", line, r)
			}
		}
		for _, r := range Paragraph(s) {
			if r != '\n' && (!hasGlyph(r) || unicode.IsControl(r)) {
				t.Errorf("a paragraph has %U", r)
			}
		}
		if Line(line) != line {
			t.Errorf("%q becomes %q", line, Line(line))
		}
	})
}

// hostile are texts that broke a figure or a document, or might.
var hostile = []string{
	"", "Anna 😀 Prøvesen", "\U0010ffff\U00010000", "\ufffe\uffff", "x" + strings.Repeat("\u0301", 60), "\u202egnp.exe",
	"\x1b]0;title\x07\x1b[2J", "\xff\xfe\x00", "a\u2028b", "{all}", "(\\)", "%s%d%!", "<script>&amp;", "李明", strings.Repeat("W", 600), "\ud7ff\ue000",
}
