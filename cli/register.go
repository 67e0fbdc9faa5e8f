package cli

import (
	"context"
	"errors"

	"fremskridt/model"
	"fremskridt/model/store"
)

func (s *session) options() store.Options { return store.Options{Now: s.clock} }

// open opens the register of the flags and finds who uses it.
func (s *session) open(ctx context.Context, f registerFlags) (r *store.Register, user string, err error) {
	r, err = store.Open(ctx, f.Store, s.options())
	if errors.Is(err, store.ErrNoRegister) {
		err = &placedError{err, "error.no_register", []any{"Path", f.Store}}
	}
	if err != nil {
		return nil, "", err
	}
	if f.User != "" {
		return r, f.User, nil
	}
	users, err := r.Users(ctx)
	if err == nil && len(users) != 1 {
		err = &placedError{errors.New("which user"), "error.which_user", nil}
	}
	if err != nil {
		return nil, "", errors.Join(err, r.Close())
	}
	return r, users[0].Initials, nil
}

// as gives the user access, in the first of the roles that the user holds.
func (s *session) as(ctx context.Context, r *store.Register, user string, p model.Purpose, roles ...model.Role) (*store.Access, error) {
	a, err := r.As(ctx, user, p, roles...)
	switch {
	case errors.Is(err, store.ErrUnknownUser):
		return nil, &placedError{err, "error.unknown_user", []any{"User", user}}
	case errors.Is(err, store.ErrForbidden):
		return nil, &placedError{err, "error.forbidden", []any{"User", user}}
	}
	return a, err
}

// create makes a register with the default instrument and vocabulary.
func (s *session) create(ctx context.Context, dir string, setup store.Setup, o store.Options) (*store.Register, error) {
	r, err := store.Create(ctx, dir, setup, o)
	if errors.Is(err, store.ErrExists) {
		err = &placedError{err, "error.exists", []any{"Path", dir}}
	}
	return r, err
}
