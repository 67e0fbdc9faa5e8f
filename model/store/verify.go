// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Verification is the result of checking a register.
type Verification struct {
	Pages       int64    // in the database file; 0 where they were not checked one by one
	Damaged     []int64  // numbers of the pages that do not authenticate, at most 100
	Integrity   []string // faults that SQLite finds
	ForeignKeys []string // tables with dangling references
	Schema      []string // objects of the schema that differ from the migrations
	Counts      Counts
	Log         LogHead
	LogError    error // [ErrLogAltered] or nil
	Heads       int   // number of log heads of backups that were compared
	// Older is set for a register that has not been upgraded. Its schema and its log
	// were not checked.
	Older bool
}

// Sound reports whether no fault was found.
func (v Verification) Sound() bool {
	return len(v.Damaged)+len(v.Integrity)+len(v.ForeignKeys)+len(v.Schema) == 0 && v.LogError == nil
}

// Verify checks the register, which may be in use: every page of its file, the
// database's structure, references and schema, and the access log, which is
// compared with the log heads of the backups. It is for administrators and operations.
func (a *Access) Verify(ctx context.Context) (v Verification, err error) {
	if err := a.requireRole(ctx, "verify", "", model.RoleAdministrator, model.RoleOperations); err != nil {
		return v, err
	}
	if err := a.logAccess(ctx, ActionVerify, "", ""); err != nil {
		return v, err
	}
	if v, err = a.r.verify(ctx); err != nil {
		return v, fmt.Errorf("verify: %w", err)
	}
	return v, nil
}

func (r *Register) verify(ctx context.Context) (v Verification, err error) {
	if r.older != nil {
		return r.verifyOlder(ctx)
	}
	backups, err := r.Backups(ctx)
	if err != nil {
		return v, err
	}
	var heads []LogHead
	for _, b := range backups {
		if b.Authentic {
			heads = append(heads, b.Log)
		}
	}
	// The write lock keeps pages from being moved from the write-ahead log into the file.
	var found pages.Damage
	err = r.db.writeTx(ctx, func(*sql.Tx) (err error) {
		if r.mount != nil {
			found, err = r.mount.Check(filepath.Join(r.dir, databaseName))
		}
		return err
	})
	if err == nil && len(found.Damaged) == 0 { // a file with damaged pages cannot be read further
		v, err = examine(ctx, r.db.read, heads...)
	}
	v.Pages, v.Damaged = found.Pages, found.Damaged
	return v, err
}
