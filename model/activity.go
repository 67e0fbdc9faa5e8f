package model

import "fmt"

// Activity is something a citizen takes part in from one day to another, both
// included. Activities may overlap; they often should.
type Activity struct {
	ID        ID
	Citizen   ID
	Type      string // code of the vocabulary
	Start     Date
	End       Date // no date while it runs
	Minutes   int  // a week; 0 where it is not stated
	Provider  string
	Planned   bool // agreed, not yet begun; counts in no figure
	EndReason string
	Source    Source
	Revision  int
}

// Source says how a row came into the register.
type Source string

// The sources of a row.
const (
	FromEntry    Source = "entry"
	FromImport   Source = "import"
	FromRegister Source = "register" // the weekly register, one code a week
)

// LastDay is the last day of the activity, where an open end means the given
// day.
func (a Activity) LastDay(asOf Date) Date {
	if a.End.IsZero() {
		return asOf
	}
	return a.End
}

// Covers reports whether the activity covers the day.
func (a Activity) Covers(d Date) bool {
	return !d.Before(a.Start) && (a.End.IsZero() || !d.After(a.End))
}

// Check reports what makes the activity impossible.
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
