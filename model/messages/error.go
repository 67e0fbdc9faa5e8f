// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"context"
	"errors"
	"io/fs"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Error is an error with the message that users see instead of it.
type Error struct {
	Message model.Message // its text has the key "error." and the code
	Err     error         // the cause; may be nil
}

// New returns an error with a message and no cause.
func New(code string, args ...any) error { return Wrap(nil, code, args...) }

// Wrap gives an error a message: a code of the catalogue, and the names and values
// that its text contains.
func Wrap(err error, code string, args ...any) error {
	return &Error{Message: model.NewMessage(code, args...), Err: err}
}

// Error is the text for developers.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message.String()
	}
	return e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Crash returns a crash with the sentence that says where its crash file is. failed is
// why there is none.
func Crash(c *crash.Error, file string, failed error) error {
	if failed != nil {
		return Wrap(c, "crash_unwritten")
	}
	return Wrap(c, "crash", "Path", file)
}

// ErrorCode returns the code of an error for the program's log: that of its message or
// of the register or, for an error without one, its types. It quotes no text, which
// may be about a person.
func ErrorCode(err error) string {
	var own *Error
	switch {
	case errors.Is(err, context.Canceled):
		return "interrupted"
	case store.IsDiskFull(err):
		return "full"
	case errors.As(err, &own):
		return own.Message.Code
	}
	for _, code := range []string{store.ErrorCode(err), ruleCode(err)} {
		if code != "" {
			return code
		}
	}
	return crash.Types(err)
}

// WrapOpen adds the folder and the user to an error of opening, creating or copying a
// register, where the sentence names them. Other errors are returned as they are.
func WrapOpen(err error, dir, user string) error {
	var older *store.OlderError
	var backup *store.BackupError
	switch {
	case errors.As(err, &backup) && backup.Made.IsZero():
		return Wrap(err, "is_backup_unreadable", "Path", dir)
	case errors.As(err, &backup):
		at := backup.Made.Local()
		return Wrap(err, "is_backup", "Path", dir, "Day", model.DateOf(at), "Time", at.Format("15:04"))
	case errors.As(err, &older):
		return Wrap(err, "older", "Path", dir)
	case errors.Is(err, store.ErrExists) || errors.Is(err, fs.ErrExist):
		return Wrap(err, "exists", "Path", dir)
	case errors.Is(err, store.ErrNotRegister):
		return Wrap(err, "no_register", "Path", dir)
	case errors.Is(err, store.ErrUnfinished):
		return Wrap(err, "unfinished", "Path", dir)
	case errors.Is(err, store.ErrNotBackup):
		return Wrap(err, "not_backup", "Path", dir)
	case errors.Is(err, store.ErrUnknownUser):
		return Wrap(err, "unknown_user", "User", user)
	}
	return err
}
