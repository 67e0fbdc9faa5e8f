package model

// Outcome is what a course led to, on a day.
type Outcome struct {
	ID      ID
	Citizen ID
	Date    Date
	Kind    string // code of the vocabulary
}

// EventKind is a kind of point on the time line.
type EventKind string

// The kinds of event. From and To of the event hold what changed.
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
