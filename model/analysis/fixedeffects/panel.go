// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import "iter"

// Series are the answers that share one level a(i): those of one citizen to one
// item, as long as no gap parts them.
type Series struct {
	Y []float64
	// X are the regressors, a row an answer, row after row: len(Y) times the
	// number of columns. The level of a column within a series is of no
	// consequence, so that a clock may be counted from any day.
	X []float64
}

// Panel are the citizens, each with their series: mostly one, more where a gap
// has parted the answers. A fit ranges over it twice and must meet the same
// numbers; it keeps none of them, so that the slices may be used again.
type Panel = iter.Seq[[]Series]
