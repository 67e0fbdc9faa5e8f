package messages_test

import (
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// Every reason for which a number is not shown or a choice is refused has its words
// in both languages.
func TestFiguresAreExplained(t *testing.T) {
	for _, lang := range []model.Lang{model.Danish, model.English} {
		w, err := assets.NewWords(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, why := range append(cohort.Reasons(), cohort.OneAtATime, cohort.WithinTeam) {
			if text := messages.Withheld(w, why); strings.Contains(text, string(why)) {
				t.Errorf("%s: %q", lang, text)
			}
		}
	}
}

func TestRefusedChoiceSaysWhatToDo(t *testing.T) {
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err  *cohort.ChoiceError
		says []string
	}{
		{
			&cohort.ChoiceError{Field: cohort.FieldTeam, Value: "Øst", Reason: cohort.Unknown, Names: []string{"Team Nord", "Team Syd"}},
			[]string{"Teamet Øst", "Team Nord, Team Syd"},
		},
		{
			&cohort.ChoiceError{Field: cohort.FieldCaseworker, Value: "LKN", Reason: cohort.FewCitizens},
			[]string{"Sagsbehandleren LKN", messages.Withheld(w, cohort.FewCitizens)},
		},
		{
			&cohort.ChoiceError{Field: cohort.FieldPeriod, Value: "0", Reason: cohort.FewCitizens},
			[]string{messages.Withheld(w, cohort.FewCitizens)},
		},
	} {
		got, ok := messages.Error(w, c.err)
		for _, text := range c.says {
			if !ok || !strings.Contains(got, text) {
				t.Errorf("%q does not say %q", got, text)
			}
		}
	}
}
