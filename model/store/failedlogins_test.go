// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// A user learns of wrong passphrases with the own initials since the last log-in, also
// where another user has logged in since.
func TestFailedLogInsAreSaid(t *testing.T) {
	t.Parallel()
	f := closed(t, func(f *fixture) {
		f.must(f.as("LKN", model.RoleAdministrator).SetPassphrase(t.Context(), "NOR", chosen))
	})
	found := func(c store.Credentials) int {
		t.Helper()
		r, err := store.Open(t.Context(), f.Dir(), c, options)
		f.must(err)
		failed, err := r.FailedLogIns(t.Context())
		f.must(err)
		if (failed.Count == 0) != failed.Latest.IsZero() {
			t.Errorf("%d attempts, the latest at %v", failed.Count, failed.Latest)
		}
		f.must(r.Close())
		return failed.Count
	}
	wrong := func(initials string) {
		t.Helper()
		if err := f.opens(store.Credentials{Initials: initials, Passphrase: []byte("noget helt andet")}); !errors.Is(err, store.ErrWrongPassphrase) {
			t.Fatal(err)
		}
	}
	nor := store.Credentials{Initials: "NOR", Passphrase: chosen}
	if n := found(nor); n != 0 {
		t.Errorf("%d attempts before the first log-in", n)
	}
	wrong("nor")
	wrong("NOR")
	wrong("LKN")
	if n := found(credentials); n != 1 {
		t.Errorf("the administrator learns of %d attempts, want 1", n)
	}
	if n := found(nor); n != 2 {
		t.Errorf("the user learns of %d attempts, want 2", n)
	}
	if n := found(nor); n != 0 {
		t.Errorf("the same %d attempts are said twice", n)
	}
}
