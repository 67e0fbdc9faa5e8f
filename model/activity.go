// SPDX-License-Identifier: MPL-2.0

package model

import "fmt"

// Activity is a spell of an activity, from its start to its end, both included.
// Activities of a citizen may overlap.
type Activity struct {
	ID        ID
	Citizen   ID
	Type      string // code of the vocabulary
	Start     Date
	End       Date // zero while it runs
	Minutes   int  // a week; 0 if unknown
	Provider  string
	Planned   bool // agreed but not begun; left out of all figures
	EndReason string
	Source    Source
	Revision  int
}

// Source is where a row of the register came from.
type Source string

// The sources of rows.
const (
	FromEntry    Source = "entry"
	FromImport   Source = "import"
	FromRegister Source = "register" // the weekly register, one code a week
)

// LastDay returns the last day of the activity, which is asOf while it runs.
func (a Activity) LastDay(asOf Date) Date {
	if a.End.IsZero() {
		return asOf
	}
	return a.End
}

// Covers reports whether the activity runs on the day.
func (a Activity) Covers(d Date) bool {
	return !d.Before(a.Start) && (a.End.IsZero() || !d.After(a.End))
}

// Check returns an error if the activity is impossible.
func (a Activity) Check() error {
	switch {
	case a.Type == "":
		return fmt.Errorf("activity: no type")
	case a.Start.IsZero():
		return fmt.Errorf("activity: no start")
	case !a.End.IsZero() && a.End.Before(a.Start):
		return fmt.Errorf("activity: ends %v, before it starts %v", a.End, a.Start)
	case a.Minutes < 0 || a.Minutes > 7*24*60:
		return fmt.Errorf("activity: %d minutes a week", a.Minutes)
	}
	return nil
}
