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

// Mount is an encrypting layer that SQLite knows by name. A connection that
// opens a database with vfs=NAME reads and writes it through the layer.
type Mount struct {
	name   string
	keys   []Key
	base   uintptr // the file system below
	self   uintptr // the engine's table of this one
	number uintptr

	mu   sync.Mutex
	open int
	live map[string]*identity // of the databases that are open, by path

	readOnly   bool
	withoutLog bool
	frozen     atomic.Bool
	notOpened  atomic.Int64
}

// Options are what a Mount is made with. The zero value is the usual.
type Options struct {
	// Base names the file system below, the platform's own where it is empty.
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

// NewMount makes a layer that seals what is new under the last of the keys, and
// opens files of any of them.
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

// Name is what a connection asks for with vfs=NAME.
func (m *Mount) Name() string { return m.name }

// NotOpened counts the pages that were read and did not open. A torn page that
// SQLite's recovery then mends is among them.
func (m *Mount) NotOpened() int64 { return m.notOpened.Load() }

// Freeze refuses every write from here on, so that a database that was found damaged
// stays as it is. What is in the write-ahead log stays there.
func (m *Mount) Freeze() { m.frozen.Store(true) }

// writable reports whether files may be changed.
func (m *Mount) writable() bool { return !m.readOnly && !m.frozen.Load() }

// Close takes the layer away from SQLite and forgets the keys. It is an error
// while a file is open.
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

// identity is what the connections to one database file share: its id, and the
// keys made of it. A new file gets an id that counts once a page is sealed
// under it; until then another process may have begun the file.
type identity struct {
	path string
	refs int

	index memoryIndex // where the mount is read-only

	mu      sync.Mutex
	settled bool
	cipher  *fileCipher
}

// identify finds the identity of a database that is being opened. The first
// page, sealed, is nil where the file has none yet.
func (m *Mount) identify(path string, first []byte) *identity {
	m.mu.Lock()
	defer m.mu.Unlock()
	id := m.live[path]
	if id == nil || first != nil && id.other(first) {
		id = &identity{path: path, cipher: newFileCipher(m.keys[len(m.keys)-1], newFileID())}
		m.live[path] = id
	}
	id.refs++
	if first != nil {
		id.adopt(m, first)
	}
	return id
}

// beside returns the identity of the database that the journal or log at path
// belongs to.
func (m *Mount) beside(path string) *identity {
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

// leave gives an identity back and reports whether no one else has it.
func (m *Mount) leave(id *identity) (last bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if id.refs--; id.refs == 0 && m.live[id.path] == id {
		delete(m.live, id.path)
	}
	return id.refs == 0
}

// adopt takes over the id in a sealed page, unless the file's own is
// settled.
func (id *identity) adopt(m *Mount, page []byte) {
	version, epoch, file := marks(page)
	id.mu.Lock()
	defer id.mu.Unlock()
	if id.settled || file == id.cipher.id && epoch == id.cipher.epoch || version != layoutVersion {
		return
	}
	if k := m.key(epoch); k != nil {
		id.cipher = newFileCipher(k, file)
	}
}

// other reports whether a page is of another file, which took the place of this
// one while that was open.
func (id *identity) other(page []byte) bool {
	_, _, file := marks(page)
	id.mu.Lock()
	defer id.mu.Unlock()
	return id.settled && file != id.cipher.id
}

// seals returns the cipher of the file; its id is fixed from here on.
func (id *identity) seals() *fileCipher {
	id.mu.Lock()
	defer id.mu.Unlock()
	id.settled = true
	return id.cipher
}

func (id *identity) opens() *fileCipher {
	id.mu.Lock()
	defer id.mu.Unlock()
	return id.cipher
}
