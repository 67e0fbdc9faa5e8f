// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// samePlace is how many days two answers may lie apart and still belong to the
// same occasion: citizen and caseworker, or an answer and its retest.
const samePlace = 14

// counting are the assessments that figures may use, in the order of date and,
// within a day, of entry.
func counting(all []model.Assessment) []model.Assessment {
	return ordered(all, model.Assessment.IsComplete)
}

// measurements are the counting assessments that are no retest.
func measurements(all []model.Assessment) []model.Assessment {
	return ordered(all, func(a model.Assessment) bool { return a.IsComplete() && a.Kind != model.KindRetest })
}

func ordered(all []model.Assessment, keep func(model.Assessment) bool) []model.Assessment {
	sheets := make([]model.Assessment, 0, len(all))
	for _, a := range all {
		if keep(a) {
			sheets = append(sheets, a)
		}
	}
	slices.SortStableFunc(sheets, func(a, b model.Assessment) int {
		return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt), cmp.Compare(a.ID, b.ID))
	})
	return sheets
}

// lastOfDay leaves, of several sheets of one respondent, version and day, the
// one entered last.
func lastOfDay(sheets []model.Assessment) []model.Assessment {
	last := make([]model.Assessment, 0, len(sheets))
	for i, a := range sheets {
		if !slices.ContainsFunc(sheets[i+1:], func(b model.Assessment) bool {
			return b.Date == a.Date && b.Respondent == a.Respondent && b.Instrument == a.Instrument
		}) {
			last = append(last, a)
		}
	}
	return last
}
