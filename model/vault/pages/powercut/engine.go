package powercut

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The shapes of the engine's functions, and what turns a Go function into an
// entry of its tables and back; package pages explains them.
type (
	openCall    = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	deleteCall  = func(tls *libc.TLS, vfs, name uintptr, sync int32) int32
	accessCall  = func(tls *libc.TLS, vfs, name uintptr, flags int32, out uintptr) int32
	fileCall    = func(tls *libc.TLS, file uintptr) int32
	rwCall      = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32
	sizeCall    = func(tls *libc.TLS, file uintptr, size int64) int32
	numberCall  = func(tls *libc.TLS, file uintptr, n int32) int32
	outCall     = func(tls *libc.TLS, file, out uintptr) int32
	controlCall = func(tls *libc.TLS, file uintptr, op int32, arg uintptr) int32
	shmMapCall  = func(tls *libc.TLS, file uintptr, region, size, extend int32, out uintptr) int32
	shmLockCall = func(tls *libc.TLS, file uintptr, offset, n, flags int32) int32
	barrierCall = func(tls *libc.TLS, file uintptr)
)

func pointer[F any](f F) uintptr {
	return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f}))
}

func function[F any](p uintptr) F {
	return *(*F)(unsafe.Pointer(&struct{ p uintptr }{p}))
}

func memory(p uintptr, n int) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(p)), n) }

func word(p uintptr) *uintptr { return (*uintptr)(unsafe.Pointer(p)) }

func vfsAt(p uintptr) *sqlite3.Tsqlite3_vfs { return (*sqlite3.Tsqlite3_vfs)(unsafe.Pointer(p)) }

// prefix is what a file has before the file of the platform: the table of its
// methods and its number.
const prefix = 16

func below(file uintptr) uintptr { return file + prefix }

func methodsBelow(file uintptr) *sqlite3.Tsqlite3_io_methods {
	return (*sqlite3.Tsqlite3_io_methods)(unsafe.Pointer(*word(below(file))))
}

// passing are the methods that a recorded file hands through.
func passing() sqlite3.Tsqlite3_io_methods {
	return sqlite3.Tsqlite3_io_methods{
		FiVersion: 2,
		FxRead: pointer(func(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
			return function[rwCall](methodsBelow(p).FxRead)(tls, below(p), buf, n, off)
		}),
		FxFileSize: pointer(func(tls *libc.TLS, p, out uintptr) int32 {
			return function[outCall](methodsBelow(p).FxFileSize)(tls, below(p), out)
		}),
		FxLock: pointer(func(tls *libc.TLS, p uintptr, level int32) int32 {
			return function[numberCall](methodsBelow(p).FxLock)(tls, below(p), level)
		}),
		FxUnlock: pointer(func(tls *libc.TLS, p uintptr, level int32) int32 {
			return function[numberCall](methodsBelow(p).FxUnlock)(tls, below(p), level)
		}),
		FxCheckReservedLock: pointer(func(tls *libc.TLS, p, out uintptr) int32 {
			return function[outCall](methodsBelow(p).FxCheckReservedLock)(tls, below(p), out)
		}),
		FxFileControl: pointer(func(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
			return function[controlCall](methodsBelow(p).FxFileControl)(tls, below(p), op, arg)
		}),
		FxSectorSize: pointer(func(tls *libc.TLS, p uintptr) int32 {
			return function[fileCall](methodsBelow(p).FxSectorSize)(tls, below(p))
		}),
		FxDeviceCharacteristics: pointer(func(tls *libc.TLS, p uintptr) int32 {
			return function[fileCall](methodsBelow(p).FxDeviceCharacteristics)(tls, below(p))
		}),
		FxShmMap: pointer(func(tls *libc.TLS, p uintptr, region, size, extend int32, out uintptr) int32 {
			return function[shmMapCall](methodsBelow(p).FxShmMap)(tls, below(p), region, size, extend, out)
		}),
		FxShmLock: pointer(func(tls *libc.TLS, p uintptr, offset, n, flags int32) int32 {
			return function[shmLockCall](methodsBelow(p).FxShmLock)(tls, below(p), offset, n, flags)
		}),
		FxShmBarrier: pointer(func(tls *libc.TLS, p uintptr) {
			function[barrierCall](methodsBelow(p).FxShmBarrier)(tls, below(p))
		}),
		FxShmUnmap: pointer(func(tls *libc.TLS, p uintptr, remove int32) int32 {
			return function[numberCall](methodsBelow(p).FxShmUnmap)(tls, below(p), remove)
		}),
	}
}
