package cohort

import (
	"fremskridt/model"
	"fremskridt/model/analysis"
)

// Movement is how a respondent's answers moved from the first to the latest of
// the period (methods 3), an item a row, in the instrument's order.
type Movement struct {
	Respondent model.Respondent
	Rows       []MovementRow
	Cautions   []Caution
}

// MovementRow is the movement of one item. Up, Same and Down are of N. Where the
// three may not be shown apart, Up alone is, and the rest is N less Up.
type MovementRow struct {
	Measure        Measure
	N              Shown[int] // citizens with answers on two dates or more
	Up, Same, Down Shown[Part]
	// BeyondUp and BeyondDown are the changes beyond measurement error among Up
	// and Down.
	BeyondUp, BeyondDown Shown[Part]
	Spread               Shown[Spread] // of the change in steps, positive toward work
	Reliability          analysis.Reliability
}

// Spread is a distribution.
type Spread struct{ Low, Median, High float64 } // quartiles, as R's type 7
