// SPDX-License-Identifier: MPL-2.0

package messages_test

import (
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// Every reason to withhold a number or to refuse a choice has a text in both
// languages.
func TestReasonsHaveTexts(t *testing.T) {
	t.Parallel()
	for _, lang := range []model.Lang{model.Danish, model.English} {
		w := words(t, lang)
		for _, why := range append(cohort.Reasons(), cohort.OneAtATime, cohort.WithinTeam) {
			if text := messages.Withheld(w, why); strings.Contains(text, string(why)) {
				t.Errorf("%s: %q", lang, text)
			}
		}
	}
}
