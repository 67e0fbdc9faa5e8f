package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"sync"

	"modernc.org/sqlite"
)

// pools are the two ways into the database file: one connection that writes
// and a few that only read.
type pools struct {
	write *sql.DB
	read  *sql.DB
	path  string
	vfsSelection
}

const maxReaders = 4

// vfsSelection is the file system that connections are opened through, the
// platform's own where it is empty. Who holds it for writing keeps new
// connections waiting.
type vfsSelection struct {
	mu         sync.RWMutex
	fileSystem string
}

// Locks of open file descriptions survive another part of the process opening
// and closing the file; fdatasync spares a commit the file's time stamps. Both
// are settings of the whole process and must precede the first open. A system
// that lacks one works without it.
var processSettings = sync.OnceFunc(func() {
	_, _ = sqlite.OFDLocking(true)
	_, _ = sqlite.Fdatasync(true)
})

// writerOptions and reading are what the connections of the two pools are opened with.
func writerOptions() url.Values {
	return withPragmas(
		url.Values{"_txlock": {"immediate"}, "_defensive": {"1"}, "_dqs": {"0"}},
		"busy_timeout(30000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
		"recursive_triggers(1)", "secure_delete(FAST)", "temp_store(MEMORY)", "trusted_schema(0)",
		"cell_size_check(1)", "cache_size(-65536)", "journal_size_limit(67108864)", "mmap_size(0)")
}

func readerOptions() url.Values {
	return withPragmas(
		url.Values{"mode": {"ro"}, "_dqs": {"0"}},
		"query_only(1)", "busy_timeout(30000)", "temp_store(MEMORY)", "trusted_schema(0)",
		"cache_size(-32768)", "mmap_size(0)")
}

// copyOptions is what a connection is opened with that copies the database away.
func copyOptions() url.Values {
	return withPragmas(url.Values{"_dqs": {"0"}}, "busy_timeout(30000)", "temp_store(MEMORY)", "trusted_schema(0)", "mmap_size(0)")
}

func withPragmas(v url.Values, pragmas ...string) url.Values {
	v["_pragma"] = pragmas
	return v
}

// fileURI is a file as SQLite takes it, with a query.
func fileURI(path string, query url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: query.Encode()}).String()
}

// openPools opens the database through the file system that is named.
func openPools(ctx context.Context, path, fileSystem string) (*pools, error) {
	p := &pools{path: path, vfsSelection: vfsSelection{fileSystem: fileSystem}}
	p.write = sql.OpenDB(&connector{pools: p, query: writerOptions()})
	p.write.SetMaxOpenConns(1)
	p.read = sql.OpenDB(&connector{pools: p, query: readerOptions()})
	p.read.SetMaxOpenConns(maxReaders)
	p.read.SetMaxIdleConns(maxReaders)
	if err := p.write.PingContext(ctx); err != nil {
		return nil, errors.Join(err, p.write.Close(), p.read.Close())
	}
	return p, nil
}

// connector opens the connections of a pool.
type connector struct {
	pools *pools
	query url.Values
}

// Connect opens a connection through the file system as it is by then.
func (c *connector) Connect(context.Context) (driver.Conn, error) {
	c.pools.mu.RLock()
	defer c.pools.mu.RUnlock()
	return c.Driver().Open(c.pools.uri(c.query))
}

// Driver is SQLite's.
func (*connector) Driver() driver.Driver { return &sqlite.Driver{} }

// uri is the database with a query, through the file system as it is. The
// caller holds the lock.
func (p *pools) uri(query url.Values) string {
	return fileURI(p.path, withVFS(query, p.fileSystem))
}

// withVFS is a query through a file system.
func withVFS(query url.Values, fileSystem string) url.Values {
	if fileSystem == "" {
		return query
	}
	query = maps.Clone(query)
	query.Set("vfs", fileSystem)
	return query
}

// close ends the readers first, so that the writer's checkpoint can empty the
// write-ahead log.
func (p *pools) close(ctx context.Context) error {
	err := p.read.Close()
	for _, q := range []string{"pragma optimize", "pragma wal_checkpoint(truncate)"} {
		if _, e := p.write.ExecContext(ctx, q); e != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", q, mapError(e)))
		}
	}
	return errors.Join(err, p.write.Close())
}

// writeTx runs fn in one transaction of the writer, which holds the write lock
// from its start.
func (p *pools) writeTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := p.write.BeginTx(ctx, nil)
	if err != nil {
		return mapError(err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := fn(tx); err != nil {
		return mapError(err)
	}
	if err := tx.Commit(); err != nil {
		return mapError(err)
	}
	return p.checkFileExists()
}

// checkFileExists reports ErrVanished where the database's file is no longer there: what
// is written to a file that was deleted is lost when it is closed.
func (p *pools) checkFileExists() error {
	if _, err := os.Stat(p.path); errors.Is(err, os.ErrNotExist) {
		return ErrVanished
	}
	return nil
}
