// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Beneath puts a file system below the encryption.
func Beneath(o Options, fileSystem string) Options {
	o.vfs = fileSystem
	return o
}

// Read queries the register on a connection that reads.
func (r *Register) Read(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return r.db.read.QueryContext(ctx, query, args...)
}

// OwnMount returns a file system with the register's keys, for reading copies of the
// register while it is open.
func (r *Register) OwnMount() (*pages.Mount, error) { return r.newMount(pages.Options{}) }

// Stretch does the intentionally slow part of opening a register and returns a function
// that does the rest, without log lines of the log-in, which an unencrypted register
// does not have.
func Stretch(dir string, c Credentials, o Options) (open func(context.Context) (*Register, error), err error) {
	keys, err := unlock(dir, c, time.Now())
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (*Register, error) {
		return openWith(ctx, dir, o, func(r *Register) error {
			r.keys = keys
			return nil
		}, func(r *Register) (err error) {
			r.openedBy = c.Initials
			_, err = r.user(ctx, c.Initials)
			return err
		})
	}, nil
}
