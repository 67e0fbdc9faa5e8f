// SPDX-License-Identifier: MPL-2.0

package analysis

import "math"

// Origin is where a number of a [Reliability] comes from.
type Origin string

// The origins. FromRegister needs at least [MinNormValues] values.
const (
	FromRegister Origin = "register"
	FromDefault  Origin = "default"
)

// The defaults until the register has enough values (docs/methods.md#2-one-citizen).
const (
	DefaultSD     = 1.0
	DefaultR      = 0.70
	MinNormValues = 50 // smallest number of values for a register's own SD or r
)

// Reliability is how exactly an item or an index measures.
type Reliability struct {
	SD     float64 // of the first answers, in steps of the scale
	R      float64 // test-retest for an item, Cronbach's alpha for an index
	SDC    float64 // smallest change beyond measurement error, 95 %, in steps
	N      int     // first answers that the register has
	SDFrom Origin
	RFrom  Origin
}

// SDC95 is the smallest detectable change, 1.96 * sqrt(2) * SD * sqrt(1 - r) (Jacobson
// and Truax 1991; docs/methods.md#2-one-citizen). An r outside 0 to 1 counts as the
// nearer end.
func SDC95(sd, r float64) float64 {
	return 1.96 * math.Sqrt2 * sd * math.Sqrt(1-min(max(r, 0), 1))
}

func newReliability(first moment, r float64, rFrom Origin) Reliability {
	rel := Reliability{SD: DefaultSD, R: r, N: first.n, SDFrom: FromDefault, RFrom: rFrom}
	if first.n >= MinNormValues {
		rel.SD, rel.SDFrom = first.sd(), FromRegister
	}
	rel.SDC = SDC95(rel.SD, rel.R)
	return rel
}

// ChangeSize classifies a change by measurement error.
type ChangeSize string

// The sizes of a change.
const (
	NoChange       ChangeSize = "none"     // no change
	SmallChange    ChangeSize = "small"    // at least a step, within measurement error
	ReliableChange ChangeSize = "reliable" // at least SDC
)

// Size classifies a change of so many steps, up or down.
func (r Reliability) Size(change int) ChangeSize {
	switch {
	case change == 0:
		return NoChange
	case math.Abs(float64(change)) >= r.SDC:
		return ReliableChange
	}
	return SmallChange
}
