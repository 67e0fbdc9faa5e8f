// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// A passphrase that somebody has known opens a key file from before it was changed, and
// with it today's register, until the data key is renewed.
func TestLeakedPassphrase(t *testing.T) {
	t.Parallel()
	for _, renew := range []bool{false, true} {
		var before []byte
		f := closed(t, func(f *fixture) {
			var err error
			before, err = os.ReadFile(filepath.Join(f.Dir(), vault.Name))
			f.must(err)
			f.must(f.ChangePassphrase(t.Context(), bytes.Clone(credentials.Passphrase), bytes.Clone(own)))
			if !renew {
				return
			}
			if renewed, err := f.RenewLeakedKey(t.Context(), nil); err != nil || !renewed {
				t.Errorf("an administrator renews the key at once: %v, %v", renewed, err)
			}
			if due, err := f.KeyRotationDue(t.Context()); err != nil || due {
				t.Errorf("the key is still to be renewed: %v, %v", due, err)
			}
		})
		f.must(f.opens(store.Credentials{Initials: "LKN", Passphrase: own}))
		f.must(os.WriteFile(filepath.Join(f.Dir(), vault.Name), before, 0o600))
		if err := f.opens(credentials); (err != nil) != renew {
			t.Errorf("with the key renewed %v, the old key file and passphrase give %v", renew, err)
		}
	}
}

// Whoever is no administrator asks the administrators.
func TestLeakedPassphraseOfACaseworker(t *testing.T) {
	t.Parallel()
	f := closed(t, func(f *fixture) {
		f.must(f.as("LKN", model.RoleAdministrator).SetPassphrase(t.Context(), "NOR", bytes.Clone(chosen)))
	})
	r, err := store.Open(t.Context(), f.Dir(), store.Credentials{Initials: "NOR", Passphrase: bytes.Clone(chosen)}, options)
	f.must(err)
	if _, err := r.RenewLeakedKey(t.Context(), nil); !errors.Is(err, store.ErrMustChangePassphrase) {
		t.Errorf("before the passphrase is changed: %v", err)
	}
	f.must(r.ChangePassphrase(t.Context(), bytes.Clone(chosen), bytes.Clone(own)))
	renewed, err := r.RenewLeakedKey(t.Context(), nil)
	if err != nil || renewed {
		t.Errorf("renewed %v, %v", renewed, err)
	}
	if due, err := r.KeyRotationDue(t.Context()); err != nil || !due {
		t.Errorf("the key is to be renewed: %v, %v", due, err)
	}
	f.must(r.Close())
}
