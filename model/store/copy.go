// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// copyDatabase writes the database, which may be in use, into a new file through
// another file system. Progress is in bytes.
func (p *pools) copyDatabase(ctx context.Context, to, fileSystem string, progress func(done, total int64)) (err error) {
	db := sql.OpenDB(p.connector(copyOptions()))
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if progress != nil {
		var total int64
		if err := db.QueryRowContext(ctx, `select page_count * 4096 from pragma_page_count`).Scan(&total); err != nil {
			return err
		}
		defer reportSize(to, total, progress)()
	}
	f, err := safefile.Create(to) // for its mode; VACUUM takes an empty file
	if err != nil {
		return mapError(err)
	}
	if err := f.Close(); err != nil {
		return mapError(err)
	}
	// No other program knows the file yet, and locks may fail on a network drive.
	target := fileURI(to, withVFS(url.Values{"nolock": {"1"}}, fileSystem))
	if _, err := db.ExecContext(ctx, `vacuum into $1`, target); err != nil {
		return err
	}
	return syncFile(to)
}

// reportSize reports the size of a file ten times a second until it is stopped. A panic
// of progress is passed on by stop.
func reportSize(path string, total int64, progress func(done, total int64)) (stop func()) {
	done, stopped := make(chan struct{}), make(chan struct{})
	var crashed error
	go func() {
		defer close(stopped)
		crashed = crash.Catch(func() error {
			reportUntil(done, path, total, progress)
			return nil
		})
	}()
	return func() {
		close(done)
		if <-stopped; crashed != nil {
			panic(crashed)
		}
	}
}

func reportUntil(done <-chan struct{}, path string, total int64, progress func(done, total int64)) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
			if info, err := os.Stat(path); err == nil {
				progress(min(info.Size(), total), total)
			}
		}
	}
}
