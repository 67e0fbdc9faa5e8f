// SPDX-License-Identifier: MPL-2.0

package cohort

// Caution is the code of a sentence that accompanies a figure wherever it is shown.
type Caution string

// The cautions.
const (
	// Together: the figure shows what happened together, not what worked.
	Together Caution = "together"
	// StepError: one step of one question may be measurement error.
	StepError Caution = "step"
	// Regression: those who start low rise on average anyway.
	Regression Caution = "regression"
	// NoGuide: the figure does not say what a particular citizen should get.
	NoGuide Caution = "no_guide"
	// Selection: the lead test warns.
	Selection Caution = "selection"
	// Dip: answers fell before the activity began.
	Dip Caution = "dip"
)

// progressionCautions are those that every model of
// docs/methods.md#4-progression-and-activation carries.
func progressionCautions() []Caution { return []Caution{Together, StepError, Regression, NoGuide} }

// Cautions returns all cautions in the order of display.
func Cautions() []Caution {
	return []Caution{Together, NoGuide, Regression, StepError, Selection, Dip}
}
