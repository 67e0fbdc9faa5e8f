// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"bytes"
	"unicode/utf8"
)

// encodingCounts counts runs of bytes beyond ASCII by whether they are UTF-8. Danish
// letters in Windows-1252 are never valid UTF-8, so a file with both kinds was put
// together from two files.
type encodingCounts struct {
	utf8, other           int
	firstUTF8, firstOther int
}

func (e *encodingCounts) add(run []byte, line int) {
	if utf8.Valid(run) {
		if e.utf8++; e.utf8 == 1 {
			e.firstUTF8 = line
		}
		return
	}
	if e.other++; e.other == 1 {
		e.firstOther = line
	}
}

// mixed returns the first line in the less frequent encoding, or 0 if there is one
// encoding.
func (e *encodingCounts) mixed() int {
	switch {
	case e.utf8 == 0 || e.other == 0:
		return 0
	case e.utf8 < e.other:
		return e.firstUTF8
	}
	return e.firstOther
}

// validUTF8 reports whether b is UTF-8, apart from a character that its end cuts,
// which is returned.
func validUTF8(b []byte, last bool) (ok bool, cut []byte) {
	keep := 0
	if !last {
		for i := 1; i <= utf8.UTFMax && i <= len(b); i++ {
			if c := b[len(b)-i]; utf8.RuneStart(c) {
				if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-i:]) {
					keep = i
				}
				break
			}
		}
	}
	return utf8.Valid(b[:len(b)-keep]), bytes.Clone(b[len(b)-keep:])
}
