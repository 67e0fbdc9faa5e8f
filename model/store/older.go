// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// BackupOlder is [Access.Backup] for a register that has not been upgraded, which no
// access can be had to. It leaves the register as it is and writes no log line. It is
// for administrators. The folder is by default that inside the register's own, as an
// early version of the schema knows no other.
func BackupOlder(ctx context.Context, dir, out string, c Credentials, o Options) (b Backup, err error) {
	r, err := openAsFound(ctx, dir, c, o)
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if err := r.requireMaintainer(ctx, c.Initials); err != nil {
		return b, err
	}
	if out == "" {
		out = r.ownBackups()
	}
	if b, err = r.backup(ctx, out, examineStructure); err != nil {
		return b, fmt.Errorf("back up: %w", err)
	}
	return b, nil
}

// openAsFound opens a register without upgrading it. If its schema is older, nobody is
// logged in and older is set.
func openAsFound(ctx context.Context, dir string, c Credentials, o Options) (*Register, error) {
	o.asFound = true
	return Open(ctx, dir, c, o)
}

// requireMaintainer checks that a user, by default the only one with a passphrase, is
// an administrator or operations, in tables that every version of the schema has.
func (r *Register) requireMaintainer(ctx context.Context, initials string) error {
	if r.MustChangePassphrase() {
		return ErrMustChangePassphrase
	}
	maintainers, err := queryAll(ctx, r.db.read, scanValue[string],
		`select u.initials from app_user u join user_role using (initials) where role in ($1, $2) and active = 1`,
		model.RoleAdministrator, model.RoleOperations)
	if err != nil {
		return fmt.Errorf("read users: %w", err)
	}
	for _, each := range maintainers {
		if initials == "" && r.keys.HasUser(each) || initials != "" && strings.EqualFold(each, initials) {
			return nil
		}
	}
	return ErrForbidden
}

// verifyOlder checks the pages and the structure of a register that has not been
// upgraded. Its log can be compared with that of its backups after the upgrade.
func (r *Register) verifyOlder(ctx context.Context) (v Verification, err error) {
	v, err = examineStructure(ctx, r.db.read)
	v.Older = true
	return v, err
}
