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
	FewCharacters Weakness = "few_characters" // few different characters, or a short repeated part
	Common        Weakness = "common"         // one or two of the words tried first, with or without digits
	ContainsName  Weakness = "contains_name"  // little more than a known name
	NumberAlone   Weakness = "number"         // only a CPR number, a date or other digits
	Sequence      Weakness = "sequence"       // along the alphabet or the digits
	KeyboardRow   Weakness = "keyboard_row"   // along a row of the keyboard
)

// MinLength is the minimum number of characters of a passphrase in normal form C.
const MinLength = 12

// WeakError means that a passphrase is easy to guess, and why.
type WeakError struct{ Reason Weakness }

func (e *WeakError) Error() string { return "the passphrase is weak: " + string(e.Reason) }

// Minimum of what remains of a passphrase without its predictable parts.
const (
	minUnpredictable = 7  // characters that do not continue a sequence
	minBesidesNames  = 8  // characters outside names
	minDistinct      = 5  // different characters
	minDigits        = 20 // digits of a passphrase without letters: 66 bits
)

// CheckPassphrase returns a [*WeakError] for a passphrase that someone with the files
// would try first: short, repetitive, common words, sequences, numbers, and forbidden
// words such as the user's initials and name and the municipality. Four ordinary words
// pass; digits and punctuation are not required (NIST SP 800-63B section 3.1.1.2 advises
// against that).
//
// Libraries in the manner of zxcvbn do not replace it. With the list of Danish words as
// user inputs and a limit of 10^10 guesses, github.com/trustelem/zxcvbn and
// github.com/nbutton23/zxcvbn-go accept ten of the test's weak passphrases, among them
// CPR numbers, dates and "nielsen lone 1961" of Lone Nielsen.
func CheckPassphrase(pass []byte, forbidden ...string) error {
	s := strings.ToLower(norm.NFC.String(string(pass)))
	if utf8.RuneCountInString(strings.TrimSpace(s)) < MinLength {
		return &WeakError{TooShort}
	}
	predictable := unpredictable(s, slices.Concat(alphabets, rows)) < minUnpredictable
	for _, c := range []struct {
		why  Weakness
		weak bool
	}{
		{FewCharacters, repeats(s)},
		{Sequence, predictable && unpredictable(s, alphabets) <= unpredictable(s, rows)},
		{KeyboardRow, predictable},
		{NumberAlone, numberAlone(s)},
		{Common, common(s)},
		{ContainsName, mostlyNames(s, forbidden)},
	} {
		if c.weak {
			return &WeakError{c.why}
		}
	}
	return nil
}

// repeats reports whether s has few different characters or repeats a short part.
func repeats(s string) bool {
	r := []rune(s)
	distinct := map[rune]bool{}
	for _, c := range r {
		distinct[c] = true
	}
	if len(distinct) < minDistinct {
		return true
	}
	for period := 1; period < MinLength && period <= len(r)/2; period++ {
		if slices.Equal(r[period:], r[:len(r)-period]) {
			return true
		}
	}
	return false
}

// Sequences that people type along, in both directions, and on several keyboards.
var (
	alphabets = []string{"abcdefghijklmnopqrstuvwxyzæøå", "012345678901234567890"}
	rows      = []string{"1234567890", "qwertyuiopå", "asdfghjklæø", "zxcvbnm,.-", "qwertzuiopü", "azertyuiop"}
)

// unpredictable counts the characters that do not continue a sequence with the two
// before them.
func unpredictable(s string, sequences []string) int {
	r := []rune(s)
	n := 0
	for i := range r {
		if i < 2 || !inSequence(string(r[i-2:i+1]), sequences) {
			n++
		}
	}
	return n
}

func inSequence(three string, sequences []string) bool {
	back := []rune(three)
	slices.Reverse(back)
	return slices.ContainsFunc(sequences, func(a string) bool {
		return strings.Contains(a, three) || strings.Contains(a, string(back))
	})
}

// numberAlone reports whether s has only digits, or the digits of a date or a CPR number
// and at most a month or a short word.
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
		return digits > 0 && digits < minDigits
	}
	word := onlyLetters(s)
	return digits >= 5 && digits <= 10 && (letters <= 4 || slices.Contains(months, word))
}

// common reports whether the letters of s form one or two common words, also with digits
// and punctuation in place of letters.
func common(s string) bool {
	for _, t := range []string{s, unmaskLetters(s)} {
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

// unmaskLetters replaces digits and punctuation by the letters that they resemble, except
// at the end, where they are usually additions.
func unmaskLetters(s string) string {
	s = strings.TrimRightFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i").Replace(s)
}

// mostlyNames reports whether s contains a forbidden word and little remains without all
// of them. Digits count half, as they are mostly a year.
func mostlyNames(s string, forbidden []string) bool {
	s = lettersAndDigits(s)
	rest := s
	for _, name := range nameParts(forbidden) {
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
	return half < 2*minBesidesNames
}

// nameParts returns the names and their words, longest first.
func nameParts(names []string) []string {
	var all []string
	for _, n := range names {
		n = strings.ToLower(norm.NFC.String(n))
		all = append(all, lettersAndDigits(n))
		all = append(all, strings.FieldsFunc(n, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })...)
	}
	all = slices.DeleteFunc(all, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

func lettersAndDigits(s string) string {
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
