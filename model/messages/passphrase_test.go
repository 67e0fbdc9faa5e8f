// SPDX-License-Identifier: MPL-2.0

package messages_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

func TestPassphraseIsJudgedWhileWritten(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	for _, c := range []struct {
		text, want string
		good       bool
	}{
		{"", "Adgangskoden skal have mindst 12 tegn. Fire almindelige ord er godt.", false},
		{"fire ord om", "Mangler mindst 1 tegn. Fire almindelige ord er godt.", false},
		{"eksempelkøbing", "Adgangskoden er ikke meget mere end et navn, andre kender. Fire almindelige ord er godt.", false},
		{"fire ord om vejret", "Den er god.", true},
	} {
		got, good := messages.Passphrase(w, c.text, "Eksempelkøbing", "LKN")
		if got != c.want || good != c.good {
			t.Errorf("%q: %q, %v", c.text, got, good)
		}
	}
}
