// SPDX-License-Identifier: MPL-2.0

package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// nameCollator makes keys that sort names in Danish order: æ, ø and å last, aa as
// å. It is not safe for concurrent use.
type nameCollator struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

func newNameCollator() *nameCollator {
	return &nameCollator{collator: collate.New(language.Danish, collate.IgnoreCase)}
}

// key returns the sort key of a name.
func (s *nameCollator) key(name string) []byte {
	s.buffer.Reset()
	return append([]byte(nil), s.collator.KeyFromString(&s.buffer, name)...)
}

// fold prepares text for searching: it lower-cases letters, removes accents other
// than those of the Danish letters, and turns other characters into one space.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := true
	for _, r := range norm.NFC.String(s) {
		r = unicode.ToLower(r)
		switch {
		case strings.ContainsRune("æøå", r) || r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		case unicode.IsLetter(r):
			d := norm.NFD.String(string(r))
			r = []rune(d)[0]
		default:
			r = ' '
		}
		if r == ' ' {
			if space {
				continue
			}
			space = true
			b.WriteByte(' ')
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ")
}

// foldAa is [fold] with aa as å, so that Aagaard matches Ågård.
func foldAa(s string) string { return strings.ReplaceAll(fold(s), "aa", "å") }
