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

// Recover opens a register with its recovery key and sets the passphrase of an
// active user.
func Recover(ctx context.Context, dir, recoveryKey, initials string, pass []byte, o Options) (*Register, error) {
	dir = filepath.Clean(dir)
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
			if err := setPassphraseGiver(ctx, tx, found.Initials, setByRecovery); err != nil {
				return err
			}
			return r.logInTx(ctx, tx, found.Initials, ActionChange, "own_passphrase_recovered")
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
