// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

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

// OlderError is returned for a register that an earlier version of the program wrote
// and that has not been upgraded.
type OlderError struct {
	Found, Supported int64 // versions of the schema
	Size             int64 // of the database, in bytes
}

func (e *OlderError) Error() string {
	return fmt.Sprintf("the register has version %d of the schema and must be upgraded to version %d", e.Found, e.Supported)
}

// Upgrade is a change of a register's schema that opening it made.
type Upgrade struct {
	From, To int64  // versions of the schema
	Backup   string // folder of the backup made before, empty without encryption
}

// Upgraded returns the change of the schema that opening the register made, if any.
func (r *Register) Upgraded() (Upgrade, bool) { return r.upgrade, r.upgrade.To > 0 }

// checkSchema compares the register's schema with the one that this program supports.
// It returns nil where they are the same, and a [*NewerError] for a later one.
func (r *Register) checkSchema(ctx context.Context) (*OlderError, error) {
	if err := r.checkFinished(ctx); err != nil {
		return nil, err
	}
	p, err := r.migrations(ctx)
	if err != nil {
		return nil, err
	}
	found, err := p.GetDBVersion(ctx)
	if err != nil {
		return nil, err
	}
	supported, err := SupportedSchema()
	switch {
	case err != nil || found == supported:
		return nil, err
	case found > supported:
		return nil, &NewerError{Found: found, Supported: supported}
	}
	info, err := os.Stat(filepath.Join(r.dir, databaseName))
	if err != nil {
		return nil, err
	}
	return &OlderError{Found: found, Supported: supported, Size: info.Size()}, nil
}

// checkFinished returns [ErrUnfinished] for a register without its own row, which is
// written with the first log line in the last transaction of [Create].
func (r *Register) checkFinished(ctx context.Context) error {
	var made bool
	err := r.db.read.QueryRowContext(ctx, `select exists (select 1 from sqlite_schema where name = 'register')`).Scan(&made)
	if err == nil && made {
		err = r.db.read.QueryRowContext(ctx, `select exists (select 1 from register)`).Scan(&made)
	}
	if err == nil && !made {
		err = ErrUnfinished
	}
	return err
}

// upgradeSchema makes a backup and then updates the schema, each step in one
// transaction. Pruning keeps the backup until the next upgrade.
func (r *Register) upgradeSchema(ctx context.Context, o *OlderError) error {
	u := Upgrade{From: o.Found, To: o.Supported}
	var made Backup
	if r.mount != nil {
		var err error
		if made, err = r.backup(ctx, r.ownBackups(), examineStructure, forUpgradeTo(u.To)); err != nil {
			return fmt.Errorf("back up before upgrade: %w", err)
		}
		u.Backup = made.Dir
	}
	if err := r.createSchema(ctx); err != nil {
		return fmt.Errorf("upgrade: %w", err)
	}
	r.upgrade = u
	r.log.Info("register upgraded", r.identity(), "from", u.From, "to", u.To)
	if r.mount == nil {
		return nil
	}
	if _, moved, err := r.Moved(ctx); err != nil || moved {
		return err
	}
	return r.pruneBackups(ctx, r.ownBackups(), made)
}

// logUpgrade writes the log line of an upgrade that opening the register made.
func (r *Register) logUpgrade(ctx context.Context) error {
	if r.upgrade.To == 0 {
		return nil
	}
	return r.db.writeTx(ctx, func(tx *sql.Tx) error {
		return r.logInTx(ctx, tx, r.openedBy, ActionUpgrade, "upgrade", "old", r.upgrade.From, "new", r.upgrade.To)
	})
}

// createSchema runs the migrations that the database lacks, each in one transaction.
func (r *Register) createSchema(ctx context.Context) error {
	p, err := r.migrations(ctx)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

func (r *Register) migrations(ctx context.Context) (*goose.Provider, error) {
	if err := r.checkVersionTable(ctx); err != nil {
		return nil, err
	}
	return migrations(r.db.write)
}

// SupportedSchema returns the version of the schema that this program writes.
func SupportedSchema() (int64, error) {
	files, err := fs.ReadDir(migrationFiles, "migrations")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(files[len(files)-1].Name())
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
