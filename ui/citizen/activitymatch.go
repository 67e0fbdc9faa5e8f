// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"slices"
	"strings"
	"unicode"

	"codeberg.org/fremskridt/fremskridt/model"
)

// matchActivity ranks how well typed text matches a type of activity: 0 if its
// name starts with the text, 1 if words of the name do, 2 if the name contains
// the words, 3 by code or synonym.
func matchActivity(name string, k model.ActivityType, text string) (rank int, fits bool) {
	name, text = strings.ToLower(name), strings.ToLower(strings.TrimSpace(text))
	if strings.HasPrefix(name, text) {
		return 0, true
	}
	words := strings.Fields(text)
	all := func(of func(word string) bool) bool {
		return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !of(word) })
	}
	begins := func(list []string) func(word string) bool {
		return func(word string) bool {
			return slices.ContainsFunc(list, func(s string) bool { return strings.HasPrefix(s, word) })
		}
	}
	other := append([]string{k.Code}, k.Synonyms...)
	switch {
	case all(begins(strings.FieldsFunc(name, notLetter))):
		return 1, true
	case all(func(word string) bool { return strings.Contains(name, word) }):
		return 2, true
	case all(begins(strings.FieldsFunc(strings.ToLower(strings.Join(append(other, name), " ")), notLetter))):
		return 3, true
	}
	return 0, false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
