// SPDX-License-Identifier: MPL-2.0

package model

// ActivityGroup is how an activity counts in the analysis of progression. A day with
// no activity is passive, which is derived and never entered.
type ActivityGroup string

// The groups of activities, after KORA.
const (
	GroupCompany ActivityGroup = "company" // company-directed, ordinary paid hours among them
	GroupOther   ActivityGroup = "other"
	GroupNeutral ActivityGroup = "neutral" // sick, on leave, exempt: not in the denominator
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

// Term is a word of the vocabulary, valid between two dates.
type Term struct {
	Code      string   `json:"code"`
	Name      Text     `json:"name"`
	Synonyms  []string `json:"synonyms,omitempty"` // as extracts have it
	ValidFrom Date     `json:"valid_from,omitzero"`
	ValidTo   Date     `json:"valid_to,omitzero"` // the last day
}

// ValidOn reports whether the term is valid on the day.
func (t Term) ValidOn(d Date) bool {
	return !d.Before(t.ValidFrom) && (t.ValidTo.IsZero() || !d.After(t.ValidTo))
}

// ActivityType is a kind of activity, with the classifications that studies use.
type ActivityType struct {
	Term
	Short Text          `json:"short"` // for a bar of the figure
	Group ActivityGroup `json:"group"` // KORA's grouping
	Lane  Lane          `json:"lane"`
	BIP   string        `json:"bip,omitempty"` // job-oriented, upgrading, health, social, support
	DST   string        `json:"dst,omitempty"` // Statistics Denmark's list
	Law   string        `json:"law,omitempty"` // term and reference
}

// TargetGroup is the group in which the law places a citizen.
type TargetGroup struct {
	Term
	Law string `json:"law,omitempty"`
}

// OutcomeRole is how analyses treat an outcome.
type OutcomeRole string

// The roles of outcomes. OutcomeExit ends a case without being a goal.
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

// Vocabulary is the terms of a municipality, which it can edit.
type Vocabulary struct {
	ActivityTypes []ActivityType `json:"activity_types"`
	TargetGroups  []TargetGroup  `json:"target_groups"`
	OutcomeKinds  []OutcomeKind  `json:"outcome_kinds"`
	EndReasons    []Term         `json:"end_reasons"`
	Modes         []Term         `json:"modes"`
}
