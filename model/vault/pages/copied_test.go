// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net/url"
	"path/filepath"
	"testing"

	"modernc.org/sqlite"
)

// SQLite's backup copies page by page, and those of a database in memory leave no
// room for the seal.
func TestPagesOfAnotherSizeAreRefused(t *testing.T) {
	t.Parallel()
	m := mount(t)
	memory, err := sql.Open("sqlite", ":memory:")
	must(t, err)
	defer shut(t, memory)
	memory.SetMaxOpenConns(1)
	fill(t, memory, 100)
	dir := t.TempDir()
	into := "file:" + (&url.URL{Path: filepath.Join(dir, "a.db")}).EscapedPath() + "?vfs=" + m.Name()
	if err := backup(t.Context(), memory, into); err == nil {
		t.Error("a database without room for the seal was written")
	}
	hidden(t, dir)
}

// backup copies a database page by page.
func backup(ctx context.Context, db *sql.DB, into string) (err error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	return c.Raw(func(dc any) error {
		b, err := dc.(interface {
			driver.Conn
			NewBackup(into string) (*sqlite.Backup, error)
		}).NewBackup(into)
		if err != nil {
			return err
		}
		_, err = b.Step(-1)
		return errors.Join(err, b.Finish())
	})
}
