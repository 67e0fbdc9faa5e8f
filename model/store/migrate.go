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

// NewerError says that a register was written by a later program than this one.
type NewerError struct {
	Found, Supported int64 // versions of the tables
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("the register has tables of version %d and this program knows version %d", e.Found, e.Supported)
}

// migrate brings the tables up to the version this program knows. Each step is
// one transaction. Before the first, a register that holds something is backed
// up.
func (r *Register) migrate(ctx context.Context) error {
	p, err := migrations(r.db.write)
	if err != nil {
		return err
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	know := sources[len(sources)-1].Version
	switch {
	case have > know:
		return &NewerError{Found: have, Supported: know}
	case have == know:
		return nil
	case have > 0 && r.mount != nil:
		if err := r.db.read.QueryRowContext(ctx, `select id from register`).Scan(&r.id); err != nil {
			return err
		}
		if _, err := r.backup(ctx, r.ownBackups(), examineStructure); err != nil {
			return fmt.Errorf("back up before new tables: %w", err)
		}
	}
	_, err = p.Up(ctx)
	return err
}

func migrations(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
}
