package store

import (
	"context"
	"database/sql"

	"fremskridt/model/vault/pages"
)

// Beneath puts a file system below the encryption.
func Beneath(o Options, fileSystem string) Options {
	o.fileSystem = fileSystem
	return o
}

// Read queries the register on a connection that reads.
func (r *Register) Read(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return r.db.read.QueryContext(ctx, query, args...)
}

// OwnMount is a file system of the register's keys, for reading copies of the
// register while that is open.
func (r *Register) OwnMount() (*pages.Mount, error) { return r.newMount() }
