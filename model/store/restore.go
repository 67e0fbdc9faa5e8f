// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Restore makes a new register from a backup, in a folder that does not exist. It
// is opened with a passphrase of the time of the backup and checked before it is
// moved into place. It contains citizens that were deleted since.
func Restore(ctx context.Context, from, to string, c Credentials, o Options) (v Verification, err error) {
	defer wrapError(&err, "restore")
	if _, err := os.Lstat(to); err == nil {
		return v, fmt.Errorf("into %s: %w", to, ErrExists)
	} else if !errors.Is(err, os.ErrNotExist) {
		return v, err
	}
	if err := checkLocalDrive(to); err != nil {
		return v, fmt.Errorf("into %s: %w", to, err)
	}
	m, err := readManifest(from)
	if err != nil {
		return v, err
	}
	sum, err := fileSHA256(filepath.Join(from, databaseName))
	if err != nil {
		return v, err
	}
	if sum != m.SHA256 {
		return v, fmt.Errorf("from %s: %w", from, ErrDamaged)
	}
	staging := to + ".part"
	if err := os.RemoveAll(staging); err != nil {
		return v, err
	}
	if err := makeDir(staging); err != nil {
		return v, err
	}
	if v, err = restore(ctx, from, staging, m, c, o); err == nil {
		err = mapError(os.Rename(staging, to))
	}
	if err != nil {
		return v, errors.Join(fmt.Errorf("from %s: %w", from, err), os.RemoveAll(staging))
	}
	return v, vault.SyncDir(filepath.Dir(to))
}

func restore(ctx context.Context, from, to string, m manifest, c Credentials, o Options) (v Verification, err error) {
	for _, name := range []string{databaseName, vault.Name} {
		if err := copyFile(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return v, err
		}
	}
	r, err := openAsFound(ctx, to, c, o)
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if !r.isAuthentic(m) {
		return v, fmt.Errorf("the manifest is not authentic: %w", ErrDamaged)
	}
	if r.older == nil {
		err = r.db.writeTx(ctx, func(tx *sql.Tx) error {
			return r.logInTx(ctx, tx, r.openedBy, ActionRestore, "folder", "path", filepath.Base(from))
		})
		if err != nil {
			return v, err
		}
	}
	if v, err = r.verify(ctx); err != nil {
		return v, err
	}
	restored := v.Counts
	restored.LogLines = m.Counts.LogLines // opening it added lines
	if !v.Sound() || restored != m.Counts {
		err = fmt.Errorf("the restored register differs from its manifest: %w", ErrDamaged)
	}
	return v, err
}
