// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Weakness is a code for why a passphrase is weak.
type Weakness string

// Why a passphrase is weak.
const (
	TooShort      Weakness = "too_short"      // fewer than MinLength characters
	FewCharacters Weakness = "few_characters" // few different ones, or the same few over and over
	Common        Weakness = "common"         // a word or two that everybody tries first, with digits or not
	ContainsName  Weakness = "contains_name"  // little more than a name that is known
	NumberAlone   Weakness = "number"         // a CPR number, a date or other digits alone
	Sequence      Weakness = "sequence"       // along the alphabet or the digits
	KeyboardRow   Weakness = "keyboard_row"   // along a row of the keyboard
)

// MinLength is how many characters a passphrase has at the least, counted in
// normal form C.
const MinLength = 12

// WeakError says that a passphrase would be guessed, and why.
type WeakError struct{ Reason Weakness }

func (e *WeakError) Error() string { return "the passphrase is weak: " + string(e.Reason) }

// How much must be left of a passphrase once what a guesser tries first is
// taken out.
const (
	leastLeft     = 7  // characters that do not go on from the one before
	leastBeside   = 8  // characters other than the names
	leastDistinct = 5  // different characters
	leastDigits   = 20 // digits, where there is nothing else: 66 bits
)

// CheckPassphrase holds a passphrase against what is tried first by someone who
// has the files: shortness, repetition, a list of common words, sequences,
// numbers, and the forbidden words, as the initials and the name of the user
// and the municipality. The error is a *WeakError. Four ordinary words pass; it
// does not ask for digits or signs (NIST SP 800-63B section 3.1.1.2 advises
// against that).
func CheckPassphrase(pass []byte, forbidden ...string) error {
	s := strings.ToLower(norm.NFC.String(string(pass)))
	if utf8.RuneCountInString(strings.TrimSpace(s)) < MinLength {
		return &WeakError{TooShort}
	}
	runsOn := left(s, slices.Concat(alphabets, rows)) < leastLeft
	for _, c := range []struct {
		why  Weakness
		weak bool
	}{
		{FewCharacters, repeats(s)},
		{Sequence, runsOn && left(s, alphabets) <= left(s, rows)},
		{KeyboardRow, runsOn},
		{NumberAlone, numberAlone(s)},
		{Common, common(s)},
		{ContainsName, nameAlone(s, forbidden)},
	} {
		if c.weak {
			return &WeakError{c.why}
		}
	}
	return nil
}

// repeats reports whether there are few different characters, or the whole is
// one short piece over and over.
func repeats(s string) bool {
	r := []rune(s)
	distinct := map[rune]bool{}
	for _, c := range r {
		distinct[c] = true
	}
	if len(distinct) < leastDistinct {
		return true
	}
	for period := 1; period < MinLength && period <= len(r)/2; period++ {
		if slices.Equal(r[period:], r[:len(r)-period]) {
			return true
		}
	}
	return false
}

// Rows that people type along. Both directions count, and a run may restart.
var (
	alphabets = []string{"abcdefghijklmnopqrstuvwxyzæøå", "012345678901234567890"}
	rows      = []string{"1234567890", "qwertyuiopå", "asdfghjklæø", "zxcvbnm,.-", "qwertzuiopü", "azertyuiop"}
)

// left counts the characters that do not go on from the two before them.
func left(s string, along []string) int {
	r := []rune(s)
	n := 0
	for i := range r {
		if i < 2 || !runs(string(r[i-2:i+1]), along) {
			n++
		}
	}
	return n
}

func runs(three string, along []string) bool {
	back := []rune(three)
	slices.Reverse(back)
	return slices.ContainsFunc(along, func(a string) bool {
		return strings.Contains(a, three) || strings.Contains(a, string(back))
	})
}

// numberAlone reports whether there are only digits, or as many as a date or a
// CPR number has with at most a month or a word as short beside them.
func numberAlone(s string) bool {
	digits, letters := 0, 0
	for _, c := range s {
		switch {
		case unicode.IsDigit(c):
			digits++
		case unicode.IsLetter(c):
			letters++
		}
	}
	if letters == 0 {
		return digits > 0 && digits < leastDigits
	}
	word := onlyLetters(s)
	return digits >= 5 && digits <= 10 && (letters <= 4 || slices.Contains(months, word))
}

// common reports whether all letters make one or two words of the list, read as
// they are or with the signs that stand for letters.
func common(s string) bool {
	for _, t := range []string{s, unsigned(s)} {
		w := onlyLetters(t)
		if commonWords[w] {
			return true
		}
		for i := range w {
			if commonWords[w[:i]] && commonWords[w[i:]] {
				return true
			}
		}
	}
	return false
}

// unsigned reads signs as the letters that they are put for, but not the digits
// and signs at the end, which are rather added.
func unsigned(s string) string {
	s = strings.TrimRightFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i").Replace(s)
}

// nameAlone reports whether a forbidden word is there and little is left
// without them all. Digits count half, as most often they are a year.
func nameAlone(s string, forbidden []string) bool {
	s = onlyWords(s)
	rest := s
	for _, name := range words(forbidden) {
		rest = strings.ReplaceAll(rest, name, "")
	}
	if rest == s {
		return false
	}
	half := 0
	for _, c := range rest {
		if unicode.IsDigit(c) {
			half++
		} else {
			half += 2
		}
	}
	return half < 2*leastBeside
}

// words are the names whole and in parts, the longest first.
func words(names []string) []string {
	var all []string
	for _, n := range names {
		n = strings.ToLower(norm.NFC.String(n))
		all = append(all, onlyWords(n))
		all = append(all, strings.FieldsFunc(n, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })...)
	}
	all = slices.DeleteFunc(all, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

func onlyWords(s string) string {
	return keep(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

func onlyLetters(s string) string { return keep(s, unicode.IsLetter) }

func keep(s string, is func(rune) bool) string {
	return strings.Map(func(c rune) rune {
		if is(c) {
			return c
		}
		return -1
	}, s)
}
