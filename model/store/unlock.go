// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Errors of unlocking a register.
var (
	// ErrWrongPassphrase is returned for a wrong user or a wrong passphrase.
	ErrWrongPassphrase = vault.ErrWrongPassphrase
	// ErrKeysChanged is returned where keys.json was not written by the program.
	ErrKeysChanged = vault.ErrTampered
	// ErrPassphraseNeeded is returned for an empty passphrase, unless the
	// municipality is invented.
	ErrPassphraseNeeded = errors.New("the register needs a passphrase")
	// ErrWhichUser is returned for empty initials where there are several users.
	ErrWhichUser = errors.New("which user")
	// ErrKeysMissing is returned for a register without its key file.
	ErrKeysMissing = errors.New("the register's keys are missing")
	// ErrBrokenLog is returned where the disk has lost synced writes.
	ErrBrokenLog = pages.ErrBrokenLog
)

// Credentials identify the user who opens a register. Initials may be empty
// where the register has one user, and Passphrase where the municipality is
// invented.
type Credentials struct {
	Initials   string
	Passphrase []byte
}

// WaitError is returned when too many log-ins have failed.
type WaitError struct {
	For time.Duration
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("too many failed log-ins; the next may be tried in %s", e.For)
}

// unlock decrypts the keys of a register. A failed attempt is recorded in the
// folder until the next log-in moves it to the access log.
func unlock(dir string, c Credentials, now time.Time) (*vault.Opened, error) {
	wait, err := vault.Wait(dir, now)
	if err != nil {
		return nil, err
	}
	if wait > 0 {
		return nil, &WaitError{For: wait}
	}
	keys, file, err := tryUnlock(dir, c)
	if errors.Is(err, vault.ErrWrongPassphrase) {
		return nil, errors.Join(err, vault.RecordFailure(dir, file, newFailure(c.Initials, now)))
	}
	return keys, err
}

// unlockUnrecorded decrypts the keys of a backup.
func unlockUnrecorded(dir string, c Credentials) (*vault.Opened, error) {
	keys, _, err := tryUnlock(dir, c)
	return keys, err
}

func tryUnlock(dir string, c Credentials) (*vault.Opened, *vault.File, error) {
	file, err := vault.Read(filepath.Join(dir, vault.Name))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, ErrKeysMissing
	}
	if err != nil {
		return nil, nil, err
	}
	if c.Initials == "" && file.Users() != 1 {
		return nil, nil, ErrWhichUser
	}
	if len(c.Passphrase) == 0 {
		if !file.Invented() {
			return nil, nil, ErrPassphraseNeeded
		}
		c.Passphrase = []byte(vault.InventedPassphrase)
	}
	keys, err := file.Unlock(c.Initials, c.Passphrase)
	return keys, file, err
}

func newFailure(initials string, now time.Time) vault.Failure {
	f := vault.Failure{At: now, Initials: initials}
	f.Host, _ = os.Hostname() // empty where the system does not know it
	if u, err := user.Current(); err == nil {
		f.OSUser = u.Username
	}
	return f
}
