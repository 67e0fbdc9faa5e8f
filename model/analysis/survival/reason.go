// SPDX-License-Identifier: MPL-2.0

package survival

// Reason is a code for why there is no figure. The empty Reason says that there
// is one.
type Reason string

const (
	// NoEvents: nobody had the event, or none had it while more than one group
	// was at risk, or there was nothing but events.
	NoEvents Reason = "no_events"
	// FewCitizens: fewer than two.
	FewCitizens Reason = "few_citizens"
	// Collinear: a regressor that is 0 throughout, or is a combination of earlier
	// ones.
	Collinear Reason = "collinear"
	// Separated: some regressor, or combination of them, tells the event without
	// fail, so that an odds ratio has no bounds.
	Separated Reason = "separated"
	// NotConverged: the Newton steps found no maximum.
	NotConverged Reason = "not_converged"
)
