// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"errors"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// ruleErrors are the errors by which the register and the key file refuse an
// operation, with the codes of their texts.
var ruleErrors = []struct {
	code string
	err  error
}{
	{"last_administrator", store.ErrLastAdministrator},
	{"initials_taken", store.ErrInitialsTaken},
	{"invalid_initials", store.ErrInvalidInitials},
	{"no_rule", store.ErrNoLogRetention},
	{"proposed", store.ErrAlreadyProposed},
	{"not_due", store.ErrNotDue},
	{"four_eyes", store.ErrFourEyes},
	{"traces", store.ErrTraces},
	{"changed", store.ErrChanged},
	{"unchanged", store.ErrUnchanged},
	{"no_reason", store.ErrNoReason},
	{"draft", store.ErrDraft},
	{"taken", store.ErrDuplicate},
	{"no_draft", store.ErrNotDraft},
	{"future_date", store.ErrFutureDate},
	{"same_user", store.ErrSameUser},
	{"others_entry", store.ErrSecondEntryTaken},
	{"not_complete", store.ErrNotComplete},
	{"keys_stale", vault.ErrStale},
	{"last_user", vault.ErrLastUser},
	{"last_user", store.ErrLastPassphrase},
	{"rotating", vault.ErrRotating},
	{"other_team", store.ErrOtherTeam},
	{"rights_wait", store.ErrRightsWait},
	{"must_change", store.ErrMustChangePassphrase},
	{"same_passphrase", store.ErrSamePassphrase},
	{"own_grant", store.ErrOwnGrant},
	{"nothing_waiting", store.ErrNothingWaiting},
	{"passphrase_of_giver", store.ErrPassphraseOfGiver},
	{"not_allowed", store.ErrForbidden},
	{"gone", store.ErrNotFound},
	{"which_user", store.ErrWhichUser},
}

// ruleCode is the code of a rule that refused an operation, or empty for another
// error.
func ruleCode(err error) string {
	for _, r := range ruleErrors {
		if errors.Is(err, r.err) {
			return r.code
		}
	}
	return ""
}
