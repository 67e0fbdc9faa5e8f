package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Group is how an activity counts in the analysis of progression. What is in
// no activity and not neutral is passive; that is derived, never entered.
type Group string

// The groups of activity.
const (
	Company Group = "company" // company-directed, ordinary paid hours among them
	Other   Group = "other"
	Neutral Group = "neutral" // sick, leave, exempt: leaves the denominator
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
	Short Text   `json:"short"` // for a bar of the figure
	Group Group  `json:"group"` // KORA's grouping
	Lane  Lane   `json:"lane"`
	BIP   string `json:"bip,omitempty"` // job-oriented, upgrading, health, social, support
	DST   string `json:"dst,omitempty"` // Statistics Denmark's list
	Law   string `json:"law,omitempty"` // term and reference
}

// TargetGroup is the group that the law puts a citizen in.
type TargetGroup struct {
	Term
	Law string `json:"law,omitempty"`
}

// OutcomeRole is what an outcome means to an analysis.
type OutcomeRole string

// The roles of an outcome. RoleExit ends the case without being a goal.
const (
	RoleJob       OutcomeRole = "job"
	RoleFlexJob   OutcomeRole = "flexjob"
	RoleEducation OutcomeRole = "education"
	RoleExit      OutcomeRole = "exit"
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
		case t.Group != Company && t.Group != Other && t.Group != Neutral:
			return fmt.Errorf("activity type %s: unknown group %q", t.Code, t.Group)
		case !slices.Contains([]Lane{LaneCompany, LaneOther, LaneOrdinary, LaneNeutral}, t.Lane):
			return fmt.Errorf("activity type %s: unknown lane %q", t.Code, t.Lane)
		}
	}
	for _, o := range v.OutcomeKinds {
		if !slices.Contains([]OutcomeRole{RoleJob, RoleFlexJob, RoleEducation, RoleExit}, o.Role) {
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
		for _, word := range slices.Compact(t.words()) {
			if other := seen[word]; other != "" && other != t.Code {
				return fmt.Errorf("term %s: %q already means %s", t.Code, word, other)
			}
			seen[word] = t.Code
		}
	}
	return nil
}

func (t Term) words() []string {
	w := []string{foldWord(t.Code), foldWord(t.Name.DA)}
	for _, s := range t.Synonyms {
		w = append(w, foldWord(s))
	}
	return w
}

func foldWord(s string) string {
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
	return find(v.ActivityTypes, func(t ActivityType) bool { return t.means(word) })
}

// FindTargetGroup finds a target group by any of its words.
func (v *Vocabulary) FindTargetGroup(word string) (TargetGroup, bool) {
	return find(v.TargetGroups, func(t TargetGroup) bool { return t.means(word) })
}

// FindOutcomeKind finds a kind of outcome by any of its words.
func (v *Vocabulary) FindOutcomeKind(word string) (OutcomeKind, bool) {
	return find(v.OutcomeKinds, func(t OutcomeKind) bool { return t.means(word) })
}

// FindEndReason finds the reason for an end by any of its words.
func (v *Vocabulary) FindEndReason(word string) (Term, bool) {
	return find(v.EndReasons, func(t Term) bool { return t.means(word) })
}

// FindMode finds a form of conversation by any of its words.
func (v *Vocabulary) FindMode(word string) (Term, bool) {
	return find(v.Modes, func(t Term) bool { return t.means(word) })
}

func (t Term) means(word string) bool {
	word = foldWord(word)
	return word != "" && slices.Contains(t.words(), word)
}

func find[T any](list []T, ok func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, ok); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}
