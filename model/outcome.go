// SPDX-License-Identifier: MPL-2.0

package model

// Outcome is a result of a case on a day, such as a job.
type Outcome struct {
	ID      ID
	Citizen ID
	Date    Date
	Kind    string // code of the vocabulary
}

// EventKind is the kind of an [Event].
type EventKind string

// The kinds of event. A change has its old and new code in From and To.
const (
	EventCaseworker  EventKind = "caseworker"
	EventTargetGroup EventKind = "target_group"
	EventContact     EventKind = "contact"
)

// Event is a point on a citizen's time line that is neither an activity nor an
// outcome.
type Event struct {
	ID      ID
	Citizen ID
	Date    Date
	Kind    EventKind
	From    string
	To      string
}
