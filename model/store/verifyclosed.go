// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// BackupState is what a verification found out about a backup.
type BackupState struct {
	Made    time.Time // zero where what was verified is no backup
	Altered bool      // its files are not as the backup wrote them
}

// VerifyAt checks a register that is not open, or a backup, and changes nothing in its
// folder. Of one with damaged pages it returns their numbers. It is for
// administrators and operations.
func VerifyAt(ctx context.Context, dir string, c Credentials, o Options) (v Verification, err error) {
	dir = filepath.Clean(dir)
	defer wrapError(&err, "verify %s", dir)
	if err := checkFolder(dir); err != nil {
		return v, err
	}
	r := newRegister(dir, o)
	defer func() { err = errors.Join(err, r.release()) }()
	var backup *BackupError
	if err := checkNoBackup(dir); err != nil && !errors.As(err, &backup) {
		return v, err
	}
	if err := r.unlockReadOnly(c, o, backup != nil); err != nil {
		return v, err
	}
	if err := r.openReadOnly(ctx, &v); err != nil {
		return v, err
	}
	if len(v.Damaged) > 0 {
		r.logVerification(v)
		return v, nil
	}
	if err := r.requireMaintainer(ctx, c.Initials); err != nil {
		return v, err
	}
	switch {
	case r.older != nil:
		n := v.Pages
		v, err = r.verifyOlder(ctx)
		v.Pages = n
	case backup != nil: // it is older than the log heads of later backups
		n, excess := v.Pages, v.Excess
		v, err = examine(ctx, r.db.read)
		v.Pages, v.Excess = n, excess
	default:
		err = r.verifyContent(ctx, &v)
	}
	if err == nil && backup != nil {
		v.Backup, err = r.verifyBackup(ctx)
	}
	if err == nil {
		r.logVerification(v)
	}
	return v, err
}

// unlockReadOnly decrypts the keys. A failed attempt is recorded, except in a backup,
// which nothing may change.
func (r *Register) unlockReadOnly(c Credentials, o Options, backup bool) (err error) {
	processSettings()
	if !o.noLock && !backup {
		if r.lock, err = lockFolderReadOnly(r.dir); err != nil {
			return err
		}
	}
	if backup {
		r.keys, err = unlockUnrecorded(r.dir, c)
	} else {
		r.keys, err = unlock(r.dir, c, r.now())
	}
	return err
}

// openReadOnly opens the database without changing anything in the folder. It stops
// where pages are damaged.
func (r *Register) openReadOnly(ctx context.Context, v *Verification) (err error) {
	if r.mount, err = r.newMount(pages.Options{ReadOnly: true}); err != nil {
		return err
	}
	path := filepath.Join(r.dir, databaseName)
	d, err := r.mount.Check(path)
	if v.Pages, v.Damaged = d.Pages, d.Damaged; err != nil || len(d.Damaged) > 0 {
		return err
	}
	if err := r.checkLeftLog(ctx); err != nil {
		return err
	}
	if r.db, err = openPoolsReadOnly(ctx, path, r.mount); err != nil {
		return err
	}
	if err := r.checkPages(ctx, r.db.read, v); err != nil {
		return err
	}
	if r.older, err = r.checkSchema(ctx); err != nil {
		return err
	}
	return r.db.read.QueryRowContext(ctx, `select id, municipality from register`).Scan(&r.id, &r.municipality)
}

// verifyBackup compares the files of a backup with its manifest.
func (r *Register) verifyBackup(ctx context.Context) (s BackupState, err error) {
	m, err := readManifest(r.dir)
	if errors.Is(err, ErrNotBackup) {
		return BackupState{Altered: true}, nil
	}
	if err != nil {
		return s, err
	}
	sum, _, err := fileSHA256(filepath.Join(r.dir, databaseName))
	if err != nil {
		return s, fmt.Errorf("verify backup: %w", err)
	}
	authentic, err := r.isAuthentic(ctx, m)
	if err != nil {
		return s, err
	}
	s.Made, s.Altered = m.Made, sum != m.SHA256 || !authentic
	for _, suffix := range databaseSuffixes[1:] {
		if _, err := os.Lstat(filepath.Join(r.dir, databaseName+suffix)); !errors.Is(err, fs.ErrNotExist) {
			s.Altered = true
		}
	}
	return s, nil
}
