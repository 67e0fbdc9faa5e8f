// SPDX-License-Identifier: MPL-2.0

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
	"sync/atomic"

	"modernc.org/sqlite"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// pools are the connections to the database file: one that writes and
// [maxReaders] that read.
type pools struct {
	write *sql.DB
	read  *sql.DB
	path  string
	vfsSelection
	damaged  atomic.Bool // the database was found damaged; nothing more is written
	readOnly bool
	full     bool // read-only as the disk is full

	pending pendingWrite
}

const maxReaders = 4

// vfsSelection is the SQLite virtual file system that new connections use, the
// platform's own where it is empty. Holding mu for writing blocks new
// connections.
type vfsSelection struct {
	mu         sync.RWMutex
	fileSystem string
	mount      atomic.Pointer[pages.Mount] // that of fileSystem; nil without encryption
}

// processSettings sets two options of the whole process, which must precede the
// first connection. Locks of open file descriptions survive another part of the
// process opening and closing the file; fdatasync saves each commit from writing
// the file's times. A system without one works all the same.
var processSettings = sync.OnceFunc(func() {
	_, _ = sqlite.OFDLocking(true)
	_, _ = sqlite.Fdatasync(true)
})

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

// copyOptions are those of a connection that copies the whole database.
func copyOptions() url.Values {
	return withPragmas(url.Values{"_dqs": {"0"}}, "busy_timeout(30000)", "temp_store(MEMORY)", "trusted_schema(0)", "mmap_size(0)")
}

func withPragmas(v url.Values, pragmas ...string) url.Values {
	v["_pragma"] = pragmas
	return v
}

// withVFS returns options with a virtual file system.
func withVFS(options url.Values, fileSystem string) url.Values {
	if fileSystem == "" {
		return options
	}
	options = maps.Clone(options)
	options.Set("vfs", fileSystem)
	return options
}

// fileURI is a file name as SQLite takes it (https://sqlite.org/uri.html).
func fileURI(path string, options url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}).String()
}

func openPools(ctx context.Context, path, fileSystem string, m *pages.Mount) (*pools, error) {
	return newPools(ctx, path, fileSystem, m, writerOptions())
}

// openPoolsReadOnly opens a database through a read-only mount. The connection that
// writes refuses to.
func openPoolsReadOnly(ctx context.Context, path string, m *pages.Mount) (*pools, error) {
	p, err := newPools(ctx, path, m.Name(), m, readerOptions())
	if err == nil {
		p.readOnly = true
	}
	return p, err
}

func newPools(ctx context.Context, path, fileSystem string, m *pages.Mount, writer url.Values) (*pools, error) {
	p := &pools{path: path, vfsSelection: vfsSelection{fileSystem: fileSystem}}
	p.mount.Store(m)
	p.write = sql.OpenDB(p.connector(writer))
	p.write.SetMaxOpenConns(1)
	p.read = sql.OpenDB(p.connector(readerOptions()))
	p.read.SetMaxOpenConns(maxReaders)
	p.read.SetMaxIdleConns(maxReaders)
	if err := p.write.PingContext(ctx); err != nil {
		return nil, errors.Join(err, p.write.Close(), p.read.Close())
	}
	return p, nil
}

// connector opens connections through the file system that is selected when they
// are opened.
func (p *pools) connector(options url.Values) connector {
	return connector{
		open: func() (driver.Conn, error) {
			p.mu.RLock()
			defer p.mu.RUnlock()
			return (&sqlite.Driver{}).Open(p.uri(options))
		},
		mapError: func(err error) error {
			if err = mapError(err); errors.Is(err, ErrDamaged) {
				p.freeze()
			}
			return err
		},
	}
}

// freeze stops all writing, now that the database was found damaged: what is written
// to it could spread the damage, and what can still be saved must stay as it is.
func (p *pools) freeze() {
	p.damaged.Store(true)
	if m := p.mount.Load(); m != nil {
		m.Freeze()
	}
}

// uri is the database's URI through the selected file system. The caller holds
// mu.
func (p *pools) uri(options url.Values) string {
	return fileURI(p.path, withVFS(options, p.fileSystem))
}

// close closes the readers first, so that the writer's checkpoint can empty the
// write-ahead log. A damaged database is left as it is.
func (p *pools) close(ctx context.Context) error {
	err := p.read.Close()
	for _, q := range []string{"pragma optimize", "pragma wal_checkpoint(truncate)"} {
		if p.readOnly || p.damaged.Load() {
			break
		}
		// On a full disk the log stays, with all that was acknowledged.
		if _, e := p.write.ExecContext(ctx, q); ignoreFull(e) != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", q, e))
		}
	}
	return errors.Join(err, p.write.Close())
}

// writeTx runs fn in one transaction, which holds the write lock from its start,
// and commits it unless fn fails.
func (p *pools) writeTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	switch {
	case p.damaged.Load():
		return ErrDamaged
	case p.full:
		return ErrDiskFull
	}
	tx, err := p.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // no effect after a commit
	first := p.pending.get()
	if first.write != nil {
		if err := first.write(tx); err != nil {
			return err
		}
	}
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if first.write != nil {
		p.setPending(nil, nil)
		if err := first.done(); err != nil {
			return err
		}
	}
	return p.checkFileExists()
}

// pendingWrite is what a full disk had no room for. The next transaction begins with it.
type pendingWrite struct {
	mu    sync.Mutex
	write func(tx *sql.Tx) error
	done  func() error
}

func (p *pendingWrite) get() (first struct {
	write func(tx *sql.Tx) error
	done  func() error
},
) {
	p.mu.Lock()
	defer p.mu.Unlock()
	first.write, first.done = p.write, p.done
	return first
}

// setPending sets what the next transaction begins with, and what follows when it is
// written.
func (p *pools) setPending(write func(tx *sql.Tx) error, done func() error) {
	p.pending.mu.Lock()
	defer p.pending.mu.Unlock()
	p.pending.write, p.pending.done = write, done
}

// checkFileExists is [ErrVanished] where the database's file has been removed or
// moved: what is written to a deleted file is lost when it is closed.
func (p *pools) checkFileExists() error {
	if _, err := os.Stat(p.path); errors.Is(err, os.ErrNotExist) {
		return ErrVanished
	}
	return nil
}
