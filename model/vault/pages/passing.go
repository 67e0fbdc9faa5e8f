package pages

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// What the layer hands down as it is: sizes, locks and shared memory, which hold
// no content. A temporary file is nobody else's, so it has none of them.

func truncateFile(tls *libc.TLS, p uintptr, size int64) int32 {
	f := fileAt(p)
	if f.kind == temporary {
		f.memory.truncate(size)
		return sqlite3.SQLITE_OK
	}
	return function[sizeCall](methodsBelow(p).FxTruncate)(tls, below(p), size)
}

func syncFile(tls *libc.TLS, p uintptr, flags int32) int32 {
	if fileAt(p).kind == temporary {
		return sqlite3.SQLITE_OK
	}
	return function[numberCall](methodsBelow(p).FxSync)(tls, below(p), flags)
}

func sizeOfFile(tls *libc.TLS, p, out uintptr) int32 {
	if f := fileAt(p); f.kind == temporary {
		*int64At(out) = int64(len(f.memory))
		return sqlite3.SQLITE_OK
	}
	return function[outCall](methodsBelow(p).FxFileSize)(tls, below(p), out)
}

func lockFile(tls *libc.TLS, p uintptr, level int32) int32 {
	if fileAt(p).kind == temporary {
		return sqlite3.SQLITE_OK
	}
	return function[numberCall](methodsBelow(p).FxLock)(tls, below(p), level)
}

func unlockFile(tls *libc.TLS, p uintptr, level int32) int32 {
	if fileAt(p).kind == temporary {
		return sqlite3.SQLITE_OK
	}
	return function[numberCall](methodsBelow(p).FxUnlock)(tls, below(p), level)
}

func checkReservedLock(tls *libc.TLS, p, out uintptr) int32 {
	if fileAt(p).kind == temporary {
		*int32At(out) = 0
		return sqlite3.SQLITE_OK
	}
	return function[outCall](methodsBelow(p).FxCheckReservedLock)(tls, below(p), out)
}

func controlFile(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
	if fileAt(p).kind == temporary || op == sqlite3.SQLITE_FCNTL_MMAP_SIZE || op == sqlite3.SQLITE_FCNTL_CHUNK_SIZE {
		return sqlite3.SQLITE_NOTFOUND
	}
	return function[controlCall](methodsBelow(p).FxFileControl)(tls, below(p), op, arg)
}

func sectorSize(tls *libc.TLS, p uintptr) int32 {
	if fileAt(p).kind == temporary {
		return 512
	}
	return function[fileCall](methodsBelow(p).FxSectorSize)(tls, below(p))
}

// deviceCharacteristics claims of the disk only what stays true of sealed pages.
func deviceCharacteristics(tls *libc.TLS, p uintptr) int32 {
	if fileAt(p).kind == temporary {
		return 0
	}
	return function[fileCall](methodsBelow(p).FxDeviceCharacteristics)(tls, below(p)) &
		(sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE | sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | sqlite3.SQLITE_IOCAP_SEQUENTIAL)
}

func mapShared(tls *libc.TLS, p uintptr, region, size, extend int32, out uintptr) int32 {
	return function[shmMapCall](methodsBelow(p).FxShmMap)(tls, below(p), region, size, extend, out)
}

func lockShared(tls *libc.TLS, p uintptr, offset, n, flags int32) int32 {
	return function[shmLockCall](methodsBelow(p).FxShmLock)(tls, below(p), offset, n, flags)
}

func barrierShared(tls *libc.TLS, p uintptr) {
	function[barrierCall](methodsBelow(p).FxShmBarrier)(tls, below(p))
}

func unmapShared(tls *libc.TLS, p uintptr, remove int32) int32 {
	return function[numberCall](methodsBelow(p).FxShmUnmap)(tls, below(p), remove)
}
