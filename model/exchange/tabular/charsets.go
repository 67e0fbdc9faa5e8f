// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Encoding is how the text of a file is encoded.
type Encoding string

// The encodings that are recognised.
const (
	UTF8        Encoding = "UTF-8"
	UTF16LE     Encoding = "UTF-16LE"
	UTF16BE     Encoding = "UTF-16BE"
	Windows1252 Encoding = "Windows-1252"
	CP850       Encoding = "CP850"
	MacRoman    Encoding = "Macintosh"
)

// byteEncodings are the encodings of one byte per character, the most usual first.
var byteEncodings = []struct {
	name Encoding
	set  *charmap.Charmap
}{
	{Windows1252, charmap.Windows1252},
	{CP850, charmap.CodePage850},
	{MacRoman, charmap.Macintosh},
}

func (e Encoding) charmap() encoding.Encoding {
	for _, b := range byteEncodings {
		if b.name == e {
			return b.set
		}
	}
	return encoding.Nop
}

// byteCounts counts the bytes beyond ASCII of a text by what surrounds them.
type byteCounts struct {
	afterLower [256]int // behind a lower-case ASCII letter
	other      [256]int
	first      [256]int // the line of the first
	total      int
}

func (c *byteCounts) add(b byte, behindLower bool, line int) {
	if c.first[b] == 0 {
		c.first[b] = line
	}
	if behindLower {
		c.afterLower[b]++
	} else {
		c.other[b]++
	}
	c.total++
}

// guess returns the encoding that makes the most plausible Danish text of the bytes,
// or false with the first line of the least plausible byte where no encoding does.
func (c *byteCounts) guess() (Encoding, int, bool) {
	best, bestScore, line := Encoding(""), 0, 0
	for i, e := range byteEncodings {
		score, worst := 0, 0
		for b := utf8.RuneSelf; b < 256; b++ {
			if c.first[b] == 0 {
				continue
			}
			r := e.set.DecodeByte(byte(b))
			inWord, apart := plausibility(r, true), plausibility(r, false)
			score += c.afterLower[b]*inWord + c.other[b]*apart
			if min(inWord, apart) < 0 && (worst == 0 || c.first[b] < worst) {
				worst = c.first[b]
			}
		}
		if i == 0 {
			bestScore, best, line = score, e.name, worst
		} else if score > bestScore {
			bestScore, best, line = score, e.name, worst
		}
	}
	return best, line, bestScore >= 0
}

// plausibility is how much a character beyond ASCII speaks for an encoding of Danish
// text, above 0, or against it.
func plausibility(r rune, behindLower bool) int {
	switch r {
	case 'æ', 'ø', 'å':
		return 4
	case 'Æ', 'Ø', 'Å':
		if behindLower {
			return -1 // a capital inside a word
		}
		return 4
	case 'é', 'É', 'ö', 'ü', 'ä', 'Ö', 'Ü', 'Ä', 'è', 'á', 'ó', 'í', 'ð', 'þ', 'ç', 'ñ', 'ë', 'ï', 'ş', 'ğ', 'ß', 'ê', 'â', 'ô', 'à', 'ú', 'ý':
		if unicode.IsUpper(r) && behindLower {
			return -1
		}
		return 1
	case '’', '‘', '“', '”', '–', '—', '…', '§', '°', '½', '€', '\u00a0', '´', '·', '•', '«', '»', '\u00ad', '²', '³', '£', '©', '®', '±', 'µ', '¼', '¾', '×', '÷':
		if behindLower && r != '’' && r != '…' && r != '\u00ad' {
			return -1
		}
		return 0
	case utf8.RuneError:
		return -8
	}
	switch {
	case !unicode.IsLetter(r):
		return -3
	case behindLower && unicode.IsUpper(r):
		return -2
	case r < 0x180: // of another European language
		return 0
	}
	return -1
}
