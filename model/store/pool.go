package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"sync"

	"modernc.org/sqlite"
)

// pools are the two ways into the database file: one connection that writes
// and a few that only read.
type pools struct {
	write *sql.DB
	read  *sql.DB
}

// Locks of open file descriptions survive another part of the process opening
// and closing the file; fdatasync spares a commit the file's time stamps. Both
// are settings of the whole process and must precede the first open. A system
// that lacks one works without it.
var processSettings = sync.OnceFunc(func() {
	_, _ = sqlite.OFDLocking(true)
	_, _ = sqlite.Fdatasync(true)
})

// openPools opens the database through the file system that is named, the
// platform's own where it is empty.
func openPools(ctx context.Context, path, fileSystem string) (*pools, error) {
	write := url.Values{}
	write.Set("_txlock", "immediate")
	write.Set("_defensive", "1")
	write.Set("_dqs", "0")
	for _, p := range []string{
		"busy_timeout(30000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
		"recursive_triggers(1)", "secure_delete(FAST)", "temp_store(MEMORY)", "trusted_schema(0)",
		"cell_size_check(1)", "cache_size(-65536)", "journal_size_limit(67108864)", "mmap_size(0)",
	} {
		write.Add("_pragma", p)
	}
	read := url.Values{}
	read.Set("mode", "ro")
	read.Set("_dqs", "0")
	for _, p := range []string{
		"query_only(1)", "busy_timeout(30000)", "temp_store(MEMORY)", "trusted_schema(0)",
		"cache_size(-32768)", "mmap_size(0)",
	} {
		read.Add("_pragma", p)
	}
	if fileSystem != "" {
		write.Set("vfs", fileSystem)
		read.Set("vfs", fileSystem)
	}
	name := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String()
	w, err := sql.Open("sqlite", name+"?"+write.Encode())
	if err != nil {
		return nil, err
	}
	w.SetMaxOpenConns(1)
	if err := w.PingContext(ctx); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	r, err := sql.Open("sqlite", name+"?"+read.Encode())
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	r.SetMaxOpenConns(4)
	r.SetMaxIdleConns(4)
	return &pools{write: w, read: r}, nil
}

// close ends the readers first, so that the writer's checkpoint can empty the
// write-ahead log.
func (p *pools) close(ctx context.Context) error {
	err := p.read.Close()
	for _, q := range []string{"pragma optimize", "pragma wal_checkpoint(truncate)"} {
		if _, e := p.write.ExecContext(ctx, q); e != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", q, e))
		}
	}
	return errors.Join(err, p.write.Close())
}

// inWrite runs fn in one transaction of the writer, which holds the write lock
// from its start.
func (p *pools) inWrite(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := p.write.BeginTx(ctx, nil)
	if err != nil {
		return fault(err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := fn(tx); err != nil {
		return fault(err)
	}
	return fault(tx.Commit())
}
