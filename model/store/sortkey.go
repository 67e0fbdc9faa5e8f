package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// nameCollator makes keys that sort names as Danes do: æ, ø and å last, aa as å. It
// is for one goroutine.
type nameCollator struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

func newNameCollator() *nameCollator {
	return &nameCollator{collator: collate.New(language.Danish, collate.IgnoreCase)}
}

// key is a copy of the name's sort key.
func (s *nameCollator) key(name string) []byte {
	s.buffer.Reset()
	return append([]byte(nil), s.collator.KeyFromString(&s.buffer, name)...)
}

// fold prepares text for searching: small letters, accents other than those of
// the Danish letters taken off, letters and digits kept, all else a single
// space.
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

// foldAa is fold with aa written as å, so that Aagaard and Ågård are one.
func foldAa(s string) string { return strings.ReplaceAll(fold(s), "aa", "å") }
