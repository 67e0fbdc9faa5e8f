// SPDX-License-Identifier: MPL-2.0

package cohort

// Caution is a code for a sentence that goes with a figure wherever it is shown.
type Caution string

// The cautions.
const (
	// Together: it shows what happened together, not what worked.
	Together Caution = "together"
	// StepError: one step of one question may be measurement error.
	StepError Caution = "step"
	// Regression: who begins low rises on average anyway.
	Regression Caution = "regression"
	// NoGuide: it does not tell what a certain citizen should get.
	NoGuide Caution = "no_guide"
	// Selection: the lead test warns.
	Selection Caution = "selection"
	// Dip: answers fell before the activity began.
	Dip Caution = "dip"
)

// Cautions of a figure that shows what goes together: those that any of methods 4
// carries everywhere.
func progressionCautions() []Caution { return []Caution{Together, StepError, Regression, NoGuide} }

// Cautions are all of them, in the order that they are told.
func Cautions() []Caution {
	return []Caution{Together, NoGuide, Regression, StepError, Selection, Dip}
}
