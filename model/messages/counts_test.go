// SPDX-License-Identifier: MPL-2.0

package messages_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

func TestCountsInPlural(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lang  model.Lang
		given messages.Counts
		want  string
	}{
		{model.Danish, messages.Counts{1, 1, 1, 1, 1}, "1 borger, 1 skema med 1 svar, 1 aktivitet og 1 afgang"},
		{model.Danish, messages.Counts{0, 2, 1000, 2, 2}, "0 borgere, 2 skemaer med 1.000 svar, 2 aktiviteter og 2 afgange"},
		{model.English, messages.Counts{1, 1, 1, 1, 1}, "1 citizen, 1 questionnaire with 1 answer, 1 activity and 1 outcome"},
		{model.English, messages.Counts{2, 0, 1000, 2, 2}, "2 citizens, 0 questionnaires with 1,000 answers, 2 activities and 2 outcomes"},
	} {
		if got := test.given.In(words(t, test.lang)); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
