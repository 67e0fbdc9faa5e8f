// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Restore makes a new register from a backup, in a folder that does not exist. It
// is opened with a passphrase of the time of the backup and checked before it is
// moved into place. It contains citizens that were deleted since. Its id is new, so
// that its backups and those of the register it came from do not replace each other.
func Restore(ctx context.Context, from, to string, c Credentials, o Options) (v Verification, err error) {
	defer wrapError(&err, "restore")
	from, to = filepath.Clean(from), filepath.Clean(to)
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
	if err := checkFolder(from); err != nil {
		return v, fmt.Errorf("from %s: %w", from, err)
	}
	if err := checkBackup(from, m, c); err != nil {
		return v, fmt.Errorf("from %s: %w", from, err)
	}
	above := filepath.Dir(to)
	if err := makeDir(above); err != nil {
		return v, err
	}
	staging, err := safefile.MkdirTemp(above, "."+filepath.Base(to)+".part-*")
	if err != nil {
		return v, mapError(err)
	}
	if v, err = restore(ctx, from, staging, m, c, o); err == nil {
		err = mapError(os.Rename(staging, to))
	}
	if err != nil {
		return v, errors.Join(fmt.Errorf("from %s: %w", from, err), os.RemoveAll(staging))
	}
	return v, atomicfile.SyncFolder(above)
}

// checkBackup checks the passphrase and the database's digest before anything is
// written.
func checkBackup(from string, m manifest, c Credentials) error {
	keys, err := unlockUnrecorded(from, c)
	if err != nil {
		return err
	}
	keys.Wipe()
	path := filepath.Join(from, databaseName)
	if info, err := os.Stat(path); err == nil && m.Size > 0 && info.Size() != m.Size {
		return ErrDamaged
	}
	sum, _, err := fileSHA256(path)
	if err == nil && sum != m.SHA256 {
		err = ErrDamaged
	}
	return err
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
	if authentic, err := r.isAuthentic(ctx, m); err != nil || !authentic {
		return v, errors.Join(fmt.Errorf("the manifest is not authentic: %w", ErrDamaged), err)
	}
	if err := r.becomeAnother(ctx, m, filepath.Base(from)); err != nil {
		return v, err
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

// becomeAnother gives a restored register a new id and notes where it came from. One
// that has not been upgraded has room for the id alone.
func (r *Register) becomeAnother(ctx context.Context, m manifest, name string) error {
	id := string(r.newID())
	err := r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if r.older != nil {
			_, err := tx.ExecContext(ctx, `update register set id = $1`, id)
			return err
		}
		if err := r.logInTx(ctx, tx, r.openedBy, ActionRestore, "folder", "path", name); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `update register set id = $1, origin = $2, origin_backup = $3, origin_at = $4,
			place_host = '', place_folder = ''`, id, m.Register, formatTime(m.Made), formatTime(r.now()))
		return err
	})
	if err == nil {
		r.id = id
	}
	return err
}
