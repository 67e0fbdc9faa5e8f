package model

import (
	"slices"
	"time"
)

// AssessmentKind says which place an assessment has in a citizen's course.
type AssessmentKind string

// The kinds of assessment. A retest lies within 14 days of the assessment that
// it repeats and measures the reliability of the items.
const (
	KindBaseline AssessmentKind = "baseline"
	KindOrdinary AssessmentKind = "ordinary"
	KindExit     AssessmentKind = "exit"
	KindExtra    AssessmentKind = "extra"
	KindRetest   AssessmentKind = "retest"
)

// AssessmentStatus says how far an assessment has come.
type AssessmentStatus string

// The states of an assessment. A draft is still being entered; a verified one
// has been entered twice, by two users, and agrees.
const (
	StatusDraft    AssessmentStatus = "draft"
	StatusComplete AssessmentStatus = "complete"
	StatusVerified AssessmentStatus = "verified"
)

// Presence says whether the citizen was there when a questionnaire was filled
// in.
type Presence string

// The presences. Nobody has said it of what a file brought.
const (
	PresenceUnknown Presence = ""
	PresencePresent Presence = "present"
	PresenceAbsent  Presence = "absent"
)

// Assessment is one filled-in questionnaire of one respondent.
type Assessment struct {
	ID         ID
	Citizen    ID
	Instrument string // key of the version
	Date       Date   // of the conversation, not of the entry
	Respondent Respondent
	Rater      string // initials of the caseworker who rated
	Mode       string // code of the vocabulary: conversation, paper, phone
	Kind       AssessmentKind
	Presence   Presence
	Status     AssessmentStatus
	Note       string
	// EarlierShown is set where earlier answers were looked at during the entry,
	// which may have steered it.
	EarlierShown bool
	EnteredBy    string
	EnteredAt    time.Time
	SecondBy     string // who entered it the second time
	SecondAt     time.Time
	Revision     int
	Answers      []Answer // in the instrument's order; unanswered items are left out
}

// IsComplete reports whether figures may use the assessment: a draft never counts.
func (a Assessment) IsComplete() bool { return a.Status != StatusDraft }

// Answer is a value, or the reason why there is none, to one item. Missing is
// never zero steps: it is no value at all.
type Answer struct {
	Item    string
	Value   int
	Missing int  // code of a missing reason, negative; 0 where there is a value
	Entered bool // false for an item that nobody has answered yet
}

// NewAnswer is the answer of a value.
func NewAnswer(item string, value int) Answer {
	return Answer{Item: item, Value: value, Entered: true}
}

// NewMissingAnswer is the answer of a missing reason.
func NewMissingAnswer(item string, reason int) Answer {
	return Answer{Item: item, Missing: reason, Entered: true}
}

// HasValue reports whether the answer has a value.
func (a Answer) HasValue() bool { return a.Entered && a.Missing == 0 }

// FindAnswer is the answer to an item, or the zero Answer where it has none.
func FindAnswer(answers []Answer, item string) Answer {
	if i := slices.IndexFunc(answers, func(a Answer) bool { return a.Item == item }); i >= 0 {
		return answers[i]
	}
	return Answer{}
}
