// SPDX-License-Identifier: MPL-2.0

// Package engine inserts Go code between SQLite, which is C translated to Go, and the
// file system below it.
package engine

import (
	"unsafe"

	sqlite3 "modernc.org/sqlite/lib"
)

// Pointer returns a function as an entry of SQLite's tables of a file system and of a
// file: the word in a Go function value.
func Pointer[F any](f F) uintptr {
	return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f}))
}

// function returns the function of an entry of the engine's tables.
func function[F any](p uintptr) F {
	return *(*F)(unsafe.Pointer(&struct{ p uintptr }{p}))
}

// Memory returns n bytes of the engine's memory, which Go's garbage collector neither
// moves nor frees.
func Memory(p uintptr, n int) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(p)), n) }

// Word points to a word of the engine's memory.
func Word(p uintptr) *uintptr { return (*uintptr)(unsafe.Pointer(p)) }

// Int64At points to a number in the engine's memory.
func Int64At(p uintptr) *int64 { return (*int64)(unsafe.Pointer(p)) }

// Int32At points to a number in the engine's memory.
func Int32At(p uintptr) *int32 { return (*int32)(unsafe.Pointer(p)) }

// VFSAt points to the table of a file system.
func VFSAt(p uintptr) *sqlite3.Tsqlite3_vfs { return (*sqlite3.Tsqlite3_vfs)(unsafe.Pointer(p)) }
