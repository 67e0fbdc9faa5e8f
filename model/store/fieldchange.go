// SPDX-License-Identifier: MPL-2.0

package store

import (
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// fieldChange is a changed field of the master data.
type fieldChange struct{ field, from, to string }

// fieldChanges returns the fields in which two versions of the master data differ,
// without the CPR number, which has a history of its own.
func fieldChanges(from, to model.Citizen) []fieldChange {
	all := []fieldChange{
		{"case_number", from.CaseNumber, to.CaseNumber},
		{"name", from.Name, to.Name},
		{"target_group", from.TargetGroup, to.TargetGroup},
		{"caseworker", from.Caseworker, to.Caseworker},
		{"team", from.Team, to.Team},
		{"opened", dateText(from.Opened), dateText(to.Opened)},
		{"closed", dateText(from.Closed), dateText(to.Closed)},
		{"close_reason", from.CloseReason, to.CloseReason},
	}
	return slices.DeleteFunc(all, func(c fieldChange) bool { return c.from == c.to })
}

// checkFieldChanges returns a [model.TooLongError] for a new text that is too long. One
// that does not change may be, from before texts had limits.
func checkFieldChanges(changes []fieldChange) error {
	for _, c := range changes {
		if err := model.CheckText(model.TextField(c.field), c.to); err != nil {
			return err
		}
	}
	return nil
}

// checkReason returns the reason for a change without the spaces around it, or
// [ErrNoReason], or a [model.TooLongError].
func checkReason(reason string) (string, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return "", ErrNoReason
	}
	return reason, model.CheckText(model.TextReason, reason)
}

func dateText(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

const (
	insertFieldChange = `insert into citizen_history (id, citizen_id, field, old_value, new_value, changed_by, changed_at, reason)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`
	insertCPRChange = `insert into cpr_history (id, citizen_id, old_cpr, new_cpr, changed_by, changed_at, reason)
		values ($1, $2, $3, $4, $5, $6, $7)`
	insertAnswerChange = `insert into answer_history (id, assessment_id, item, old_value, old_missing, new_value, new_missing,
			changed_by, changed_at, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
)
