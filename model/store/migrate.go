// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// NewerError is returned for a register that a later version of the program wrote.
type NewerError struct {
	Found, Supported int64 // versions of the schema
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("the register has version %d of the schema, and this program supports version %d", e.Found, e.Supported)
}

// migrate updates the schema, each step in one transaction, after a backup of a
// register that is not new.
func (r *Register) migrate(ctx context.Context) error {
	if err := r.checkVersionTable(ctx); err != nil {
		return err
	}
	p, err := migrations(r.db.write)
	if err != nil {
		return err
	}
	version, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	supported := sources[len(sources)-1].Version
	switch {
	case version > supported:
		return &NewerError{Found: version, Supported: supported}
	case version == supported:
		return nil
	case version > 0 && r.mount != nil:
		if err := r.db.read.QueryRowContext(ctx, `select id from register`).Scan(&r.id); err != nil {
			return err
		}
		if _, err := r.backup(ctx, r.ownBackups(), examineStructure); err != nil {
			return fmt.Errorf("back up before migration: %w", err)
		}
	}
	_, err = p.Up(ctx)
	return err
}

// checkVersionTable reads goose's table of versions, if there is one. goose takes any
// error of reading it to mean that there is none.
func (r *Register) checkVersionTable(ctx context.Context) error {
	var exists bool
	err := r.db.write.QueryRowContext(ctx,
		`select exists (select 1 from sqlite_schema where name = 'goose_db_version')`).Scan(&exists)
	if err != nil || !exists {
		return err
	}
	_, err = queryAll(ctx, r.db.write, scanValue[int64], `select version_id from goose_db_version`)
	return err
}

func migrations(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
}
