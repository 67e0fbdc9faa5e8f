package messages

import (
	"errors"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

// Withheld says why a number of a group is not shown.
func Withheld(w *assets.Words, why cohort.Reason) string { return w.T("reason." + string(why)) }

// choiceError says why a part of a cohort cannot be looked at, or false for another
// error.
func choiceError(w *assets.Words, err error) (string, bool) {
	var choice *cohort.ChoiceError
	if !errors.As(err, &choice) {
		return "", false
	}
	what := w.T("choice." + string(choice.Field))
	if choice.Reason == cohort.Unknown {
		return w.T("choice.unknown", "Field", what, "Value", choice.Value, "Names", strings.Join(choice.Names, ", ")), true
	}
	if choice.Value == "" || choice.Field == cohort.FieldPeriod {
		return w.T("choice.none", "Why", Withheld(w, choice.Reason)), true
	}
	return w.T("choice.refused", "Field", what, "Value", choice.Value, "Why", Withheld(w, choice.Reason)), true
}
