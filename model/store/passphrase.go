// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

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
	return a.logAndUpdateKeys(ctx, model.NewMessage("passphrase", "initials", u.Initials), func(k *vault.Opened) error {
		return k.SetUser(u.Initials, pass, a.r.cost, true)
	})
}

// ChangePassphrase replaces the user's own passphrase. It returns
// [ErrWrongPassphrase] where old is not the present one.
func (a *Access) ChangePassphrase(ctx context.Context, old, pass []byte) (err error) {
	defer wrapError(&err, "change passphrase")
	if err := a.r.CheckPassphrase(ctx, a.user.Initials, pass); err != nil {
		return err
	}
	return a.logAndUpdateKeys(ctx, model.NewMessage("own_passphrase"), func(k *vault.Opened) error {
		return k.ChangePassphrase(a.user.Initials, old, pass, a.r.cost)
	})
}

// CheckOwnPassphrase returns [ErrWrongPassphrase] unless pass is the passphrase
// of the user who opened the register. It unlocks a screen that a citizen has
// been using.
func (r *Register) CheckOwnPassphrase(pass []byte) error {
	if r.keys == nil {
		return ErrKeysMissing
	}
	file, err := vault.Read(filepath.Join(r.dir, vault.Name))
	if err != nil {
		return err
	}
	if file.Invented() {
		pass = []byte(vault.InventedPassphrase)
	}
	keys, err := file.Unlock(r.openedBy, pass)
	if err != nil {
		return err
	}
	keys.Wipe()
	return nil
}
