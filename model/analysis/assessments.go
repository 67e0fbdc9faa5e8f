// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// OccasionDays is the largest number of days between two answers of the same occasion:
// of citizen and caseworker, or an answer and its retest.
const OccasionDays = 14

// completed returns the assessments that are no draft, in the order of date and,
// within a day, of entry.
func completed(all []model.Assessment) []model.Assessment {
	return selectInOrder(all, model.Assessment.IsComplete)
}

// measurements returns the completed assessments that are no retest.
func measurements(all []model.Assessment) []model.Assessment {
	return selectInOrder(all, func(a model.Assessment) bool { return a.IsComplete() && a.Kind != model.KindRetest })
}

func selectInOrder(all []model.Assessment, keep func(model.Assessment) bool) []model.Assessment {
	selected := make([]model.Assessment, 0, len(all))
	for _, a := range all {
		if keep(a) {
			selected = append(selected, a)
		}
	}
	slices.SortStableFunc(selected, func(a, b model.Assessment) int {
		return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt), cmp.Compare(a.ID, b.ID))
	})
	return selected
}

// lastOfDay keeps, of several assessments of one respondent, version and day, the one
// entered last.
func lastOfDay(assessments []model.Assessment) []model.Assessment {
	last := make([]model.Assessment, 0, len(assessments))
	for i, a := range assessments {
		if !slices.ContainsFunc(assessments[i+1:], func(b model.Assessment) bool {
			return b.Date == a.Date && b.Respondent == a.Respondent && b.Instrument == a.Instrument
		}) {
			last = append(last, a)
		}
	}
	return last
}
