package cohort

import "fremskridt/model"

// TimeToJob is how long it takes from the first assessment to a job (methods 5).
type TimeToJob struct {
	Respondent model.Respondent // whose index parts the citizens
	Event      model.OutcomeRole
	All        Curve
	Thirds     []Curve // by the index at origin, the lowest first
	LogRank    Shown[LogRank]
	Hazard     Hazard
	// Left out are the citizens without an assessment, and of the thirds those
	// without an index at origin.
	NoOrigin, NoIndex Shown[int]
	Cautions          []Caution
}

// Curve is a Kaplan-Meier curve, thinned so that each of its steps holds at least
// five events and at least five citizens are at risk at it: the curve has its
// exact height at the day of a step and is not known between.
type Curve struct {
	N       Shown[int]
	Events  Shown[int] // until Through
	Through int        // the last day that is shown
	Steps   []Step
	Reason  Reason // why there is none
}

// Step is the curve on a day, with Greenwood's standard error and the log-log 95 %
// interval.
type Step struct {
	Day      int // since origin
	Survival Interval
}

// LogRank tests whether the thirds differ.
type LogRank struct {
	Chi2 float64
	DF   int
	P    float64
}

// Hazard are the odds ratios of a job in a period of 91 days, for the group and
// never for a person.
type Hazard struct {
	Citizens, Periods, Events Shown[int]
	// Index is per step of the index at the latest earlier answer; Company and
	// Other are full time against passive, in the period before.
	Index, Company, Other Estimate
}
