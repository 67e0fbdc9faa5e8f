// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Verification is the result of checking a register.
type Verification struct {
	Pages       int64    // in the database file; 0 where they were not checked one by one
	Excess      int64    // bytes after the last page of the database
	Damaged     []int64  // numbers of the pages that do not authenticate, at most 100
	Integrity   []string // faults that SQLite finds
	ForeignKeys []string // tables with dangling references
	Schema      []string // objects of the schema that differ from the migrations
	Different   []string // what has another number of rows than when the register was closed
	Changed     int64    // answers and fields that are not as their history says
	Counts      Counts
	Log         LogHead
	LogError    error // [ErrLogAltered] or nil
	Backup      BackupState
	Origin      Origin
	Heads       int // number of log heads of backups that were compared
	// Older is set for a register that has not been upgraded. Its schema and its log
	// were not checked.
	Older bool
}

// Sound reports whether no fault was found.
func (v Verification) Sound() bool {
	return len(v.Damaged)+len(v.Integrity)+len(v.ForeignKeys)+len(v.Schema)+len(v.Different) == 0 &&
		v.Excess == 0 && v.Changed == 0 && v.LogError == nil && !v.Backup.Altered
}

// Verify checks the register, which may be in use: every page of its file, the
// database's structure, references and schema, and the access log, which is
// compared with the log heads of the backups; the data with their history and with the
// counts of the last closing. It writes nothing. It is for administrators and operations.
func (a *Access) Verify(ctx context.Context) (v Verification, err error) {
	if err := a.requireRole(ctx, "verify", "", model.RoleAdministrator, model.RoleOperations); err != nil {
		return v, err
	}
	if v, err = a.r.verify(ctx); err != nil {
		return v, fmt.Errorf("verify: %w", err)
	}
	a.r.logVerification(v)
	return v, nil
}

// logVerification writes a line of the program's log, as a verification writes nothing
// into the register.
func (r *Register) logVerification(v Verification) {
	r.log.Info("register verified", r.identity(), "pages", v.Pages, "sound", v.Sound())
}

func (r *Register) verify(ctx context.Context) (v Verification, err error) {
	if r.older != nil {
		return r.verifyOlder(ctx)
	}
	// The write lock keeps pages from being moved from the write-ahead log into the file.
	if r.db.readOnly {
		err = r.checkPages(ctx, r.db.read, &v)
	} else {
		err = r.db.writeTx(ctx, func(tx *sql.Tx) error { return r.checkPages(ctx, tx, &v) })
	}
	if err != nil {
		return v, err
	}
	if len(v.Damaged) > 0 { // a file with damaged pages cannot be read further
		r.db.freeze()
		return v, nil
	}
	err = r.verifyContent(ctx, &v)
	if len(v.Integrity) > 0 {
		r.db.freeze()
	}
	return v, err
}

// verifyContent checks what is in the database, and compares the log with backups.
func (r *Register) verifyContent(ctx context.Context, v *Verification) error {
	backups, err := r.Backups(ctx)
	if err != nil {
		return err
	}
	heads := slices.Clone(r.logHeads)
	for _, b := range backups {
		if b.Authentic {
			heads = append(heads, b.Log)
		}
	}
	found, err := examine(ctx, r.db.read, heads...)
	found.Pages, found.Excess = v.Pages, v.Excess
	*v = found
	if err == nil {
		v.Origin, err = r.Origin(ctx)
	}
	return err
}

// checkPages opens every page of the file.
func (r *Register) checkPages(ctx context.Context, q querier, v *Verification) error {
	if r.mount == nil {
		return nil
	}
	path := filepath.Join(r.dir, databaseName)
	d, err := r.mount.Check(path)
	v.Pages, v.Damaged = d.Pages, d.Damaged
	if err != nil || len(d.Damaged) > 0 {
		return err
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil // the file gets its size when the log has been carried over
	}
	file, err := os.Stat(path)
	if err != nil {
		return err
	}
	var size int64
	err = q.QueryRowContext(ctx, `select page_count * page_size from pragma_page_count, pragma_page_size`).Scan(&size)
	v.Excess = file.Size() - size
	return err
}
