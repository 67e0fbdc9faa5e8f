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
	if !f.opened(page, inDatabase, off/pageSize+1) {
		return damaged(b)
	}
	copy(b, page)
	return sqlite3.SQLITE_OK
}

// readPage reads a sealed page of the database into the scratch room. From the
// first one it takes the file's id, which another process may have given it.
func (f *file) readPage(tls *libc.TLS, p uintptr, off int64) int32 {
	code := engine.Read(tls, p, f.scratch, pageSize, off)
	if code == sqlite3.SQLITE_OK && off == 0 {
		f.id.adopt(f.mount, engine.Memory(f.scratch, pageSize))
	}
	return code
}

// peekDatabase reads part of a page. SQLite does so before it knows the page
// size, and to see whether another connection has changed the file.
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
		case f.opened(page, inDatabase, start/pageSize+1):
			copy(b[:n], page[off-start:])
		case start == 0:
			// The first page may be torn where the log has a whole one. Before it
			// has looked there, SQLite wants the size of pages and nothing else.
			peekHeader(b[:n], off)
		default:
			return damaged(b)
		}
		b, off = b[n:], off+int64(n)
	}
	return sqlite3.SQLITE_OK
}

// peekHeader fills in what the head of a database says of its pages and nothing
// more. A new database takes its measures from there.
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
		return refused
	}
	if off == 0 && (b[16] != pageSize>>8 || b[17] != pageSize&0xff || b[20] != reserve) {
		return refused // of a database whose pages leave no room for the seal
	}
	return f.writeSealed(tls, p, b, off, inDatabase, off/pageSize+1)
}
