package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Faults of the medium, which callers turn into sentences.
var (
	ErrReadOnly = errors.New("the register cannot be written to")
	ErrDamaged  = errors.New("the register's database is damaged or is none")
	ErrFull     = errors.New("the disk is full")
	ErrBusy     = errors.New("somebody else is writing to the register")
	ErrVanished = errors.New("the register is no longer where it was opened")
)

// FaultCode is the name of the fault of the medium that an error stems from, for
// looking its words up, or "" for another error.
func FaultCode(err error) string {
	for code, fault := range map[string]error{
		"read_only": ErrReadOnly, "damaged": ErrDamaged, "full": ErrFull, "busy": ErrBusy, "vanished": ErrVanished,
	} {
		if errors.Is(err, fault) {
			return code
		}
	}
	return ""
}

// fault adds what a caller can act on to an error of the database.
func fault(err error) error {
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
		kind = ErrFull
	case sqlite3.SQLITE_BUSY:
		kind = ErrBusy
	default:
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// present reports ErrVanished where the database's file is no longer there: what
// is written to a file that was deleted is lost when it is closed.
func (r *Register) present() error {
	if _, err := os.Stat(filepath.Join(r.dir, databaseName)); errors.Is(err, os.ErrNotExist) {
		return ErrVanished
	}
	return nil
}
