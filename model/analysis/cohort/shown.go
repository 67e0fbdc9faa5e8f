// SPDX-License-Identifier: MPL-2.0

package cohort

import "encoding/json"

// Reason is a code for why a number is not shown.
type Reason string

// The reasons. The first five are the rule of small cells.
const (
	// FewCitizens: it is about fewer than five citizens.
	FewCitizens Reason = "few_citizens"
	// SecondarySuppression: with what else is shown, it would tell of fewer than five.
	SecondarySuppression Reason = "protects"
	// SmallCells: a part of it is of fewer than five citizens, here or in a group
	// beside this one.
	SmallCells Reason = "small_cells"
	// NearlyNone: fewer than five citizens, but not none, are so.
	NearlyNone Reason = "nearly_none"
	// NearlyAll: fewer than five citizens, but not none, are not so.
	NearlyAll Reason = "nearly_all"
	// NoCitizens: it is about nobody.
	NoCitizens Reason = "no_citizens"
	// FewForEstimate: fewer than ten citizens, too few for an estimate.
	FewForEstimate Reason = "few_for_estimate"
	// FewVarying: fewer than five citizens whose activity varies.
	FewVarying Reason = "few_varying"
	// FewForTest: fewer than thirty citizens, too few for a p value.
	FewForTest Reason = "few_for_test"
	// FewEvents: fewer than five got a job.
	FewEvents Reason = "few_events"
	// FewForOdds: fewer than thirty got a job, ten for each of the three odds ratios
	// (Peduzzi et al. 1996).
	FewForOdds Reason = "few_for_odds"
	// FewForSpread: fewer than ten citizens, too few for an extreme.
	FewForSpread Reason = "few_for_spread"
	// NoSpread: all answered the same, so that nothing can be told.
	NoSpread Reason = "no_spread"
	// Collinear: it cannot be told from what stands before it.
	Collinear Reason = "collinear"
	// NoEstimate: the data have no best estimate, as where a regressor tells the
	// event without fail.
	NoEstimate Reason = "no_estimate"
)

// The reasons for which a Choice cannot be made, beside those of small cells.
const (
	// Unknown: there is no such value.
	Unknown Reason = "unknown"
	// OneAtATime: a target group is not chosen with a caseworker, nor with one of
	// several teams.
	OneAtATime Reason = "one_at_a_time"
	// WithinTeam: a caseworker is chosen within a team.
	WithinTeam Reason = "within_team"
)

// Reasons are all for which a number of a figure is not shown.
func Reasons() []Reason {
	return []Reason{
		FewCitizens, SecondarySuppression, SmallCells, NearlyNone, NearlyAll, NoCitizens, FewForEstimate, FewVarying, FewForTest,
		FewEvents, FewForOdds, FewForSpread, NoSpread, Collinear, NoEstimate,
	}
}

// Disclosed is a number that may be shown, or the Reason why not. The zero Shown
// shows nothing. What is withheld is not in it.
type Disclosed[T any] struct {
	value  T
	ok     bool
	reason Reason
}

func disclose[T any](v T) Disclosed[T] { return Disclosed[T]{value: v, ok: true} }

func withhold[T any](why Reason) Disclosed[T] { return Disclosed[T]{reason: why} }

// Get is the number, or false where it is withheld.
func (s Disclosed[T]) Get() (T, bool) { return s.value, s.ok }

// Reason is the reason for withholding it, empty where it is shown.
func (s Disclosed[T]) Reason() Reason { return s.reason }

// MarshalJSON writes the number, or null.
func (s Disclosed[T]) MarshalJSON() ([]byte, error) {
	if !s.ok {
		return []byte("null"), nil
	}
	return json.Marshal(s.value)
}

// Part is a number of citizens of a group, or of measurements, with their share
// and its 95 % interval (Wilson 1927; methods 3).
type Part struct {
	Count, Of        int
	Share, Low, High float64
}

// Interval is an estimate with its standard error and 95 % interval.
type Interval struct{ Value, SE, Low, High float64 }

// Estimate is an estimate of a model and its p value, which may be withheld
// alone.
type Estimate struct {
	Interval Disclosed[Interval]
	P        Disclosed[float64]
}
