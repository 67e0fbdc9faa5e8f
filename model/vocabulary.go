package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// ActivityGroup is how an activity counts in the analysis of progression. What is in
// no activity and not neutral is passive; that is derived, never entered.
type ActivityGroup string

// The groups of activity.
const (
	GroupCompany ActivityGroup = "company" // company-directed, ordinary paid hours among them
	GroupOther   ActivityGroup = "other"
	GroupNeutral ActivityGroup = "neutral" // sick, leave, exempt: leaves the denominator
)

// Lane is where the figure draws an activity.
type Lane string

// The lanes of the figure, from the top.
const (
	LaneCompany  Lane = "company"
	LaneOther    Lane = "other"
	LaneOrdinary Lane = "ordinary" // ordinary paid hours
	LaneNeutral  Lane = "neutral"
)

// Term is a word of the municipality's vocabulary, in force between two dates.
// The law changes; a new word is a row of data.
type Term struct {
	Code      string   `json:"code"`
	Name      Text     `json:"name"`
	Synonyms  []string `json:"synonyms,omitempty"` // as extracts write it
	ValidFrom Date     `json:"valid_from,omitzero"`
	ValidTo   Date     `json:"valid_to,omitzero"` // the last day
}

// ValidOn reports whether the term is in force that day.
func (t Term) ValidOn(d Date) bool {
	return !d.Before(t.ValidFrom) && (t.ValidTo.IsZero() || !d.After(t.ValidTo))
}

// ActivityType is a kind of activity with the groupings that studies use.
type ActivityType struct {
	Term
	Short Text          `json:"short"` // for a bar of the figure
	Group ActivityGroup `json:"group"` // KORA's grouping
	Lane  Lane          `json:"lane"`
	BIP   string        `json:"bip,omitempty"` // job-oriented, upgrading, health, social, support
	DST   string        `json:"dst,omitempty"` // Statistics Denmark's list
	Law   string        `json:"law,omitempty"` // term and reference
}

// TargetGroup is the group that the law puts a citizen in.
type TargetGroup struct {
	Term
	Law string `json:"law,omitempty"`
}

// OutcomeRole is what an outcome means to an analysis.
type OutcomeRole string

// The roles of an outcome. OutcomeExit ends the case without being a goal.
const (
	OutcomeJob       OutcomeRole = "job"
	OutcomeFlexJob   OutcomeRole = "flexjob"
	OutcomeEducation OutcomeRole = "education"
	OutcomeExit      OutcomeRole = "exit"
)

// OutcomeKind is a kind of outcome.
type OutcomeKind struct {
	Term
	Role OutcomeRole `json:"role"`
}

// Vocabulary is the municipality's words: data that it edits, not code.
type Vocabulary struct {
	ActivityTypes []ActivityType `json:"activity_types"`
	TargetGroups  []TargetGroup  `json:"target_groups"`
	OutcomeKinds  []OutcomeKind  `json:"outcome_kinds"`
	EndReasons    []Term         `json:"end_reasons"`
	Modes         []Term         `json:"modes"`
}

// ParseVocabulary reads and checks a vocabulary file.
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

// Check reports the first thing that makes the vocabulary unusable: a code or a
// synonym that is there twice, or an unknown group, lane or role.
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

// FindActivityType finds a type by any of its words, as an extract writes it.
func (v *Vocabulary) FindActivityType(word string) (ActivityType, bool) {
	return find(v.ActivityTypes, func(t ActivityType) bool { return t.hasWord(word) })
}

// FindTargetGroup finds a target group by any of its words.
func (v *Vocabulary) FindTargetGroup(word string) (TargetGroup, bool) {
	return find(v.TargetGroups, func(t TargetGroup) bool { return t.hasWord(word) })
}

// FindOutcomeKind finds a kind of outcome by any of its words.
func (v *Vocabulary) FindOutcomeKind(word string) (OutcomeKind, bool) {
	return find(v.OutcomeKinds, func(t OutcomeKind) bool { return t.hasWord(word) })
}

// FindEndReason finds the reason for an end by any of its words.
func (v *Vocabulary) FindEndReason(word string) (Term, bool) {
	return find(v.EndReasons, func(t Term) bool { return t.hasWord(word) })
}

// FindMode finds a form of conversation by any of its words.
func (v *Vocabulary) FindMode(word string) (Term, bool) {
	return find(v.Modes, func(t Term) bool { return t.hasWord(word) })
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
