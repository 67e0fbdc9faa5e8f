package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed sqlite/*.sql
var sqliteFiles embed.FS

// NewerError says that a register was written by a later program than this one.
type NewerError struct {
	Have, Know int64 // versions of the tables
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("the register has tables of version %d and this program knows version %d", e.Have, e.Know)
}

// migrate brings the tables up to the version this program knows. Each step is
// one transaction.
func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(sqliteFiles, "sqlite")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	know := sources[len(sources)-1].Version
	if have > know {
		return &NewerError{Have: have, Know: know}
	}
	if have == know {
		return nil
	}
	_, err = p.Up(ctx)
	return err
}
