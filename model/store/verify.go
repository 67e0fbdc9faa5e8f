package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Verification is what was found when a register was looked through.
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

// Sound reports whether nothing is wrong.
func (v Verification) Sound() bool {
	return len(v.Damaged)+len(v.Integrity)+len(v.ForeignKeys)+len(v.Schema) == 0 && v.LogError == nil
}

// Verify looks the register through while it is in use: every page of its file,
// the database's structure, references and schema, and the chain of the access
// log, which is held against the ends that the backups have written down. It is
// for administrators.
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

// examine reads a database of this version through, and holds its log against
// the heads.
func examine(ctx context.Context, db *sql.DB, heads ...LogHead) (v Verification, err error) {
	if v, err = examineStructure(ctx, db); err != nil {
		return v, err
	}
	if v.Schema, err = schemaDifferences(ctx, db); err != nil {
		return v, err
	}
	v.Heads = len(heads)
	if _, err := verifyLog(ctx, db, heads); errors.Is(err, ErrLogAltered) {
		v.LogError = err
	} else if err != nil {
		return v, err
	}
	return v, nil
}

// examineCurrent is examine for a database that nothing is known of from elsewhere.
func examineCurrent(ctx context.Context, db *sql.DB) (Verification, error) { return examine(ctx, db) }

// examineStructure reads and counts a database of this version or an earlier one.
func examineStructure(ctx context.Context, db *sql.DB) (v Verification, err error) {
	v.Integrity, err = queryAll(ctx, db, scanValue[string], `pragma integrity_check`)
	if err != nil {
		return v, err
	}
	v.Integrity = slices.DeleteFunc(v.Integrity, func(s string) bool { return s == "ok" })
	v.ForeignKeys, err = queryAll(ctx, db, scanValue[string], `select distinct "table" from pragma_foreign_key_check`)
	if err != nil {
		return v, err
	}
	if v.Counts, err = counts(ctx, db); err != nil {
		return v, err
	}
	err = db.QueryRowContext(ctx, `select seq, hash from access_log order by seq desc limit 1`).Scan(&v.Log.Seq, &v.Log.Hash)
	return v, err
}

// examineFunc reads a database and tells what it found.
type examineFunc func(ctx context.Context, db *sql.DB) (Verification, error)

// examineCopy reads a copy of the database through, page by page too.
func examineCopy(ctx context.Context, path string, m *pages.Mount, read examineFunc) (v Verification, err error) {
	db := openDB(fileURI(path, withVFS(copyOptions(), m.Name())))
	defer func() { err = errors.Join(err, db.Close()) }()
	if v, err = read(ctx, db); err != nil {
		return v, err
	}
	d, err := m.Check(path)
	v.Pages, v.Damaged = d.Pages, d.Damaged
	if err == nil && !v.Sound() {
		err = fmt.Errorf("the copy is not sound: %w", ErrDamaged)
	}
	return v, err
}

// schemaDifferences are what of the database's schema is not as the migrations make it,
// or is missing.
func schemaDifferences(ctx context.Context, db *sql.DB) (list []string, err error) {
	const query = `select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema where name not like 'sqlite_%'`
	pattern := openDB(":memory:")
	defer func() { err = errors.Join(err, pattern.Close()) }()
	pattern.SetMaxOpenConns(1)
	p, err := migrations(pattern)
	if err != nil {
		return nil, err
	}
	if _, err := p.Up(ctx); err != nil {
		return nil, err
	}
	want, err := queryAll(ctx, pattern, scanValue[string], query)
	if err != nil {
		return nil, err
	}
	have, err := queryAll(ctx, db, scanValue[string], query)
	if err != nil {
		return nil, err
	}
	for _, s := range want {
		if !slices.Contains(have, s) {
			list = append(list, schemaObject(s))
		}
	}
	for _, s := range have {
		if !slices.Contains(want, s) && !slices.Contains(list, schemaObject(s)) {
			list = append(list, schemaObject(s))
		}
	}
	return list, nil
}

// schemaObject is the kind and the name that a line of the schema begins with.
func schemaObject(line string) string {
	spaces := 0
	for i, c := range line {
		if c == ' ' {
			if spaces++; spaces == 2 {
				return line[:i]
			}
		}
	}
	return line
}

// VerifyAt looks through a register that is not open. Its pages are read before it
// is opened, since opening writes: of one that is damaged it tells which pages do
// not open, and leaves it alone.
func VerifyAt(ctx context.Context, dir string, c Credentials, o Options) (v Verification, err error) {
	r := newRegister(dir, o)
	if err := r.checkPages(c, o, &v); err != nil {
		return v, fmt.Errorf("verify %s: %w", dir, err)
	}
	if len(v.Damaged) > 0 {
		return v, nil
	}
	if r, err = Open(ctx, dir, c, o); err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	a, err := r.As(ctx, model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		return v, err
	}
	return a.Verify(ctx)
}

// checkPages reads every page of a database that nobody has open.
func (r *Register) checkPages(c Credentials, o Options, v *Verification) (err error) {
	if _, err := Peek(r.dir); err != nil {
		return err
	}
	if err := r.acquireLock(o); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.release()) }()
	if r.keys, err = unlock(r.dir, c, r.now()); err != nil {
		return err
	}
	if r.mount, err = r.newMount(); err != nil {
		return err
	}
	path := filepath.Join(r.dir, databaseName)
	d, err := r.mount.Check(path)
	v.Pages, v.Damaged = d.Pages, d.Damaged
	if err == nil && len(d.Damaged) == 0 {
		err = r.mount.CheckLog(path)
	}
	return err
}
