// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// Methods that the layer passes to the file system below: sizes and locks, without
// content. A temporary file is not shared and needs none of them.

func truncateFile(tls *libc.TLS, p uintptr, size int64) int32 {
	f := fileAt(p)
	if f.kind == temporary {
		f.memory.truncate(size)
		return sqlite3.SQLITE_OK
	}
	if !f.mount.writable() {
		return sqlite3.SQLITE_READONLY
	}
	return engine.Truncate(tls, p, size)
}

func syncFile(tls *libc.TLS, p uintptr, flags int32) int32 {
	if fileAt(p).kind == temporary {
		return sqlite3.SQLITE_OK
	}
	return engine.Sync(tls, p, flags)
}

func sizeOfFile(tls *libc.TLS, p, out uintptr) int32 {
	if f := fileAt(p); f.kind == temporary {
		*engine.Int64At(out) = int64(len(f.memory))
		return sqlite3.SQLITE_OK
	}
	return engine.FileSize(tls, p, out)
}

func lockFile(tls *libc.TLS, p uintptr, level int32) int32 {
	if fileAt(p).kind == temporary {
		return sqlite3.SQLITE_OK
	}
	return engine.Lock(tls, p, level)
}

func unlockFile(tls *libc.TLS, p uintptr, level int32) int32 {
	if fileAt(p).kind == temporary {
		return sqlite3.SQLITE_OK
	}
	return engine.Unlock(tls, p, level)
}

func checkReservedLock(tls *libc.TLS, p, out uintptr) int32 {
	if fileAt(p).kind == temporary {
		*engine.Int32At(out) = 0
		return sqlite3.SQLITE_OK
	}
	return engine.CheckReservedLock(tls, p, out)
}

func controlFile(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
	if fileAt(p).kind == temporary || op == sqlite3.SQLITE_FCNTL_MMAP_SIZE || op == sqlite3.SQLITE_FCNTL_CHUNK_SIZE {
		return sqlite3.SQLITE_NOTFOUND
	}
	return engine.Control(tls, p, op, arg)
}

func sectorSize(tls *libc.TLS, p uintptr) int32 {
	if fileAt(p).kind == temporary {
		return 512
	}
	return engine.SectorSize(tls, p)
}

// deviceCharacteristics reports the properties of the disk that also hold for sealed
// pages.
func deviceCharacteristics(tls *libc.TLS, p uintptr) int32 {
	if fileAt(p).kind == temporary {
		return 0
	}
	return engine.DeviceCharacteristics(tls, p) &
		(sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE | sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | sqlite3.SQLITE_IOCAP_SEQUENTIAL)
}
