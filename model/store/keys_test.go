// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// opens closes the register and reports whether the credentials open it.
func (f *fixture) opens(c store.Credentials) error {
	f.Helper()
	r, err := store.Open(f.Context(), f.Dir(), c, options)
	if err != nil {
		return err
	}
	return r.Close()
}

// closed returns a fixture with its register closed.
func closed(t *testing.T, last func(f *fixture)) *fixture {
	t.Helper()
	s := setup(t)
	r, _, err := store.Create(t.Context(), t.TempDir()+"/r.fremskridt", s, options)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{TB: t, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
	f.must(f.as("LKN", model.RoleAdministrator).PutUser(t.Context(),
		model.User{Initials: "NOR", Name: "Nora", Roles: []model.Role{model.RoleCaseworker}, Teams: []string{"Team Nord"}, Active: true}))
	last(f)
	f.must(r.Close())
	return f
}

var (
	chosen = []byte("valgt af en anden i dag")
	own    = []byte("min egen lange sætning")
)

func TestAUserGetsAPassphraseAndChangesIt(t *testing.T) {
	t.Parallel()
	f := closed(t, func(f *fixture) {
		if f.HasPassphrase("NOR") {
			t.Error("NOR has a passphrase from the beginning")
		}
		f.must(f.as("LKN", model.RoleAdministrator).SetPassphrase(t.Context(), "nor", chosen))
	})
	r, err := store.Open(t.Context(), f.Dir(), store.Credentials{Initials: "nor", Passphrase: chosen}, options)
	f.must(err)
	if r.UnlockedBy() != "NOR" || !r.MustChangePassphrase() {
		t.Errorf("%s is there, and must change: %v", r.UnlockedBy(), r.MustChangePassphrase())
	}
	if _, err := r.As(t.Context(), model.ForCasework, model.RoleCaseworker); !errors.Is(err, store.ErrMustChangePassphrase) {
		t.Errorf("got %v before the change, want %v", err, store.ErrMustChangePassphrase)
	}
	if err := r.ChangePassphrase(t.Context(), own, []byte("en anden lang sætning")); !errors.Is(err, store.ErrWrongPassphrase) {
		t.Errorf("changed with another old one: %v", err)
	}
	if err := r.ChangePassphrase(t.Context(), chosen, chosen); !errors.Is(err, store.ErrSamePassphrase) {
		t.Errorf("changed to itself: %v", err)
	}
	var weak *vault.WeakError
	if err := r.ChangePassphrase(t.Context(), chosen, []byte("nora eksempelkøbing")); !errors.As(err, &weak) {
		t.Errorf("changed to the name of the municipality: %v", err)
	}
	f.must(r.ChangePassphrase(t.Context(), chosen, own))
	_, err = r.As(t.Context(), model.ForCasework, model.RoleCaseworker)
	f.must(err)
	if r.MustChangePassphrase() {
		t.Error("must still change")
	}
	f.must(r.Close())
	if err := f.opens(store.Credentials{Initials: "NOR", Passphrase: chosen}); !errors.Is(err, store.ErrWrongPassphrase) {
		t.Errorf("the old one opens: %v", err)
	}
	f.must(f.opens(store.Credentials{Initials: "NOR", Passphrase: own}))
	f.must(f.opens(credentials))
}

// A deactivated user can open the register neither with the passphrase nor with an old data key.
func TestAUserWhoLeaves(t *testing.T) {
	t.Parallel()
	f := closed(t, func(f *fixture) {
		admin := f.as("LKN", model.RoleAdministrator)
		f.must(f.GivePassphrase("NOR", own))
		f.add(f.history(1, "Åse Prøvesen"))
		f.must(admin.PutUser(t.Context(), model.User{Initials: "NOR", Roles: []model.Role{model.RoleCaseworker}}))
		if due, err := f.KeyRotationDue(t.Context()); err != nil || !due {
			t.Errorf("the key is to be rotated: %v, %v", due, err)
		}
		before, err := f.Counts(t.Context())
		f.must(err)
		f.must(admin.RotateKey(t.Context(), nil))
		if due, err := f.KeyRotationDue(t.Context()); err != nil || due {
			t.Errorf("the key is still to be rotated: %v, %v", due, err)
		}
		after, err := f.Counts(t.Context())
		f.must(err)
		if before.LogLines++; after != before {
			t.Errorf("there was %+v and is %+v", before, after)
		}
		f.add(f.history(2, "Bo Fiktivsen")) // it can be written on
		if v, err := admin.Verify(t.Context()); err != nil || !v.Sound() {
			t.Errorf("%+v, %v", v, err)
		}
	})
	if err := f.opens(store.Credentials{Initials: "NOR", Passphrase: own}); !errors.Is(err, store.ErrWrongPassphrase) {
		t.Errorf("NOR opens it: %v", err)
	}
	f.must(f.opens(credentials))
}

func TestRecover(t *testing.T) {
	t.Parallel()
	dir := t.TempDir() + "/r.fremskridt"
	r, key, err := store.Create(t.Context(), dir, setup(t), options)
	if err == nil {
		err = r.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Recover(t.Context(), dir, key, "XYZ", own, options); !errors.Is(err, store.ErrUnknownUser) {
		t.Errorf("without initials: %v", err)
	}
	if _, err := store.Recover(t.Context(), dir, key[:len(key)-1]+"?", "LKN", own, options); !errors.Is(err, vault.ErrRecoveryTypo) {
		t.Errorf("mistyped: %v", err)
	}
	r, err = store.Recover(t.Context(), dir, key, "lkn", own, options)
	if err != nil {
		t.Fatal(err)
	}
	a, err := r.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	next, err := a.NewRecoveryKey(t.Context())
	if err != nil || next == key {
		t.Errorf("a new key %s, %v", next, err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Recover(t.Context(), dir, key, "LKN", own, options); !errors.Is(err, store.ErrWrongPassphrase) {
		t.Errorf("the old key opens: %v", err)
	}
	r, err = store.Open(t.Context(), dir, store.Credentials{Initials: "LKN", Passphrase: own}, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

// Failed log-ins are logged at the next successful one, and delay further attempts.
func TestFailedLogInsAreLogged(t *testing.T) {
	t.Parallel()
	f := closed(t, func(*fixture) {})
	for range 5 {
		if err := f.opens(store.Credentials{Initials: "LKN", Passphrase: own}); !errors.Is(err, store.ErrWrongPassphrase) {
			t.Fatal(err)
		}
	}
	var wait *store.WaitError
	if err := f.opens(credentials); !errors.As(err, &wait) || wait.For <= 0 {
		t.Fatalf("after five failures: %v", err)
	}
	later := options
	at := noon()
	later.Now = func() time.Time { return at.Add(time.Minute) }
	r, err := store.Open(t.Context(), f.Dir(), credentials, later)
	f.must(err)
	defer r.Close()
	n, err := r.Count(t.Context(), `select count(*) from access_log where action = 'failed_log_in' and initials = 'LKN'`)
	if err != nil || n != 5 {
		t.Errorf("%d failures logged, %v", n, err)
	}
}
