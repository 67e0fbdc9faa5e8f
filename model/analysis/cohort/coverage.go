package cohort

// Coverage is how well a group is measured and taken care of, on a day.
type Coverage struct {
	Citizens  Shown[int]  // with an open case some day of the period
	Open      Shown[int]  // of whom with an open case on the day
	TwoOrMore Shown[Part] // of the citizens: measured twice or more in the period, by either respondent

	// Of the open cases, whether they were assessed within one interval of the
	// instrument and the window after it.
	ByCitizen, ByCaseworker, ByBoth Shown[Part]

	// InWindow are the measurements after a respondent's first that lie within
	// the window about their due day, of all such in the period.
	InWindow Shown[Part]
	// Idle are the open cases with no activity, neutral ones among them, on the
	// day.
	Idle Shown[Part]
}
