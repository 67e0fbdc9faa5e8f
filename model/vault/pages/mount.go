// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// Mount is an encrypting file system registered with SQLite. A connection that opens a
// database with vfs=NAME reads and writes through it.
type Mount struct {
	name   string
	keys   []Key
	base   uintptr // the file system below
	self   uintptr // the engine's table of this file system
	number uintptr

	mu   sync.Mutex
	open int
	live map[string]*identity // of the databases that are open, by path

	readOnly   bool
	withoutLog bool
	frozen     atomic.Bool
	notOpened  atomic.Int64
}

// Options configure a [Mount]. The zero value is for production.
type Options struct {
	// Base is the name of the file system below; empty for the platform's own.
	Base string
	// ReadOnly opens every file for reading only, takes no lock and keeps the index
	// of the write-ahead log in memory: nothing in the folder changes. No other
	// program may write meanwhile.
	ReadOnly bool
	// WithoutLog reads the database file alone, as if there were no write-ahead log.
	// It is for ReadOnly.
	WithoutLog bool
}

var mounts atomic.Int64

// NewMount registers a file system that seals new files under the last key and opens
// files of any of the keys.
func NewMount(o Options, keys ...Key) (*Mount, error) {
	if len(keys) == 0 {
		return nil, errors.New("mount: no key")
	}
	tls := libc.NewTLS()
	defer tls.Close()
	var base uintptr
	if o.Base != "" {
		name, err := libc.CString(o.Base)
		if err != nil {
			return nil, fmt.Errorf("mount: %w", err)
		}
		defer libc.Xfree(tls, name)
		base = name
	}
	m := &Mount{
		name: fmt.Sprintf("fremskridt-%d", mounts.Add(1)),
		keys: keys, base: sqlite3.Xsqlite3_vfs_find(tls, base), live: map[string]*identity{},
		readOnly: o.ReadOnly, withoutLog: o.WithoutLog,
	}
	if m.base == 0 {
		return nil, fmt.Errorf("mount: no file system %q", o.Base)
	}
	m.self = libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})))
	name, err := libc.CString(m.name)
	if err != nil || m.self == 0 {
		return nil, errors.Join(errors.New("mount: no memory"), err)
	}
	m.number = handles.add(m)
	table := engine.VFSAt(m.self)
	*table = *engine.VFSAt(m.base)
	table.FpNext = 0
	table.FiVersion = 2
	table.FszOsFile += engine.Prefix
	table.FzName = name
	table.FpAppData = m.number
	table.FxOpen = engine.Pointer(openFile)
	table.FxDelete = engine.Pointer(deleteFile)
	table.FxAccess = engine.Pointer(accessFile)
	table.FxFullPathname = engine.Pointer(fullPath)
	if code := sqlite3.Xsqlite3_vfs_register(tls, m.self, 0); code != sqlite3.SQLITE_OK {
		m.free(tls)
		return nil, fmt.Errorf("mount: SQLite refuses the file system, code %d", code)
	}
	return m, nil
}

// Name returns the name to open a connection with: vfs=NAME.
func (m *Mount) Name() string { return m.name }

// NotOpened counts the pages that were read and did not open, including torn pages
// repaired by SQLite's recovery.
func (m *Mount) NotOpened() int64 { return m.notOpened.Load() }

// Freeze refuses every write from here on, so that a database that was found damaged
// stays as it is. What is in the write-ahead log stays there.
func (m *Mount) Freeze() { m.frozen.Store(true) }

// writable reports whether files may be changed.
func (m *Mount) writable() bool { return !m.readOnly && !m.frozen.Load() }

// Close unregisters the file system and drops the keys. It fails while a file is open.
func (m *Mount) Close() error {
	m.mu.Lock()
	open := m.open
	m.mu.Unlock()
	if open > 0 {
		return fmt.Errorf("close mount: %d files are open", open)
	}
	tls := libc.NewTLS()
	defer tls.Close()
	if code := sqlite3.Xsqlite3_vfs_unregister(tls, m.self); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("close mount: SQLite keeps the file system, code %d", code)
	}
	m.free(tls)
	return nil
}

func (m *Mount) free(tls *libc.TLS) {
	handles.drop(m.number)
	libc.Xfree(tls, engine.VFSAt(m.self).FzName)
	libc.Xfree(tls, m.self)
	m.keys, m.live = nil, nil
}

func (m *Mount) key(epoch uint32) Key {
	for _, k := range m.keys {
		if k.Epoch() == epoch {
			return k
		}
	}
	return nil
}

// identity is shared by the connections to one database file: its id and the keys
// derived from it. The id of a new file is provisional until a page is sealed under
// it, as another process may start the file first.
type identity struct {
	path string
	refs int

	index memoryIndex // for a read-only mount

	mu      sync.Mutex
	settled bool
	cipher  *fileCipher
}

// identify returns the identity of a database that is being opened. first is the first
// page, sealed, or nil if the file has none yet.
func (m *Mount) identify(path string, first []byte) *identity {
	m.mu.Lock()
	defer m.mu.Unlock()
	id := m.live[path]
	if id == nil || first != nil && id.isOtherFile(first) {
		id = &identity{path: path, cipher: newFileCipher(m.keys[len(m.keys)-1], newFileID())}
		m.live[path] = id
	}
	id.refs++
	if first != nil {
		id.adoptID(m, first)
	}
	return id
}

// databaseOf returns the identity of the database of the journal or log at path, or
// nil.
func (m *Mount) databaseOf(path string) *identity {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, suffix := range []string{"-journal", "-wal"} {
		if of, ok := strings.CutSuffix(path, suffix); ok && m.live[of] != nil {
			id := m.live[of]
			id.refs++
			return id
		}
	}
	return nil
}

// releaseIdentity drops a reference and reports whether it was the last.
func (m *Mount) releaseIdentity(id *identity) (last bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if id.refs--; id.refs == 0 && m.live[id.path] == id {
		delete(m.live, id.path)
	}
	return id.refs == 0
}

// adoptID sets the id to that of a sealed page, unless it is final.
func (id *identity) adoptID(m *Mount, page []byte) {
	version, epoch, file := trailer(page)
	id.mu.Lock()
	defer id.mu.Unlock()
	if id.settled || file == id.cipher.id && epoch == id.cipher.epoch || version != layoutVersion {
		return
	}
	if k := m.key(epoch); k != nil {
		id.cipher = newFileCipher(k, file)
	}
}

// isOtherFile reports whether a page belongs to another file, which replaced this one
// while it was open.
func (id *identity) isOtherFile(page []byte) bool {
	_, _, file := trailer(page)
	id.mu.Lock()
	defer id.mu.Unlock()
	return id.settled && file != id.cipher.id
}

// sealingCipher returns the cipher of the file and makes its id final.
func (id *identity) sealingCipher() *fileCipher {
	id.mu.Lock()
	defer id.mu.Unlock()
	id.settled = true
	return id.cipher
}

func (id *identity) currentCipher() *fileCipher {
	id.mu.Lock()
	defer id.mu.Unlock()
	return id.cipher
}
