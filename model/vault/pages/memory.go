// SPDX-License-Identifier: MPL-2.0

package pages

import sqlite3 "modernc.org/sqlite/lib"

// memoryFile is a temporary file, such as one for sorting or a statement's journal. Its
// content is overwritten before its memory is released.
type memoryFile []byte

func (m *memoryFile) read(b []byte, off int64) int32 {
	n := 0
	if off < int64(len(*m)) {
		n = copy(b, (*m)[off:])
	}
	if n < len(b) {
		clear(b[n:])
		return sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return sqlite3.SQLITE_OK
}

func (m *memoryFile) write(b []byte, off int64) {
	end := off + int64(len(b))
	if end > int64(cap(*m)) {
		grown := make([]byte, len(*m), max(end, 2*int64(cap(*m))))
		copy(grown, *m)
		clear(*m)
		*m = grown
	}
	if end > int64(len(*m)) {
		*m = (*m)[:end]
	}
	copy((*m)[off:], b)
}

func (m *memoryFile) truncate(size int64) {
	if size < int64(len(*m)) {
		clear((*m)[size:])
		*m = (*m)[:size]
	}
	if size == 0 {
		*m = nil
	}
}
