// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

const (
	backupsName    = "backups"
	manifestName   = "backup.json"
	manifestFormat = "fremskridt-backup/1"
	stagingName    = "making" // begins the folder of an unfinished backup
)

// ErrNotBackup is returned for a folder that is not a backup of a register.
var ErrNotBackup = errors.New("not a backup")

// Backup is a copy of a register: a folder with the database under the same keys,
// the key file of the time, and a manifest.
type Backup struct {
	Dir    string
	Made   time.Time
	Counts Counts
	Log    LogHead
	// Authentic is set where the register wrote the manifest, and is false where that
	// cannot be known.
	Authentic bool
	// Complete is set where the database and the keys are there and begin as they
	// should. They may still be damaged.
	Complete bool
	// UpgradeTo is the version of the schema to which the register was upgraded after
	// the backup, or 0.
	UpgradeTo int64

	manifest manifest
}

// backupOption changes the manifest of a backup.
type backupOption func(*manifest)

// forUpgradeTo marks the backup before an upgrade, which is kept until the next one.
func forUpgradeTo(version int64) backupOption { return func(m *manifest) { m.UpgradeTo = version } }

func (r *Register) ownBackups() string { return filepath.Join(r.dir, backupsName) }

// BackupFolder returns the folder where backups of the register are kept.
func (r *Register) BackupFolder(ctx context.Context) (string, error) {
	var dir string
	err := r.db.read.QueryRowContext(ctx, `select backup_folder from register`).Scan(&dir)
	if err != nil {
		return "", fmt.Errorf("read register: %w", err)
	}
	if dir == "" {
		dir = r.ownBackups()
	}
	return dir, nil
}

// SetBackupFolder sets where backups are kept; an empty name is inside the
// register's own folder. It is for administrators.
func (a *Access) SetBackupFolder(ctx context.Context, dir string) (err error) {
	defer wrapError(&err, "set backup folder")
	if err := a.requireRole(ctx, "backup_folder", "", model.RoleAdministrator); err != nil {
		return err
	}
	if dir != "" {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return errors.Join(fmt.Errorf("%s is no folder", dir), err)
		}
	}
	return a.change(ctx, ActionChange, "", model.NewMessage("backup_folder"), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update register set backup_folder = $1`, dir)
		return err
	})
}

// Backup copies the register, which may be in use, into a new folder below dir, or
// below [Register.BackupFolder] where dir is empty. The copy is opened and checked
// before it counts as a backup. Then the backups that [BackupsToKeep] excludes are
// removed. It is for administrators and operations.
func (a *Access) Backup(ctx context.Context, dir string) (Backup, error) {
	if err := a.requireRole(ctx, "backup", "", model.RoleAdministrator, model.RoleOperations); err != nil {
		return Backup{}, err
	}
	if dir == "" {
		var err error
		if dir, err = a.r.BackupFolder(ctx); err != nil {
			return Backup{}, err
		}
	}
	return a.makeBackup(ctx, dir)
}

// BackupIfDue makes a backup unless there is one of today that can be restored, and
// reports whether it did. It is for every role, so that each day of work leaves a copy.
func (a *Access) BackupIfDue(ctx context.Context) (b Backup, made bool, err error) {
	dir, err := a.r.BackupFolder(ctx)
	if err != nil {
		return b, false, err
	}
	today, found, err := a.r.backupOfToday(ctx, dir)
	if err != nil {
		return b, false, fmt.Errorf("list backups: %w", err)
	}
	if found {
		return today, false, a.logMaintenance(ctx, ActionBackup, "not_due")
	}
	b, err = a.makeBackup(ctx, dir)
	return b, err == nil, err
}

// backupOfToday returns the latest backup of today whose database is as it was written.
func (r *Register) backupOfToday(ctx context.Context, dir string) (Backup, bool, error) {
	list, err := r.backupsIn(ctx, dir)
	if err != nil {
		return Backup{}, false, err
	}
	_, moved, err := r.Moved(ctx)
	if err != nil || moved { // those of today may be of the register that this one was copied from
		return Backup{}, false, err
	}
	for _, b := range r.reliable(list) {
		if model.DateOf(b.Made.Local()) != model.DateOf(r.now().Local()) {
			break
		}
		if b.intact() {
			return b, true, nil
		}
	}
	return Backup{}, false, nil
}

func (a *Access) makeBackup(ctx context.Context, dir string) (Backup, error) {
	if err := a.logMaintenance(ctx, ActionBackup, "folder", "path", dir); err != nil {
		return Backup{}, err
	}
	b, err := a.r.backup(ctx, dir, examineCurrent)
	if err != nil {
		return Backup{}, fmt.Errorf("back up: %w", err)
	}
	settled, err := a.r.settlePlace(ctx)
	if IsDiskFull(err) { // nothing is removed
		return b, nil
	}
	if err == nil && settled {
		err = a.r.pruneBackups(ctx, dir, b)
	}
	if err != nil {
		return b, fmt.Errorf("remove old backups: %w", err)
	}
	return b, nil
}

// backup copies the register and examines the copy.
func (r *Register) backup(ctx context.Context, dir string, read examineFunc, options ...backupOption) (b Backup, err error) {
	if r.mount == nil {
		return b, ErrKeysMissing
	}
	r.copyMu.Lock()
	defer r.copyMu.Unlock()
	if err := makeDir(dir); err != nil {
		return b, err
	}
	if err := r.removeStaging(dir); err != nil {
		return b, err
	}
	staging, err := safefile.MkdirTemp(dir, r.stagingPrefix()+"*")
	if err != nil {
		return b, mapError(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(staging)) }()
	path := filepath.Join(staging, databaseName)
	mount, err := r.newMount(pages.Options{}) // the register's own may be read-only
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, mount.Close()) }()
	if err := r.db.copyDatabase(ctx, path, mount.Name(), nil); err != nil {
		return b, err
	}
	v, err := examineCopy(ctx, path, mount, read)
	if err != nil {
		return b, err
	}
	m := manifest{
		Format: manifestFormat, Register: r.id, Made: r.now().UTC().Truncate(time.Second),
		Counts: v.Counts, LogSeq: v.Log.Seq, LogHash: hex.EncodeToString(v.Log.Hash),
	}
	for _, set := range options {
		set(&m)
	}
	if err := r.writeManifest(staging, &m); err != nil {
		return b, err
	}
	to, err := newBackupDir(dir, m.Made)
	if err != nil {
		return b, err
	}
	if err := os.Rename(staging, to); err != nil {
		return b, mapError(err)
	}
	if err := atomicfile.SyncFolder(dir); err != nil {
		return b, mapError(err)
	}
	return m.toBackup(to)
}

// newBackupDir returns a folder that does not exist, with the time in its name.
func newBackupDir(dir string, made time.Time) (string, error) {
	name := filepath.Join(dir, made.Format("2006-01-02T150405Z"))
	for n := 2; ; n++ {
		to := name
		if n > 2 {
			to += fmt.Sprintf("-%d", n-1)
		}
		if _, err := os.Stat(to); errors.Is(err, os.ErrNotExist) {
			return to, nil
		} else if err != nil {
			return "", err
		}
	}
}

// stagingPrefix begins the names of the folders in which the register's backups are
// made.
func (r *Register) stagingPrefix() string { return stagingName + "-" + r.id + "-" }

// removeStaging removes the unfinished backups of the register in a folder. Before the
// id is known, in the register's own folder, it removes all.
func (r *Register) removeStaging(dir string) error {
	prefix := r.stagingPrefix()
	if r.id == "" {
		prefix = stagingName
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), prefix) {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	return mapError(err)
}
