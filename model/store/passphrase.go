// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Errors of a passphrase that another user set.
var (
	// ErrMustChangePassphrase is returned for everything but a change of the
	// passphrase while the register is open with one that must be replaced.
	ErrMustChangePassphrase = errors.New("the passphrase must be replaced first")
	// ErrSamePassphrase is returned for a new passphrase that is the old one.
	ErrSamePassphrase = errors.New("the new passphrase is the old one")
)

// ownPassphraseCode is the detail of a change of the own passphrase, which every
// access may do.
const ownPassphraseCode = "own_passphrase"

// HasPassphrase reports whether a user has a passphrase that opens the register.
func (r *Register) HasPassphrase(initials string) bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	return r.keys != nil && r.keys.HasUser(initials)
}

// MustChangePassphrase reports whether the register was opened with a passphrase
// that an administrator set.
func (r *Register) MustChangePassphrase() bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	return r.keys != nil && r.keys.MustChange()
}

// CheckPassphrase returns a [*vault.WeakError] for a passphrase that is easy to
// guess.
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

// SetPassphrase sets the passphrase of an active user, who must change it at the
// next log-in. It is for administrators.
func (a *Access) SetPassphrase(ctx context.Context, initials string, pass []byte) (err error) {
	defer wrapError(&err, "set passphrase of %s", initials)
	if err := a.requireRole(ctx, "passphrase", "", model.RoleAdministrator); err != nil {
		return err
	}
	u, err := a.r.user(ctx, initials)
	if err != nil {
		return err
	}
	if err := a.r.CheckPassphrase(ctx, u.Initials, pass); err != nil {
		return err
	}
	err = a.change(ctx, ActionChange, "", model.NewMessage("passphrase", "initials", u.Initials), func(tx *sql.Tx) error {
		return setPassphraseGiver(ctx, tx, u.Initials, a.user.Initials)
	})
	if err != nil {
		return err
	}
	return a.r.updateKeys(func(k *vault.Opened) error { return k.SetUser(u.Initials, pass, a.r.cost, true) })
}

// setPassphraseGiver notes who set the passphrase of a user, empty for the user.
func setPassphraseGiver(ctx context.Context, tx *sql.Tx, initials, giver string) error {
	_, err := tx.ExecContext(ctx, `update app_user set passphrase_set_by = $2 where initials = $1`, initials, giver)
	return err
}

// ChangePassphrase replaces the user's own passphrase. It returns
// [ErrWrongPassphrase] where old is not the present one, and [ErrSamePassphrase]
// where the two are equal.
func (a *Access) ChangePassphrase(ctx context.Context, old, pass []byte) (err error) {
	defer wrapError(&err, "change passphrase")
	if bytes.Equal(old, pass) {
		return ErrSamePassphrase
	}
	if err := a.r.CheckPassphrase(ctx, a.user.Initials, pass); err != nil {
		return err
	}
	err = a.logAndUpdateKeys(ctx, model.NewMessage(ownPassphraseCode), func(k *vault.Opened) error {
		return k.ChangePassphrase(a.user.Initials, old, pass, a.r.cost)
	})
	if err != nil {
		return err
	}
	return a.r.db.writeTx(ctx, func(tx *sql.Tx) error { return setPassphraseGiver(ctx, tx, a.user.Initials, "") })
}

// ChangePassphrase is [Access.ChangePassphrase] of the user who opened the register,
// also with a passphrase that must be replaced.
func (r *Register) ChangePassphrase(ctx context.Context, old, pass []byte) error {
	a, err := r.own(ctx)
	if err != nil {
		return fmt.Errorf("change passphrase: %w", err)
	}
	return a.ChangePassphrase(ctx, old, pass)
}

// RenewLeakedKey is [Access.RenewLeakedKey] of the user who opened the register.
func (r *Register) RenewLeakedKey(ctx context.Context, progress func(done, total int64)) (renewed bool, err error) {
	a, err := r.own(ctx)
	if err != nil {
		return false, fmt.Errorf("renew the data key: %w", err)
	}
	return a.RenewLeakedKey(ctx, progress)
}

// own returns an access, in no role, of the user who opened the register.
func (r *Register) own(ctx context.Context) (*Access, error) {
	u, err := r.user(ctx, r.openedBy)
	if err != nil {
		return nil, err
	}
	return &Access{r: r, user: u, purpose: model.ForAdministration}, nil
}

// CheckOwnPassphrase returns [ErrWrongPassphrase] unless pass is the passphrase
// of the user who opened the register. It unlocks a screen that a citizen has
// been using. A wrong one is a failed log-in: it is logged, and after five the next must
// wait ([*WaitError]).
func (r *Register) CheckOwnPassphrase(ctx context.Context, pass []byte) (err error) {
	defer wrapError(&err, "check own passphrase")
	if r.keys == nil {
		return ErrKeysMissing
	}
	wait, err := vault.Wait(r.dir, r.now())
	if err != nil {
		return err
	}
	if wait > 0 {
		return &WaitError{For: wait}
	}
	file, err := vault.Read(filepath.Join(r.dir, vault.Name))
	if err != nil {
		return err
	}
	if file.Invented() {
		pass = []byte(vault.InventedPassphrase)
	}
	keys, err := file.Unlock(r.openedBy, pass)
	if errors.Is(err, vault.ErrWrongPassphrase) {
		return errors.Join(err, vault.RecordFailure(r.dir, file, newFailure(r.openedBy, r.now())))
	}
	if err != nil {
		return err
	}
	keys.Wipe()
	return r.endFailures(ctx)
}
