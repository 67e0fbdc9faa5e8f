package ui

import (
	"errors"
	"os"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// placedError is an error at a folder or of a user, which its sentence names.
type placedError struct {
	err       error
	dir, user string
}

func (e *placedError) Error() string { return e.err.Error() }
func (e *placedError) Unwrap() error { return e.err }

// sentence makes an error into words that say what to do.
func sentence(w *assets.Words, err error) string {
	var placed placedError
	if p := (*placedError)(nil); errors.As(err, &p) {
		placed = *p
	}
	if s, ok := messages.Error(w, err); ok {
		return s
	}
	switch {
	case errors.Is(err, store.ErrExists) || errors.Is(err, os.ErrExist):
		return w.T("error.exists", "Path", placed.dir)
	case errors.Is(err, store.ErrNotRegister):
		return w.T("error.no_register", "Path", placed.dir)
	case errors.Is(err, store.ErrUnknownUser):
		return w.T("error.unknown_user", "User", placed.user)
	case errors.Is(err, store.ErrForbidden) && placed.user != "":
		return w.T("error.no_casework", "User", placed.user)
	case errors.Is(err, store.ErrForbidden):
		return w.T("error.not_allowed")
	case errors.Is(err, store.ErrNotFound):
		return w.T("error.gone")
	}
	return messages.Other(w, err)
}
