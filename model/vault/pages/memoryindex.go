// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"sync"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// memoryIndex is the index of a write-ahead log that is read only: the connections
// of one mount share it, and there is no -shm file
// (https://sqlite.org/walformat.html#the_wal_index_file_format).
type memoryIndex struct {
	mu      sync.Mutex
	regions []uintptr
	locks   [sqlite3.SQLITE_SHM_NLOCK]int // connections that share it, -1 for one that has it alone
}

func (x *memoryIndex) free(tls *libc.TLS) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, r := range x.regions {
		libc.Xfree(tls, r)
	}
	x.regions = nil
}

func mapIndex(tls *libc.TLS, p uintptr, region, size, extend int32, out uintptr) int32 {
	x := &fileAt(p).id.index
	x.mu.Lock()
	defer x.mu.Unlock()
	*engine.Word(out) = 0
	for int(region) >= len(x.regions) {
		if extend == 0 {
			return sqlite3.SQLITE_OK
		}
		r := libc.Xcalloc(tls, 1, libc.Tsize_t(size))
		if r == 0 {
			return sqlite3.SQLITE_NOMEM
		}
		x.regions = append(x.regions, r)
	}
	*engine.Word(out) = x.regions[region]
	return sqlite3.SQLITE_OK
}

func lockIndex(_ *libc.TLS, p uintptr, offset, n, flags int32) int32 {
	x := &fileAt(p).id.index
	x.mu.Lock()
	defer x.mu.Unlock()
	locks := x.locks[offset : offset+n]
	shared, unlock := flags&sqlite3.SQLITE_SHM_SHARED != 0, flags&sqlite3.SQLITE_SHM_UNLOCK != 0
	for i := range locks {
		if !unlock && (locks[i] < 0 || !shared && locks[i] > 0) {
			return sqlite3.SQLITE_BUSY
		}
	}
	for i := range locks {
		switch {
		case unlock && shared:
			locks[i] = max(0, locks[i]-1)
		case unlock:
			locks[i] = 0
		case shared:
			locks[i]++
		default:
			locks[i] = -1
		}
	}
	return sqlite3.SQLITE_OK
}

func indexBarrier(_ *libc.TLS, p uintptr) {
	x := &fileAt(p).id.index
	x.mu.Lock()
	defer x.mu.Unlock()
}

func unmapIndex(*libc.TLS, uintptr, int32) int32 { return sqlite3.SQLITE_OK }

func passLock(*libc.TLS, uintptr, int32) int32 { return sqlite3.SQLITE_OK }

func noReservedLock(_ *libc.TLS, _, out uintptr) int32 {
	*engine.Int32At(out) = 0
	return sqlite3.SQLITE_OK
}
