// SPDX-License-Identifier: MPL-2.0

package cohort

import "codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"

// The reasons for which an estimate is withheld, besides those of small cells.
const (
	// FewForEstimate: fewer than ten citizens.
	FewForEstimate disclosure.Reason = "few_for_estimate"
	// FewVarying: the activity varies in fewer than five citizens.
	FewVarying disclosure.Reason = "few_varying"
	// FewForTest: few citizens with the activity decide the slope, too few for a p value
	// (fewer than four degrees of freedom).
	FewForTest disclosure.Reason = "few_for_test"
	// FewEvents: fewer than five got a job.
	FewEvents disclosure.Reason = "few_events"
	// FewForOdds: fewer than thirty got a job, ten for each of the three odds ratios
	// (Peduzzi et al. 1996).
	FewForOdds disclosure.Reason = "few_for_odds"
	// FewForSpread: fewer than ten citizens, too few to show the lowest and highest.
	FewForSpread disclosure.Reason = "few_for_spread"
	// NoSpread: all answers are the same.
	NoSpread disclosure.Reason = "no_spread"
	// NeverPassive: no citizen was passive, so what is added to passive time is unknown.
	NeverPassive disclosure.Reason = "never_passive"
	// Collinear: a regressor is a combination of earlier ones.
	Collinear disclosure.Reason = "collinear"
	// NoEstimate: the likelihood has no maximum, as where a regressor predicts the
	// event perfectly.
	NoEstimate disclosure.Reason = "no_estimate"
)

// The reasons for which a [Choice] is refused, besides those of small cells.
const (
	// Unknown: there is no such value.
	Unknown disclosure.Reason = "unknown"
	// OneAtATime: a target group cannot be combined with a caseworker, nor with one
	// of several teams.
	OneAtATime disclosure.Reason = "one_at_a_time"
	// WithinTeam: a caseworker is chosen within a team.
	WithinTeam disclosure.Reason = "within_team"
)

// Reasons returns the reasons for which a number of a figure is withheld, in the
// order of explanations.
func Reasons() []disclosure.Reason {
	return []disclosure.Reason{
		disclosure.FewCitizens, disclosure.SecondarySuppression, disclosure.SmallCells, disclosure.NearlyNone, disclosure.NearlyAll,
		disclosure.NoCitizens, FewForEstimate, FewVarying, FewForTest, FewEvents, FewForOdds, FewForSpread, NoSpread, NeverPassive,
		Collinear, NoEstimate,
	}
}
