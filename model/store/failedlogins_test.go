// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

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

// A wrong passphrase at the screen that a citizen has used is a failed log-in like any
// other: it is logged, and after five the next must wait.
func TestOwnPassphraseIsALogIn(t *testing.T) {
	t.Parallel()
	now := time.Date(2028, time.February, 29, 12, 0, 0, 0, time.UTC)
	o := options
	o.Now = func() time.Time { return now }
	f := closed(t, func(*fixture) {})
	r, err := store.Open(t.Context(), f.Dir(), credentials, o)
	f.must(err)
	f.Register = r
	t.Cleanup(func() { f.must(r.Close()) })
	failed := func() int {
		return f.count(`select count(*) from access_log where action = 'failed_log_in' and initials = 'LKN'`)
	}
	for range 5 {
		if err := r.CheckOwnPassphrase(t.Context(), []byte("noget helt andet")); !errors.Is(err, store.ErrWrongPassphrase) {
			t.Fatal(err)
		}
	}
	var wait *store.WaitError
	if err := r.CheckOwnPassphrase(t.Context(), bytes.Clone(credentials.Passphrase)); !errors.As(err, &wait) {
		t.Fatalf("the sixth attempt does not wait: %v", err)
	}
	now = now.Add(wait.For)
	f.must(r.CheckOwnPassphrase(t.Context(), bytes.Clone(credentials.Passphrase)))
	if n := failed(); n != 5 {
		t.Errorf("%d failures are in the log, want 5", n)
	}
	f.must(r.CheckOwnPassphrase(t.Context(), bytes.Clone(credentials.Passphrase)))
	if n := failed(); n != 5 {
		t.Errorf("%d failures are in the log after another success", n)
	}
}
