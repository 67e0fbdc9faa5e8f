// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

func (f *file) readDatabase(tls *libc.TLS, p uintptr, b []byte, off int64) int32 {
	if off%pageSize != 0 || len(b) != pageSize {
		return f.peekDatabase(tls, p, b, off)
	}
	if code := f.readPage(tls, p, off); code != sqlite3.SQLITE_OK {
		clear(b)
		return code
	}
	page := engine.Memory(f.scratch, pageSize)
	if !f.openPage(page, inDatabase, off/pageSize+1) {
		return damagedPage(b)
	}
	copy(b, page)
	return sqlite3.SQLITE_OK
}

// readPage reads a sealed page of the database into the scratch buffer. The first page
// sets the file's id, which another process may have assigned.
func (f *file) readPage(tls *libc.TLS, p uintptr, off int64) int32 {
	code := engine.Read(tls, p, f.scratch, pageSize, off)
	if code == sqlite3.SQLITE_OK && off == 0 {
		f.id.adoptID(f.mount, engine.Memory(f.scratch, pageSize))
	}
	return code
}

// peekDatabase reads part of a page. SQLite does so before it knows the page size, and
// to detect changes by another connection.
func (f *file) peekDatabase(tls *libc.TLS, p uintptr, b []byte, off int64) int32 {
	for len(b) > 0 {
		start := off - off%pageSize
		code := f.readPage(tls, p, start)
		if code == sqlite3.SQLITE_IOERR_SHORT_READ && start == 0 {
			peekHeader(b, off)
		} else if code == sqlite3.SQLITE_IOERR_SHORT_READ {
			clear(b)
		}
		if code != sqlite3.SQLITE_OK {
			return code
		}
		page := engine.Memory(f.scratch, pageSize)
		n := min(len(b), int(pageSize-off%pageSize))
		switch {
		case f.openPage(page, inDatabase, start/pageSize+1):
			copy(b[:n], page[off-start:])
		case start == 0:
			// The first page may be torn and intact in the log. Before SQLite reads
			// the log, it only needs the page size.
			peekHeader(b[:n], off)
		default:
			return damagedPage(b)
		}
		b, off = b[n:], off+int64(n)
	}
	return sqlite3.SQLITE_OK
}

// peekHeader fills in only the fields of a database header that describe its pages. A
// new database gets its page size and reserved bytes from there.
func peekHeader(b []byte, off int64) {
	var head [100]byte
	head[16], head[17] = pageSize>>8, pageSize&0xff
	head[20] = reserve
	clear(b)
	if off < int64(len(head)) {
		copy(b, head[off:])
	}
}

func (f *file) writeDatabase(tls *libc.TLS, p uintptr, b []byte, off int64) int32 {
	if off%pageSize != 0 || len(b) != pageSize {
		return writeRefused
	}
	if off == 0 && (b[16] != pageSize>>8 || b[17] != pageSize&0xff || b[20] != reserve) {
		return writeRefused // the pages have no reserved bytes for the seal
	}
	return f.writeSealed(tls, p, b, off, inDatabase, off/pageSize+1)
}
