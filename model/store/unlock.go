package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Errors of unlocking a register.
var (
	// ErrWrongPassphrase says that the user or the passphrase is wrong, and not
	// which.
	ErrWrongPassphrase = vault.ErrWrongPassphrase
	// ErrKeysChanged says that keys.json was changed by another than the program.
	ErrKeysChanged = vault.ErrTampered
	// ErrPassphraseNeeded says that a register was to be opened without a
	// passphrase and is none of an invented municipality.
	ErrPassphraseNeeded = errors.New("the register needs a passphrase")
	// ErrWhichUser says that the register has several users and none was named.
	ErrWhichUser = errors.New("which user")
	// ErrKeysMissing says that a register has its database and not its keys.
	ErrKeysMissing = errors.New("the register's keys are missing")
	// ErrBrokenLog says that the medium lost what had been written safely.
	ErrBrokenLog = pages.ErrBrokenLog
)

// Credentials are what a user opens a register with. Initials may be left out
// where the register has one user, and the passphrase where it is the register
// of an invented municipality.
type Credentials struct {
	Initials   string
	Passphrase []byte
}

// WaitError says that too many log-ins failed and when the next may be tried.
type WaitError struct {
	For time.Duration
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("too many failed log-ins; the next may be tried in %s", e.For)
}

// unlock opens the keys of a register in a folder. A failed try is kept for the
// access log, which lies in what did not open.
func unlock(dir string, c Credentials, now time.Time) (*vault.Opened, error) {
	wait, err := vault.Wait(dir, now)
	if err != nil {
		return nil, err
	}
	if wait > 0 {
		return nil, &WaitError{For: wait}
	}
	file, err := vault.Read(filepath.Join(dir, vault.Name))
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrKeysMissing
	}
	if err != nil {
		return nil, err
	}
	if c.Initials == "" && file.Users() != 1 {
		return nil, ErrWhichUser
	}
	if len(c.Passphrase) == 0 {
		if !file.Invented() {
			return nil, ErrPassphraseNeeded
		}
		c.Passphrase = []byte(vault.Published)
	}
	keys, err := file.Unlock(c.Initials, c.Passphrase)
	if errors.Is(err, vault.ErrWrongPassphrase) {
		return nil, errors.Join(err, vault.RecordFailure(dir, file, newFailure(c.Initials, now)))
	}
	return keys, err
}

func newFailure(initials string, now time.Time) vault.Failure {
	f := vault.Failure{At: now, Initials: initials}
	f.Host, _ = os.Hostname() // unnamed where the system does not tell
	if u, err := user.Current(); err == nil {
		f.OSUser = u.Username
	}
	return f
}

// logIn finds the user who has unlocked a register, and writes into its log that
// the user is there and who failed before.
func (r *Register) logIn(ctx context.Context, initials string) error {
	u, err := r.userOfKeys(ctx, initials)
	if err != nil {
		return err
	}
	r.openedBy = u.Initials
	taken, err := r.keys.TakeFailures(r.dir)
	if err != nil {
		return err
	}
	err = r.db.writeTx(ctx, func(tx *sql.Tx) error {
		for _, f := range taken.Failures {
			if err := appendLog(ctx, tx, logLine{
				At: formatTime(f.At), Initials: f.Initials, Action: ActionFailedLogIn, Purpose: model.ForAdministration,
				Detail: model.NewMessage("log_in", "user", f.OSUser, "host", f.Host).String(),
			}); err != nil {
				return err
			}
		}
		if taken.Damaged > 0 {
			if err := appendLog(ctx, tx, logLine{
				At: formatTime(r.now()), Initials: "?", Action: ActionFailedLogIn, Purpose: model.ForAdministration,
				Detail: model.NewMessage("unreadable_log_ins", "count", taken.Damaged).String(),
			}); err != nil {
				return err
			}
		}
		return appendLog(ctx, tx, logLine{
			At: formatTime(r.now()), Initials: u.Initials, Action: ActionLogIn, Purpose: model.ForAdministration,
		})
	})
	if err != nil {
		return fmt.Errorf("write access log: %w", err)
	}
	return taken.Forget()
}

// userOfKeys is the active user of the initials, or the only one with a slot
// among the keys where none are given.
func (r *Register) userOfKeys(ctx context.Context, initials string) (model.User, error) {
	if initials != "" {
		return r.user(ctx, initials)
	}
	users, err := r.Users(ctx)
	if err != nil {
		return model.User{}, err
	}
	for _, u := range users {
		if u.Active && r.keys.HasUser(u.Initials) {
			return u, nil
		}
	}
	return model.User{}, ErrUnknownUser
}

// LockedInfo is what can be told of a register before anybody has opened it.
type LockedInfo struct {
	Users    int  // who can open it
	Invented bool // opens without a passphrase
}

// Peek looks at a register that is not open.
func Peek(dir string) (LockedInfo, error) {
	if _, err := os.Stat(filepath.Join(dir, databaseName)); err != nil {
		return LockedInfo{}, fmt.Errorf("look at register %s: %w", dir, ErrNotRegister)
	}
	file, err := vault.Read(filepath.Join(dir, vault.Name))
	if errors.Is(err, os.ErrNotExist) {
		err = ErrKeysMissing
	}
	if err != nil {
		return LockedInfo{}, fmt.Errorf("look at register %s: %w", dir, err)
	}
	return LockedInfo{Users: file.Users(), Invented: file.Invented()}, nil
}
