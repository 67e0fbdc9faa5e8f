package ui

import (
	"errors"
	"io/fs"

	"fremskridt/assets"
	"fremskridt/model/store"
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
	var newer *store.NewerError
	var path *fs.PathError
	switch {
	case store.FaultCode(err) != "":
		return w.T("error." + store.FaultCode(err))
	case errors.As(err, &newer):
		return w.T("error.newer")
	case errors.Is(err, store.ErrExists):
		return w.T("error.exists", "Path", placed.dir)
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return w.T("error.missing_path", "Path", path.Path)
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		return w.T("error.permission", "Path", path.Path)
	case errors.Is(err, store.ErrNoRegister):
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
	return w.T("error.other", "Message", err.Error())
}
