package pages

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The shapes of the functions that SQLite's tables of a file system and of a
// file point at. In the engine, which is C made into Go, such a pointer is the
// word that a Go function value holds.
type (
	openCall   = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	deleteCall = func(tls *libc.TLS, vfs, name uintptr, sync int32) int32
	accessCall = func(tls *libc.TLS, vfs, name uintptr, flags int32, out uintptr) int32
	pathCall   = func(tls *libc.TLS, vfs, name uintptr, n int32, out uintptr) int32

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

// pointer is a function as the engine's tables hold it.
func pointer[F any](f F) uintptr {
	return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f}))
}

// function is the function that an entry of the engine's tables points at.
func function[F any](p uintptr) F {
	return *(*F)(unsafe.Pointer(&struct{ p uintptr }{p}))
}

// memory is n bytes of the engine's memory, which Go's collector knows nothing
// of: it neither moves nor frees them.
func memory(p uintptr, n int) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(p)), n) }

func word(p uintptr) *uintptr { return (*uintptr)(unsafe.Pointer(p)) }

func vfsAt(p uintptr) *sqlite3.Tsqlite3_vfs { return (*sqlite3.Tsqlite3_vfs)(unsafe.Pointer(p)) }

// prefix is what a file of this layer has before the file of the layer below:
// the table of its methods and its number.
const prefix = 16

// below is the file under a file of this layer.
func below(file uintptr) uintptr { return file + prefix }

func methodsBelow(file uintptr) *sqlite3.Tsqlite3_io_methods {
	return (*sqlite3.Tsqlite3_io_methods)(unsafe.Pointer(*word(below(file))))
}

func readBelow(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	return function[rwCall](methodsBelow(file).FxRead)(tls, below(file), buf, n, off)
}

func writeBelow(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	return function[rwCall](methodsBelow(file).FxWrite)(tls, below(file), buf, n, off)
}

func int64At(p uintptr) *int64 { return (*int64)(unsafe.Pointer(p)) }

func int32At(p uintptr) *int32 { return (*int32)(unsafe.Pointer(p)) }
