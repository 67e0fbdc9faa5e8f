package cohort

import "fremskridt/model"

// Choice is the part of a cohort that somebody chose to look at. The zero Choice
// is all of it.
type Choice struct {
	Team        string // name; empty for all
	Caseworker  string // initials, within the team; empty for all
	TargetGroup string // code; empty for all
	// Quarters are the latest whole quarters of the calendar that the figures of
	// methods 3 look at, to the day of the analysis; 0 for all time. It is one of
	// those offered.
	Quarters int
	// Instrument is the code of a questionnaire; empty for the one most used.
	Instrument string
}

// Option is a value that a field of a Choice may take, or could if its Reason
// were not.
type Option struct {
	Value    string
	Citizens Shown[int]
	Reason   Reason // empty where it may be chosen
}

// Offer are the choices that there are beside a Choice: for each field, the
// values that it could have with the others as they are.
type Offer struct {
	Teams        []Option
	Caseworkers  []Option // of the chosen team, or of all where there is one
	TargetGroups []Option
	Periods      []PeriodOption
	Instruments  []string // codes, the most used first
}

// PeriodOption is a period that may be chosen.
type PeriodOption struct {
	Quarters int        // 0 for all time
	From     model.Date // its first day, none for all time
	Reason   Reason
}

// Measure is what a row of a figure is about: an item of an instrument, or its
// index.
type Measure struct {
	Instrument string     // code
	Item       model.Item // as in the newest version; empty for the index
	Domain     model.Domain
	Respondent model.Respondent
	Scale      model.Scale
}
