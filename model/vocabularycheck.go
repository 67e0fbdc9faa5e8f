// SPDX-License-Identifier: MPL-2.0

package model

import (
	"encoding/json"
	"fmt"
	"slices"
)

// ParseVocabulary parses and checks a vocabulary file.
func ParseVocabulary(data []byte) (*Vocabulary, error) {
	var v Vocabulary
	if err := json.Unmarshal(data, &v); err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	if err := v.Check(); err != nil {
		return nil, fmt.Errorf("vocabulary: %w", err)
	}
	return &v, nil
}

// Check returns the first error that makes the vocabulary unusable: a duplicate code
// or synonym, or an unknown group, lane or role.
func (v *Vocabulary) Check() error {
	for _, t := range v.ActivityTypes {
		switch {
		case t.Group != GroupCompany && t.Group != GroupOther && t.Group != GroupNeutral:
			return fmt.Errorf("activity type %s: unknown group %q", t.Code, t.Group)
		case !slices.Contains([]Lane{LaneCompany, LaneOther, LaneOrdinary, LaneNeutral}, t.Lane):
			return fmt.Errorf("activity type %s: unknown lane %q", t.Code, t.Lane)
		}
	}
	for _, o := range v.OutcomeKinds {
		if !slices.Contains([]OutcomeRole{OutcomeJob, OutcomeFlexJob, OutcomeEducation, OutcomeExit}, o.Role) {
			return fmt.Errorf("outcome %s: unknown role %q", o.Code, o.Role)
		}
	}
	for _, list := range [][]Term{
		terms(v.ActivityTypes, func(t ActivityType) Term { return t.Term }),
		terms(v.TargetGroups, func(t TargetGroup) Term { return t.Term }),
		terms(v.OutcomeKinds, func(t OutcomeKind) Term { return t.Term }),
		v.EndReasons, v.Modes,
	} {
		if err := checkTerms(list); err != nil {
			return err
		}
	}
	return nil
}

func terms[T any](list []T, of func(T) Term) []Term {
	out := make([]Term, len(list))
	for i, t := range list {
		out[i] = of(t)
	}
	return out
}

func checkTerms(list []Term) error {
	seen, codes := map[string]string{}, map[string]bool{}
	for _, t := range list {
		if t.Code == "" || t.Name.DA == "" {
			return fmt.Errorf("term %q: no code or no Danish name", t.Code)
		}
		if codes[t.Code] {
			return fmt.Errorf("term %s: twice", t.Code)
		}
		codes[t.Code] = true
		for _, word := range slices.Compact(t.normalisedWords()) {
			if other := seen[word]; other != "" && other != t.Code {
				return fmt.Errorf("term %s: %q already means %s", t.Code, word, other)
			}
			seen[word] = t.Code
		}
	}
	return nil
}
