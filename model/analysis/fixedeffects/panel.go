// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import "iter"

// Series is the answers that share one level: those of one citizen to one item without
// a gap that splits them.
type Series struct {
	Y []float64
	// X is the regressors, one row an answer, row after row: len(Y) times the number
	// of columns. The level of a column within a series has no effect, so a clock may
	// start on any day.
	X []float64
}

// Panel is the citizens, each with their series. A fit ranges over it twice and must
// get the same numbers; it keeps none, so the slices may be reused.
type Panel = iter.Seq[[]Series]
