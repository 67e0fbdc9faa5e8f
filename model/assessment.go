// SPDX-License-Identifier: MPL-2.0

package model

import (
	"slices"
	"strconv"
	"time"
)

// AssessmentKind is the place of an assessment in the case history.
type AssessmentKind string

// The kinds of assessment. A retest follows within 14 days of the assessment that it
// repeats and serves only to measure reliability.
const (
	KindBaseline AssessmentKind = "baseline"
	KindOrdinary AssessmentKind = "ordinary"
	KindExit     AssessmentKind = "exit"
	KindExtra    AssessmentKind = "extra"
	KindRetest   AssessmentKind = "retest"
)

// AssessmentStatus is the state of an assessment.
type AssessmentStatus string

// The states of an assessment. A draft is not complete. A verified assessment was
// entered by two users with the same answers.
const (
	StatusDraft    AssessmentStatus = "draft"
	StatusComplete AssessmentStatus = "complete"
	StatusVerified AssessmentStatus = "verified"
)

// Presence is whether the citizen was present when an assessment was filled in.
type Presence string

// The presences. Unknown is that of imported rows.
const (
	PresenceUnknown Presence = ""
	PresencePresent Presence = "present"
	PresenceAbsent  Presence = "absent"
)

// Assessment is one respondent's answers on a date.
type Assessment struct {
	ID         ID
	Citizen    ID
	Instrument string // key of the version
	Date       Date   // of the conversation, not of data entry
	Respondent Respondent
	Rater      string // initials of the caseworker who rated
	Mode       string // code of the vocabulary: conversation, paper, phone
	Kind       AssessmentKind
	Presence   Presence
	Status     AssessmentStatus
	Note       string
	// EarlierShown is set if earlier answers were on display during data entry, which may
	// have influenced it.
	EarlierShown bool
	EnteredBy    string
	EnteredAt    time.Time
	SecondBy     string // who made the second entry
	SecondAt     time.Time
	Revision     int
	Answers      []Answer // in the instrument's order, of answered items only
}

// IsComplete reports whether the assessment is complete, and so may enter figures: it
// is no draft.
func (a Assessment) IsComplete() bool { return a.Status != StatusDraft }

// Answer is the answer to an item: a value, or the reason why there is none. The zero
// Answer is that of an item not yet answered.
type Answer struct {
	Item    string
	Value   int
	Missing int  // code of a missing reason, negative; 0 with a value
	Entered bool // false for an item not yet answered
}

// NewAnswer returns an answer with a value.
func NewAnswer(item string, value int) Answer {
	return Answer{Item: item, Value: value, Entered: true}
}

// NewMissingAnswer returns an answer that is missing for a reason, by the code of a
// [MissingReason].
func NewMissingAnswer(item string, reason int) Answer {
	return Answer{Item: item, Missing: reason, Entered: true}
}

// HasValue reports whether the answer is a value.
func (a Answer) HasValue() bool { return a.Entered && a.Missing == 0 }

// String returns the value, the code of the missing reason, or a dash for an item not
// yet answered.
func (a Answer) String() string {
	switch {
	case !a.Entered:
		return "–"
	case a.Missing != 0:
		return strconv.Itoa(a.Missing)
	}
	return strconv.Itoa(a.Value)
}

// FindAnswer returns the answer to an item, or the zero Answer.
func FindAnswer(answers []Answer, item string) Answer {
	if i := slices.IndexFunc(answers, func(a Answer) bool { return a.Item == item }); i >= 0 {
		return answers[i]
	}
	return Answer{}
}
