package messages

import (
	"errors"
	"strings"
	"unicode/utf8"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// ruleCode is the name of a rule of the register that an error says was broken,
// for looking its words up, or "" for another error.
func ruleCode(err error) string {
	for _, r := range []struct {
		code string
		is   error
	}{
		{"last_administrator", store.ErrLastAdministrator},
		{"initials_taken", store.ErrInitialsTaken},
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
		{"rotating", vault.ErrRotating},
	} {
		if errors.Is(err, r.is) {
			return r.code
		}
	}
	return ""
}

// Passphrase is a sentence about a new passphrase while it is written, and
// whether it will do. The names are what others know of its owner.
func Passphrase(w *assets.Words, text string, names ...string) (sentence string, good bool) {
	var weak *vault.WeakError
	if !errors.As(vault.CheckPassphrase([]byte(text), names...), &weak) {
		return w.T("passphrase.good"), true
	}
	written := utf8.RuneCountInString(strings.TrimSpace(text))
	if weak.Reason == vault.TooShort && written > 0 {
		return w.N("passphrase.left", max(1, vault.MinLength-written)), false
	}
	return w.T("weak." + string(weak.Reason)), false
}
