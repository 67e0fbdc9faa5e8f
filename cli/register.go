package cli

import (
	"context"
	"errors"

	"fremskridt/model"
	"fremskridt/model/store"
)

func (s *session) options() store.Options { return store.Options{Now: s.clock} }

// open opens the register of the flags for its user.
func (s *session) open(ctx context.Context, f registerFlags) (*store.Register, error) {
	pass, err := f.read()
	if err != nil {
		return nil, err
	}
	c := store.Credentials{Initials: f.User, Passphrase: pass}
	r, err := store.Open(ctx, f.Store, c, s.options())
	if errors.Is(err, store.ErrPassphraseNeeded) && s.ReadPassphrase != nil {
		if c.Passphrase, err = s.ReadPassphrase(s.words.T("cli.passphrase")); err != nil {
			return nil, err
		}
		r, err = store.Open(ctx, f.Store, c, s.options())
	}
	switch {
	case errors.Is(err, store.ErrNoRegister):
		return nil, &placedError{err, "error.no_register", []any{"Path", f.Store}}
	case errors.Is(err, store.ErrWhichUser):
		return nil, &placedError{err, "error.which_user", nil}
	case errors.Is(err, store.ErrUnknownUser):
		return nil, &placedError{err, "error.unknown_user", []any{"User", f.User}}
	}
	return r, err
}

// as gives the user access, in the first of the roles that the user holds.
func (s *session) as(ctx context.Context, r *store.Register, p model.Purpose, roles ...model.Role) (*store.Access, error) {
	a, err := r.As(ctx, p, roles...)
	if errors.Is(err, store.ErrForbidden) {
		return nil, &placedError{err, "error.forbidden", []any{"User", r.UnlockedBy()}}
	}
	return a, err
}

// create makes a register with the default instrument and vocabulary.
func (s *session) create(ctx context.Context, dir string, setup store.Setup, o store.Options) (*store.Register, string, error) {
	r, recoveryKey, err := store.Create(ctx, dir, setup, o)
	if errors.Is(err, store.ErrExists) {
		err = &placedError{err, "error.exists", []any{"Path", dir}}
	}
	return r, recoveryKey, err
}
