// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"errors"
	"strings"
	"unicode/utf8"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Passphrase judges a new passphrase while it is typed. The names are those that
// others know of its owner.
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
