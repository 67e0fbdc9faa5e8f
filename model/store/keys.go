// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// updateKeys runs fn on the keys under a lock and saves them if it succeeds.
func (r *Register) updateKeys(fn func(*vault.Opened) error) error {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	if r.keys == nil {
		return ErrKeysMissing
	}
	if err := fn(r.keys); err != nil {
		return err
	}
	return mapError(r.keys.Save(filepath.Join(r.dir, vault.Name)))
}

// isOnlyKeyHolder reports whether no other user has a passphrase.
func (r *Register) isOnlyKeyHolder(initials string) bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	return r.keys != nil && r.keys.Users() == 1 && r.keys.HasUser(initials)
}

// logAndUpdateKeys logs a change of the keys and then makes it, so that the log
// shows a change that failed as attempted.
func (a *Access) logAndUpdateKeys(ctx context.Context, detail model.Message, fn func(*vault.Opened) error) error {
	if err := a.logAccess(ctx, ActionChange, "", detail.Code, detail.Args...); err != nil {
		return err
	}
	return a.r.updateKeys(fn)
}

// revokePassphrase removes the passphrase of a user who is no longer active. The
// user has had the data key, so its rotation is due.
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

// KeyRotationDue reports whether somebody without access may have the data key: a
// user has left since it was made, or a passphrase may have been known.
func (r *Register) KeyRotationDue(ctx context.Context) (due bool, err error) {
	err = r.db.read.QueryRowContext(ctx, `select key_rotation_due from register`).Scan(&due)
	if err != nil {
		return false, fmt.Errorf("read register: %w", err)
	}
	return due, nil
}

// NewRecoveryKey replaces the recovery key. The new key is printed and not
// stored; the old one no longer opens the register. It is for administrators.
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
