package cohort

// Progression is what 13 weeks went together with (methods 4), an item a row, in
// the instrument's order, citizen's before caseworker's.
type Progression struct {
	Rows     []ProgressionRow
	LeftOut  LeftOutAnswers
	Cautions []Caution
}

// ProgressionRow are the slopes of one item, in steps per 91 days, positive toward
// work.
type ProgressionRow struct {
	Measure  Measure
	Answers  Shown[int]
	Citizens Shown[int] // with at least two answered dates

	Passive Estimate // d: progress of 13 passive weeks
	Company Estimate // b_c: what 13 weeks of company-directed activity add to that
	Other   Estimate // b_o: what other activity adds
	// CompanyHolm and OtherHolm are the p values adjusted for the number of rows
	// (Holm 1979).
	CompanyHolm, OtherHolm Shown[float64]
	Slopes                 Slopes
	Calendar               Calendar
	Lead                   Lead
}

// Slopes are the progress of 13 weeks of each kind: d, d + b_o and d + b_c.
type Slopes struct{ Passive, Other, Company Estimate }

// Calendar is the model with a level for each quarter of the calendar.
type Calendar struct{ Passive, Company, Other Estimate }

// Lead is the test of selection: what the company days of the coming interval tell
// of the answer before them.
type Lead struct {
	Estimate Estimate
	T        Shown[float64]
	Warns    bool // |T| is above 1.96
}

// LeftOutAnswers are what a progression does not rest on, over all items.
type LeftOutAnswers struct {
	Singles Shown[int] // citizens with one measurement alone
	Gaps    Shown[int] // gaps of more than 365 days, after which a series begins anew
}

// EventStudy are the answers about the first company activity (methods 4), an item
// a row.
type EventStudy struct {
	Rows     []EventRow
	Cautions []Caution
}

// EventRow is the event study of one item.
type EventRow struct {
	Measure Measure
	Points  []EventPoint // from -2 to 2; -1 is the reference, 0
	// Dips is set where the answers fell before the activity began: the one at -2
	// is above that at -1, and its t above 1.96.
	Dips bool
}

// EventPoint is an answer relative to the first company activity: -1 is the last
// before it, 0 the first on its first day or later.
type EventPoint struct {
	At       int
	Citizens Shown[int]
	Estimate Estimate // in steps, above the answer at -1
}
