// SPDX-License-Identifier: MPL-2.0

package model

// Citizen is a person with a case.
type Citizen struct {
	ID          ID
	CaseNumber  string
	CPR         CPR
	Name        string
	TargetGroup string // code of the vocabulary
	Caseworker  string // initials
	Team        string // name
	Opened      Date
	Closed      Date // zero while the case is open
	CloseReason string
	Revision    int
}

// OpenOn reports whether the case is open on the day. A case without a date of
// opening has always been open.
func (c Citizen) OpenOn(d Date) bool {
	return !d.Before(c.Opened) && (c.Closed.IsZero() || !d.After(c.Closed))
}
