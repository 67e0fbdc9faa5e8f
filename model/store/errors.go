package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Faults of the medium, which callers turn into sentences.
var (
	ErrReadOnly = errors.New("the register cannot be written to")
	ErrDamaged  = errors.New("the register's database is damaged or is none")
	ErrDiskFull = errors.New("the disk is full")
	ErrBusy     = errors.New("somebody else is writing to the register")
	ErrVanished = errors.New("the register is no longer where it was opened")
)

// ErrorCode is the name of the fault of the medium or of the keys that an error
// stems from, for looking its words up, or "" for another error.
func ErrorCode(err error) string {
	for _, f := range []struct {
		code string
		is   error
	}{
		{"read_only", ErrReadOnly},
		{"damaged", ErrDamaged},
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
		if errors.Is(err, f.is) {
			return f.code
		}
	}
	return ""
}

// mapError adds what a caller can act on to an error of the database.
func mapError(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	var kind error
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		kind = ErrReadOnly
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		kind = ErrDamaged
	case sqlite3.SQLITE_IOERR & 0xff:
		if e.Code() != sqlite3.SQLITE_IOERR_DATA { // a page that does not open
			return err
		}
		kind = ErrDamaged
	case sqlite3.SQLITE_FULL:
		kind = ErrDiskFull
	case sqlite3.SQLITE_BUSY:
		kind = ErrBusy
	default:
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}
