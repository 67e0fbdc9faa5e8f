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
	Pages       int64    // of the database file; 0 where they were not read one by one
	Damaged     []int64  // numbers of the pages that do not open, at most a hundred
	Integrity   []string // what SQLite finds wrong in its own structure
	ForeignKeys []string // tables with rows that refer to none
	Schema      []string // tables, indexes and triggers that are not as the program makes them
	Counts      Counts
	Log         LogHead
	LogError    error // ErrLogAltered where the access log is not as it was written
	Heads       int   // backups whose end of the log it was held against
}

// Sound reports whether no fault was found.
func (v Verification) Sound() bool {
	return len(v.Damaged)+len(v.Integrity)+len(v.ForeignKeys)+len(v.Schema) == 0 && v.LogError == nil
}

// Verify checks the register, which may be in use: every page of its file, the
// database's structure, references and schema, and the access log, which is
// compared with the log heads of the backups. It is for administrators.
func (a *Access) Verify(ctx context.Context) (v Verification, err error) {
	if err := a.requireRole(ctx, "verify", "", model.RoleAdministrator); err != nil {
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
	// While the write lock is held, nobody moves pages from the log into the file.
	var found pages.Damage
	err = r.db.writeTx(ctx, func(*sql.Tx) (err error) {
		if r.mount != nil {
			found, err = r.mount.Check(filepath.Join(r.dir, databaseName))
		}
		return err
	})
	if err == nil && len(found.Damaged) == 0 { // what has pages that do not open cannot be read further
		v, err = examine(ctx, r.db.read, heads...)
	}
	v.Pages, v.Damaged = found.Pages, found.Damaged
	return v, err
}
