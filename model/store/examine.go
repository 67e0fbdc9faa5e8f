// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// examine checks a database of the present schema, and its log against heads.
func examine(ctx context.Context, db *sql.DB, heads ...LogHead) (v Verification, err error) {
	if v, err = examineStructure(ctx, db); err != nil {
		return v, err
	}
	if v.Schema, err = schemaDifferences(ctx, db); err != nil {
		return v, err
	}
	if v.Different, err = differentCounts(ctx, db); err != nil {
		return v, err
	}
	if v.Changed, err = changedAgainstHistory(ctx, db); err != nil {
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

// examineCurrent is [examine] without log heads.
func examineCurrent(ctx context.Context, db *sql.DB) (Verification, error) { return examine(ctx, db) }

// examineStructure checks and counts a database of any version of the schema.
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

// examineFunc checks a database.
type examineFunc func(ctx context.Context, db *sql.DB) (Verification, error)

// examineCopy checks a copy of the database, page by page too.
func examineCopy(ctx context.Context, path string, m *pages.Mount, read examineFunc) (v Verification, err error) {
	options := copyOptions()
	options.Set("immutable", "1") // nothing else has it open, and no lock is needed
	db := openDB(fileURI(path, withVFS(options, m.Name())))
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

// schemaDifferences returns the tables, indexes, views and triggers that differ
// from what the migrations make, or are missing.
func schemaDifferences(ctx context.Context, db *sql.DB) (list []string, err error) {
	const query = `select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema where name not like 'sqlite_%'`
	reference := openDB(":memory:")
	defer func() { err = errors.Join(err, reference.Close()) }()
	reference.SetMaxOpenConns(1)
	p, err := migrations(reference)
	if err != nil {
		return nil, err
	}
	if _, err := p.Up(ctx); err != nil {
		return nil, err
	}
	want, err := queryAll(ctx, reference, scanValue[string], query)
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

// schemaObject returns the type and name that begin a line of the schema.
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
