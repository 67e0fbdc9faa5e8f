// SPDX-License-Identifier: MPL-2.0

package survival

// Reason is the code of why there is no figure; empty where there is one.
type Reason string

const (
	// NoEvents: there was no event, or none while more than one group was at risk, or
	// every period had one.
	NoEvents Reason = "no_events"
	// FewCitizens: there are fewer than two citizens.
	FewCitizens Reason = "few_citizens"
	// Collinear: the regressor is 0 throughout, or a combination of earlier ones.
	Collinear Reason = "collinear"
	// Separated: a regressor or combination of regressors predicts the event
	// perfectly, so that an odds ratio is unbounded.
	Separated Reason = "separated"
	// NotConverged: the Newton steps found no maximum.
	NotConverged Reason = "not_converged"
)
