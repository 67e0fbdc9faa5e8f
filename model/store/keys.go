package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// updateKeys runs fn on the keys, alone, and saves them where it succeeds.
func (r *Register) updateKeys(fn func(*vault.Opened) error) error {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	if r.keys == nil {
		return ErrKeysMissing
	}
	if err := fn(r.keys); err != nil {
		return err
	}
	return r.keys.Save(filepath.Join(r.dir, vault.Name))
}

// HasPassphrase reports whether a user can open the register.
func (r *Register) HasPassphrase(initials string) bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	return r.keys != nil && r.keys.HasUser(initials)
}

// isOnlyKeyHolder reports whether nobody but a user has a passphrase.
func (r *Register) isOnlyKeyHolder(initials string) bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	return r.keys != nil && r.keys.Users() == 1 && r.keys.HasUser(initials)
}

// MustChangePassphrase reports whether the register was opened with a passphrase
// that an administrator chose.
func (r *Register) MustChangePassphrase() bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	return r.keys != nil && r.keys.MustChange()
}

// CheckPassphrase is a *vault.WeakError for a passphrase that would be guessed.
func (r *Register) CheckPassphrase(ctx context.Context, initials string, pass []byte) error {
	users, err := r.Users(ctx)
	if err != nil {
		return err
	}
	known := []string{r.municipality, initials}
	for _, u := range users {
		if strings.EqualFold(u.Initials, initials) {
			known = append(known, u.Name)
		}
	}
	return vault.CheckPassphrase(pass, known...)
}

// SetPassphrase gives an active user a passphrase, which the user must change at
// the next log-in. It is for administrators.
func (a *Access) SetPassphrase(ctx context.Context, initials string, pass []byte) error {
	if err := a.requireRole(ctx, "passphrase", "", model.RoleAdministrator); err != nil {
		return err
	}
	u, err := a.r.user(ctx, initials)
	if err == nil {
		err = a.r.CheckPassphrase(ctx, u.Initials, pass)
	}
	if err == nil {
		err = a.logAndUpdateKeys(ctx, model.NewMessage("passphrase", "initials", u.Initials), func(k *vault.Opened) error {
			return k.SetUser(u.Initials, pass, a.r.cost, true)
		})
	}
	if err != nil {
		return fmt.Errorf("set passphrase of %s: %w", initials, err)
	}
	return nil
}

// ChangePassphrase replaces the user's own passphrase. It is ErrWrongPassphrase
// where the old one is another.
func (a *Access) ChangePassphrase(ctx context.Context, old, pass []byte) error {
	err := a.r.CheckPassphrase(ctx, a.user.Initials, pass)
	if err == nil {
		err = a.logAndUpdateKeys(ctx, model.NewMessage("own_passphrase"), func(k *vault.Opened) error {
			return k.ChangePassphrase(a.user.Initials, old, pass, a.r.cost)
		})
	}
	if err != nil {
		return fmt.Errorf("change passphrase: %w", err)
	}
	return nil
}

// NewRecoveryKey makes a new recovery key, to be printed and kept nowhere. The
// one before opens nothing any more. It is for administrators.
func (a *Access) NewRecoveryKey(ctx context.Context) (key string, err error) {
	if err := a.requireRole(ctx, "recovery_key", "", model.RoleAdministrator); err != nil {
		return "", err
	}
	err = a.logAndUpdateKeys(ctx, model.NewMessage("recovery_key"), func(k *vault.Opened) (err error) {
		key, err = k.NewRecovery()
		return err
	})
	if err != nil {
		return "", fmt.Errorf("make recovery key: %w", err)
	}
	return key, nil
}

// logAndUpdateKeys logs a change of the keys and makes it. The line comes first: a
// change that then fails is in the log as one that was wanted.
func (a *Access) logAndUpdateKeys(ctx context.Context, detail model.Message, fn func(*vault.Opened) error) error {
	if err := a.logAccess(ctx, ActionChange, "", detail.Code, detail.Args...); err != nil {
		return err
	}
	return a.r.updateKeys(fn)
}

// revokePassphrase takes the keys from a user who is no longer active. The user
// has known the data key, so it is due to be rotated.
func (r *Register) revokePassphrase(ctx context.Context, initials string) error {
	if !r.HasPassphrase(initials) {
		return nil
	}
	err := r.db.writeTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update register set key_rotation_due = 1`)
		return err
	})
	if err != nil {
		return err
	}
	return r.updateKeys(func(k *vault.Opened) error { return k.RemoveUser(initials) })
}

// KeyRotationDue reports whether somebody who knows the data key has left since
// it was made.
func (r *Register) KeyRotationDue(ctx context.Context) (due bool, err error) {
	err = r.db.read.QueryRowContext(ctx, `select key_rotation_due from register`).Scan(&due)
	if err != nil {
		return false, fmt.Errorf("read register: %w", err)
	}
	return due, nil
}

// Recover opens a register with its recovery key and gives an active user a new
// passphrase.
func Recover(ctx context.Context, dir, recoveryKey, initials string, pass []byte, o Options) (*Register, error) {
	var found model.User
	r, err := openWith(ctx, dir, o, func(r *Register) (err error) {
		file, err := vault.Read(filepath.Join(dir, vault.Name))
		if err != nil {
			return err
		}
		r.keys, err = file.Recover(recoveryKey)
		return err
	}, func(r *Register) (err error) {
		if found, err = r.user(ctx, initials); err != nil {
			return err
		}
		if err := r.CheckPassphrase(ctx, found.Initials, pass); err != nil {
			return err
		}
		err = r.db.writeTx(ctx, func(tx *sql.Tx) error {
			return appendLog(ctx, tx, logLine{
				At: formatTime(r.now()), Initials: found.Initials, Action: ActionChange, Purpose: model.ForAdministration,
				Detail: model.NewMessage("own_passphrase_recovered").String(),
			})
		})
		if err != nil {
			return err
		}
		err = r.updateKeys(func(k *vault.Opened) error { return k.SetUser(found.Initials, pass, o.Cost, false) })
		if err != nil {
			return err
		}
		return r.logIn(ctx, found.Initials)
	})
	if err != nil {
		return nil, fmt.Errorf("recover register %s: %w", dir, err)
	}
	return r, nil
}

// CheckOwnPassphrase is ErrWrongPassphrase unless it is that of the user who has
// opened the register. It lets a screen be left that was handed to somebody.
func (r *Register) CheckOwnPassphrase(pass []byte) error {
	if r.keys == nil {
		return ErrKeysMissing
	}
	file, err := vault.Read(filepath.Join(r.dir, vault.Name))
	if err != nil {
		return err
	}
	if file.Invented() {
		pass = []byte(vault.Published)
	}
	keys, err := file.Unlock(r.openedBy, pass)
	if err != nil {
		return err
	}
	keys.Wipe()
	return nil
}
