package model

// Citizen is a person whose way toward work is followed.
type Citizen struct {
	ID          ID
	CaseNumber  string
	CPR         CPR
	Name        string
	TargetGroup string // code of the vocabulary
	Caseworker  string // initials
	Team        string // name
	Opened      Date
	Closed      Date // no date while the case is open
	CloseReason string
	Revision    int
}

// OpenOn reports whether the case is open that day. A case without an opening
// date has been open always.
func (c Citizen) OpenOn(d Date) bool {
	return !d.Before(c.Opened) && (c.Closed.IsZero() || !d.After(c.Closed))
}
