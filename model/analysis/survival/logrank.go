package survival

// Reason is a code for why there is no figure. The empty Reason says that there
// is one.
type Reason string

const (
	// FewGroups: fewer than two groups with a citizen in them.
	FewGroups Reason = "few_groups"
	// NoEvents: no event, or none while more than one group was at risk.
	NoEvents Reason = "no_events"
	// Collinear: a regressor that does not vary, or is a combination of earlier
	// ones.
	Collinear Reason = "collinear"
	// Separated: the event always or never occurs where the regressor is not 0,
	// or some combination of regressors tells the event without fail, so that
	// the odds ratio has no bounds.
	Separated Reason = "separated"
	// NotConverged: the Newton steps found no maximum.
	NotConverged Reason = "not_converged"
	// FewCitizens: fewer than two, or no more than there are regressors.
	FewCitizens Reason = "few_citizens"
)

// LogRankTest is the result of LogRank. Chi2 and P are NaN where there is a
// Reason.
type LogRankTest struct {
	Groups []Expected // in the order given
	Chi2   float64
	DF     int // groups that have a citizen, less one
	P      float64
	Reason Reason
}

// Expected are a group's events beside those that it would have, were its
// hazard that of all groups together.
type Expected struct {
	N        int
	Events   int
	Expected float64
}

// LogRank tests whether groups have the same hazard (Mantel 1966; methods 5). A
// group with no citizen is passed over.
func LogRank(groups ...[]Time) LogRankTest {
	return LogRankTest{}
}
