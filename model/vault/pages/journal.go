// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// readJournal reports a page that does not open as the end of the journal, as it was
// torn by a power cut. SQLite does the same when a checksum fails.
func (f *file) readJournal(tls *libc.TLS, p uintptr, b []byte, off int64) int32 {
	if len(b) == pageSize {
		code := engine.Read(tls, p, f.scratch, pageSize, off)
		page := engine.Memory(f.scratch, pageSize)
		if code == sqlite3.SQLITE_OK && !f.openPage(page, inJournal, off) {
			code = sqlite3.SQLITE_IOERR_SHORT_READ
		}
		if code != sqlite3.SQLITE_OK {
			clear(b)
			return code
		}
		copy(b, page)
		return code
	}
	if len(b) > pageSize {
		return damagedPage(b)
	}
	code := engine.Read(tls, p, f.scratch, int32(len(b)), off)
	if code == sqlite3.SQLITE_OK {
		copy(b, engine.Memory(f.scratch, len(b)))
		f.id.currentCipher().xorJournal(b, off)
	} else {
		clear(b)
	}
	return code
}

func (f *file) writeJournal(tls *libc.TLS, p uintptr, b []byte, off int64) int32 {
	switch {
	case len(b) == pageSize:
		return f.writeSealed(tls, p, b, off, inJournal, off)
	case len(b) > pageSize:
		return writeRefused
	}
	s := engine.Memory(f.scratch, len(b))
	copy(s, b)
	f.id.sealingCipher().xorJournal(s, off)
	return engine.Write(tls, p, f.scratch, int32(len(b)), off)
}
