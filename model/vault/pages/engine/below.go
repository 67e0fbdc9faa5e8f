// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The functions of this file call the file system below a layer: base is that file
// system, and p a file of the layer, whose file below follows its [Prefix]. They pass
// their arguments on and return SQLite's code.

// Prefix is the size in bytes of a layer's own part of a file, before the file below:
// the method table and the file's number.
const Prefix = 16

// Open opens the file below p.
func Open(tls *libc.TLS, base, name, p uintptr, flags int32, out uintptr) int32 {
	return function[func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32](VFSAt(base).FxOpen)(
		tls, base, name, below(p), flags, out)
}

// IsOpen reports whether there is a file below p that must be closed.
func IsOpen(p uintptr) bool { return *Word(below(p)) != 0 }

// Delete deletes a file.
func Delete(tls *libc.TLS, base, name uintptr, sync int32) int32 {
	return function[func(tls *libc.TLS, vfs, name uintptr, sync int32) int32](VFSAt(base).FxDelete)(tls, base, name, sync)
}

// Access reports whether a file exists.
func Access(tls *libc.TLS, base, name uintptr, flags int32, out uintptr) int32 {
	return function[pathCall](VFSAt(base).FxAccess)(tls, base, name, flags, out)
}

// FullPath makes a path absolute.
func FullPath(tls *libc.TLS, base, name uintptr, n int32, out uintptr) int32 {
	return function[pathCall](VFSAt(base).FxFullPathname)(tls, base, name, n, out)
}

// Function types shared by several entries of the tables.
type (
	pathCall   = func(tls *libc.TLS, vfs, name uintptr, n int32, out uintptr) int32
	fileCall   = func(tls *libc.TLS, file uintptr) int32
	rwCall     = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32
	numberCall = func(tls *libc.TLS, file uintptr, n int32) int32
	outCall    = func(tls *libc.TLS, file, out uintptr) int32
)

func below(p uintptr) uintptr { return p + Prefix }

func methods(p uintptr) *sqlite3.Tsqlite3_io_methods {
	return (*sqlite3.Tsqlite3_io_methods)(unsafe.Pointer(*Word(below(p))))
}

// Close closes the file below p.
func Close(tls *libc.TLS, p uintptr) int32 {
	return function[fileCall](methods(p).FxClose)(tls, below(p))
}

// Read reads n bytes at off into buf.
func Read(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
	return function[rwCall](methods(p).FxRead)(tls, below(p), buf, n, off)
}

// Write writes n bytes of buf at off.
func Write(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
	return function[rwCall](methods(p).FxWrite)(tls, below(p), buf, n, off)
}

// Truncate cuts the file off at size bytes.
func Truncate(tls *libc.TLS, p uintptr, size int64) int32 {
	return function[func(tls *libc.TLS, file uintptr, size int64) int32](methods(p).FxTruncate)(tls, below(p), size)
}

// Sync waits for the disk.
func Sync(tls *libc.TLS, p uintptr, flags int32) int32 {
	return function[numberCall](methods(p).FxSync)(tls, below(p), flags)
}

// FileSize writes the size in bytes into out.
func FileSize(tls *libc.TLS, p, out uintptr) int32 {
	return function[outCall](methods(p).FxFileSize)(tls, below(p), out)
}

// Lock raises the lock.
func Lock(tls *libc.TLS, p uintptr, level int32) int32 {
	return function[numberCall](methods(p).FxLock)(tls, below(p), level)
}

// Unlock lowers the lock.
func Unlock(tls *libc.TLS, p uintptr, level int32) int32 {
	return function[numberCall](methods(p).FxUnlock)(tls, below(p), level)
}

// CheckReservedLock reports whether a connection holds the reserved lock.
func CheckReservedLock(tls *libc.TLS, p, out uintptr) int32 {
	return function[outCall](methods(p).FxCheckReservedLock)(tls, below(p), out)
}

// Control is SQLite's xFileControl.
func Control(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
	return function[func(tls *libc.TLS, file uintptr, op int32, arg uintptr) int32](methods(p).FxFileControl)(tls, below(p), op, arg)
}

// SectorSize returns the number of bytes that the disk writes at once.
func SectorSize(tls *libc.TLS, p uintptr) int32 {
	return function[fileCall](methods(p).FxSectorSize)(tls, below(p))
}

// DeviceCharacteristics returns the guarantees of the file system.
func DeviceCharacteristics(tls *libc.TLS, p uintptr) int32 {
	return function[fileCall](methods(p).FxDeviceCharacteristics)(tls, below(p))
}

// MapShared maps a region of the memory shared between processes.
func MapShared(tls *libc.TLS, p uintptr, region, size, extend int32, out uintptr) int32 {
	return function[func(tls *libc.TLS, file uintptr, region, size, extend int32, out uintptr) int32](methods(p).FxShmMap)(
		tls, below(p), region, size, extend, out)
}

// LockShared locks a part of the shared memory.
func LockShared(tls *libc.TLS, p uintptr, offset, n, flags int32) int32 {
	return function[func(tls *libc.TLS, file uintptr, offset, n, flags int32) int32](methods(p).FxShmLock)(
		tls, below(p), offset, n, flags)
}

// BarrierShared orders reads and writes of the shared memory.
func BarrierShared(tls *libc.TLS, p uintptr) {
	function[func(tls *libc.TLS, file uintptr)](methods(p).FxShmBarrier)(tls, below(p))
}

// UnmapShared releases the shared memory.
func UnmapShared(tls *libc.TLS, p uintptr, remove int32) int32 {
	return function[numberCall](methods(p).FxShmUnmap)(tls, below(p), remove)
}
