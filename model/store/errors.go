// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Errors of the medium that holds a register.
var (
	ErrReadOnly = errors.New("the register cannot be written to")
	ErrDamaged  = errors.New("the register's database is damaged or not a database")
	ErrDisk     = errors.New("the disk failed to read or write")
	ErrDiskFull = errors.New("the disk is full")
	ErrBusy     = errors.New("the register is locked by another writer")
	ErrVanished = errors.New("the register is no longer in the folder it was opened in")
)

// ErrorCode returns the code of an error of the medium or of the keys, by which a
// catalogue finds its sentence; empty for any other error.
func ErrorCode(err error) string {
	for _, e := range []struct {
		code string
		is   error
	}{
		{"read_only", ErrReadOnly},
		{"stale_log", ErrStaleLog},
		{"damaged", ErrDamaged},
		{"disk", ErrDisk},
		{"full", ErrDiskFull},
		{"busy", ErrBusy},
		{"vanished", ErrVanished},
		{"network", ErrNetwork},
		{"wrong_passphrase", ErrWrongPassphrase},
		{"passphrase_needed", ErrPassphraseNeeded},
		{"keys_missing", ErrKeysMissing},
		{"keys_changed", ErrKeysChanged},
		{"keys_newer", vault.ErrVersion},
		{"keys_damaged", vault.ErrFormat},
		{"recovery_typo", vault.ErrRecoveryTypo},
		{"broken_log", ErrBrokenLog},
		{"another_layout", pages.ErrVersion},
		{"another_key", pages.ErrUnknownKey},
	} {
		if errors.Is(err, e.is) {
			return e.code
		}
	}
	return ""
}

// IsDiskFull reports whether a register or any other file could not be written for
// lack of space.
func IsDiskFull(err error) bool { return errors.Is(err, ErrDiskFull) || isDiskFull(err) }

// mediumError is an error of SQLite or of the system with its kind, on which
// callers act. Its text is that of the kind, so that no user reads SQLite's.
type mediumError struct{ kind, cause error }

func (e *mediumError) Error() string { return e.kind.Error() }

func (e *mediumError) Unwrap() []error { return []error{e.kind, e.cause} }

// mapError adds its kind to an error of SQLite or of the system. It is called
// where such errors enter the package: by the driver ([connector]) and by the
// functions of files.go.
func mapError(err error) error {
	if err == nil {
		return nil
	}
	kind := errorKind(err)
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return &mediumError{kind: kind, cause: err}
}

func errorKind(err error) error {
	var e *sqlite.Error
	switch {
	case errors.As(err, &e):
		return sqliteErrorKind(e.Code())
	case isReadOnly(err):
		return ErrReadOnly
	case isDiskFull(err):
		return ErrDiskFull
	case errors.Is(err, syscall.EIO):
		return ErrDisk
	}
	return nil
}

// sqliteErrorKind maps an extended result code (https://sqlite.org/rescode.html).
func sqliteErrorKind(code int) error {
	switch code {
	case sqlite3.SQLITE_IOERR_DATA, // from [pages]: a page that does not authenticate
		sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS:
		return ErrDamaged
	}
	if code == sqlite3.SQLITE_IOERR_SHMSIZE { // no room for the index of the log
		return ErrDiskFull
	}
	switch code & 0xff {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT:
		return ErrDamaged
	case sqlite3.SQLITE_IOERR:
		return ErrDisk
	case sqlite3.SQLITE_FULL:
		return ErrDiskFull
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return ErrBusy
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	}
	return nil
}

// wrapError adds what failed to the error that a function is about to return.
// Defer it with the function's named result.
func wrapError(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
	}
}
