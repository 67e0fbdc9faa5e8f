// SPDX-License-Identifier: MPL-2.0

package model

import (
	"slices"
	"strings"
)

// ActivityType finds a type by its code.
func (v *Vocabulary) ActivityType(code string) (ActivityType, bool) {
	return find(v.ActivityTypes, func(t ActivityType) bool { return t.Code == code })
}

// TargetGroup finds a target group by its code.
func (v *Vocabulary) TargetGroup(code string) (TargetGroup, bool) {
	return find(v.TargetGroups, func(t TargetGroup) bool { return t.Code == code })
}

// OutcomeKind finds a kind of outcome by its code.
func (v *Vocabulary) OutcomeKind(code string) (OutcomeKind, bool) {
	return find(v.OutcomeKinds, func(t OutcomeKind) bool { return t.Code == code })
}

// FindActivityType finds a type by its code, name or a synonym, as an extract has it.
func (v *Vocabulary) FindActivityType(word string) (ActivityType, bool) {
	return find(v.ActivityTypes, func(t ActivityType) bool { return t.hasWord(word) })
}

// FindTargetGroup finds a target group by its code, name or a synonym.
func (v *Vocabulary) FindTargetGroup(word string) (TargetGroup, bool) {
	return find(v.TargetGroups, func(t TargetGroup) bool { return t.hasWord(word) })
}

// FindOutcomeKind finds a kind of outcome by its code, name or a synonym.
func (v *Vocabulary) FindOutcomeKind(word string) (OutcomeKind, bool) {
	return find(v.OutcomeKinds, func(t OutcomeKind) bool { return t.hasWord(word) })
}

// FindEndReason finds a reason for an end by its code, name or a synonym.
func (v *Vocabulary) FindEndReason(word string) (Term, bool) {
	return find(v.EndReasons, func(t Term) bool { return t.hasWord(word) })
}

// FindMode finds a form of conversation by its code, name or a synonym.
func (v *Vocabulary) FindMode(word string) (Term, bool) {
	return find(v.Modes, func(t Term) bool { return t.hasWord(word) })
}

func (t Term) normalisedWords() []string {
	w := []string{normaliseWord(t.Code), normaliseWord(t.Name.DA)}
	for _, s := range t.Synonyms {
		w = append(w, normaliseWord(s))
	}
	return w
}

func normaliseWord(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

func (t Term) hasWord(word string) bool {
	word = normaliseWord(word)
	return word != "" && slices.Contains(t.normalisedWords(), word)
}

func find[T any](list []T, ok func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, ok); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}
