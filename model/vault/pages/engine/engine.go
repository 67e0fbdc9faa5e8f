// SPDX-License-Identifier: MPL-2.0

// Package engine lets Go stand between SQLite, which is C made into Go, and the
// file system that it would use by itself.
package engine

import (
	"unsafe"

	sqlite3 "modernc.org/sqlite/lib"
)

// Pointer is a function as SQLite's tables of a file system and of a file hold
// it: the word that a Go function value holds.
func Pointer[F any](f F) uintptr {
	return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f}))
}

// function is the function that an entry of the engine's tables points at.
func function[F any](p uintptr) F {
	return *(*F)(unsafe.Pointer(&struct{ p uintptr }{p}))
}

// Memory is n bytes of the engine's memory, which Go's collector knows nothing
// of: it neither moves nor frees them.
func Memory(p uintptr, n int) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(p)), n) }

// Word is a word of the engine's memory.
func Word(p uintptr) *uintptr { return (*uintptr)(unsafe.Pointer(p)) }

// Int64At is a number of the engine's memory.
func Int64At(p uintptr) *int64 { return (*int64)(unsafe.Pointer(p)) }

// Int32At is a number of the engine's memory.
func Int32At(p uintptr) *int32 { return (*int32)(unsafe.Pointer(p)) }

// VFSAt is a table of a file system.
func VFSAt(p uintptr) *sqlite3.Tsqlite3_vfs { return (*sqlite3.Tsqlite3_vfs)(unsafe.Pointer(p)) }
