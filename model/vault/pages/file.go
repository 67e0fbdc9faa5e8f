// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"strings"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

type kind byte

const (
	database kind = iota
	journal
	writeAheadLog
	temporary    // kept in memory
	superJournal // only names of journals: passed through
)

// file is an open file of the layer.
type file struct {
	mount   *Mount
	kind    kind
	id      *identity // of the database, or of the one to which a journal or log belongs
	scratch uintptr   // buffer for a frame in the engine's memory
	memory  memoryFile
}

// fileMethods is the method table of the layer's files. Its version excludes memory
// mapping, which would bypass the layer.
var fileMethods = sqlite3.Tsqlite3_io_methods{
	FiVersion:               2,
	FxClose:                 engine.Pointer(closeFile),
	FxRead:                  engine.Pointer(readFile),
	FxWrite:                 engine.Pointer(writeFile),
	FxTruncate:              engine.Pointer(truncateFile),
	FxSync:                  engine.Pointer(syncFile),
	FxFileSize:              engine.Pointer(sizeOfFile),
	FxLock:                  engine.Pointer(lockFile),
	FxUnlock:                engine.Pointer(unlockFile),
	FxCheckReservedLock:     engine.Pointer(checkReservedLock),
	FxFileControl:           engine.Pointer(controlFile),
	FxSectorSize:            engine.Pointer(sectorSize),
	FxDeviceCharacteristics: engine.Pointer(deviceCharacteristics),
	FxShmMap:                engine.Pointer(engine.MapShared),
	FxShmLock:               engine.Pointer(engine.LockShared),
	FxShmBarrier:            engine.Pointer(engine.BarrierShared),
	FxShmUnmap:              engine.Pointer(engine.UnmapShared),
}

// readOnlyMethods are those of a read-only mount. Locks do nothing.
var readOnlyMethods = func() sqlite3.Tsqlite3_io_methods {
	m := fileMethods
	m.FxLock = engine.Pointer(passLock)
	m.FxUnlock = engine.Pointer(passLock)
	m.FxCheckReservedLock = engine.Pointer(noReservedLock)
	m.FxShmMap = engine.Pointer(mapIndex)
	m.FxShmLock = engine.Pointer(lockIndex)
	m.FxShmBarrier = engine.Pointer(indexBarrier)
	m.FxShmUnmap = engine.Pointer(unmapIndex)
	return m
}()

func fileAt(p uintptr) *file { return handles.get(*engine.Word(p + 8)).(*file) }

func mountOf(vfs uintptr) *Mount { return handles.get(engine.VFSAt(vfs).FpAppData).(*Mount) }

func deleteFile(tls *libc.TLS, vfs, name uintptr, sync int32) int32 {
	m := mountOf(vfs)
	if !m.writable() {
		return sqlite3.SQLITE_READONLY
	}
	return engine.Delete(tls, m.base, name, sync)
}

func accessFile(tls *libc.TLS, vfs, name uintptr, flags int32, out uintptr) int32 {
	m := mountOf(vfs)
	if m.withoutLog && strings.HasSuffix(libc.GoString(name), "-wal") {
		*engine.Int32At(out) = 0
		return sqlite3.SQLITE_OK
	}
	return engine.Access(tls, m.base, name, flags, out)
}

func fullPath(tls *libc.TLS, vfs, name uintptr, n int32, out uintptr) int32 {
	base := mountOf(vfs).base
	return engine.FullPath(tls, base, name, n, out)
}

func kindOf(flags int32) kind {
	switch {
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		return database
	case flags&sqlite3.SQLITE_OPEN_MAIN_JOURNAL != 0:
		return journal
	case flags&sqlite3.SQLITE_OPEN_WAL != 0:
		return writeAheadLog
	case flags&sqlite3.SQLITE_OPEN_SUPER_JOURNAL != 0:
		return superJournal
	}
	return temporary
}

func openFile(tls *libc.TLS, vfs, name, p uintptr, flags int32, out uintptr) int32 {
	m := mountOf(vfs)
	f := &file{mount: m, kind: kindOf(flags)}
	clear(engine.Memory(p, engine.Prefix))
	methods := &fileMethods
	if m.readOnly && f.kind != temporary {
		methods = &readOnlyMethods
		const change = sqlite3.SQLITE_OPEN_READWRITE | sqlite3.SQLITE_OPEN_CREATE | sqlite3.SQLITE_OPEN_EXCLUSIVE | sqlite3.SQLITE_OPEN_DELETEONCLOSE
		flags = flags&^change | sqlite3.SQLITE_OPEN_READONLY
		if f.kind == writeAheadLog && !m.exists(tls, name) {
			f.kind = temporary // an empty log
			if out != 0 {
				*engine.Int32At(out) = flags
			}
		}
	}
	if f.kind != temporary {
		if code := m.openBelow(tls, name, p, flags, out); code != sqlite3.SQLITE_OK {
			return code
		}
		if code := f.acquireIdentity(tls, p, libc.GoString(name)); code != sqlite3.SQLITE_OK {
			f.releaseIdentity(tls)
			engine.Close(tls, p)
			return code
		}
	}
	m.mu.Lock()
	m.open++
	m.mu.Unlock()
	*engine.Word(p + 8) = handles.add(f)
	*engine.Word(p) = uintptr(unsafe.Pointer(methods))
	return sqlite3.SQLITE_OK
}

// exists reports whether a file exists and is not empty.
func (m *Mount) exists(tls *libc.TLS, name uintptr) bool {
	var found int32
	out := libc.Xcalloc(tls, 1, 8)
	if out == 0 {
		return true
	}
	defer libc.Xfree(tls, out)
	if m.withoutLog || engine.Access(tls, m.base, name, sqlite3.SQLITE_ACCESS_EXISTS, out) != sqlite3.SQLITE_OK {
		return !m.withoutLog
	}
	found = *engine.Int32At(out)
	return found != 0
}

func (m *Mount) openBelow(tls *libc.TLS, name, p uintptr, flags int32, out uintptr) int32 {
	code := engine.Open(tls, m.base, name, p, flags, out)
	if code != sqlite3.SQLITE_OK && engine.IsOpen(p) {
		engine.Close(tls, p)
	}
	return code
}

// acquireIdentity finds the identity of a file that is open below.
func (f *file) acquireIdentity(tls *libc.TLS, p uintptr, path string) int32 {
	if f.scratch = libc.Xmalloc(tls, frameSize); f.scratch == 0 {
		return sqlite3.SQLITE_NOMEM
	}
	switch f.kind {
	case database:
		code := engine.Read(tls, p, f.scratch, pageSize, 0)
		switch code {
		case sqlite3.SQLITE_OK:
			f.id = f.mount.identify(path, engine.Memory(f.scratch, pageSize))
		case sqlite3.SQLITE_IOERR_SHORT_READ: // no page yet
			f.id = f.mount.identify(path, nil)
		default:
			return code
		}
	case journal, writeAheadLog:
		if f.id = f.mount.databaseOf(path); f.id == nil {
			return sqlite3.SQLITE_CANTOPEN
		}
	}
	return sqlite3.SQLITE_OK
}

// releaseIdentity reverts [file.acquireIdentity].
func (f *file) releaseIdentity(tls *libc.TLS) {
	if f.id != nil && f.mount.releaseIdentity(f.id) {
		f.id.index.free(tls)
	}
	if f.scratch != 0 {
		clear(engine.Memory(f.scratch, frameSize))
		libc.Xfree(tls, f.scratch)
	}
}

func closeFile(tls *libc.TLS, p uintptr) int32 {
	f := fileAt(p)
	handles.drop(*engine.Word(p + 8))
	f.releaseIdentity(tls)
	code := int32(sqlite3.SQLITE_OK)
	if f.kind == temporary {
		f.memory.truncate(0)
	} else {
		code = engine.Close(tls, p)
	}
	f.mount.mu.Lock()
	f.mount.open--
	f.mount.mu.Unlock()
	return code
}

func readFile(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
	f := fileAt(p)
	b := engine.Memory(buf, int(n))
	switch f.kind {
	case database:
		return f.readDatabase(tls, p, b, off)
	case journal:
		return f.readJournal(tls, p, b, off)
	case writeAheadLog:
		return f.readLog(tls, p, b, off)
	case superJournal:
		return engine.Read(tls, p, buf, n, off)
	}
	return f.memory.read(b, off)
}

func writeFile(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
	f := fileAt(p)
	b := engine.Memory(buf, int(n))
	if f.kind != temporary && !f.mount.writable() {
		return sqlite3.SQLITE_READONLY
	}
	switch f.kind {
	case database:
		return f.writeDatabase(tls, p, b, off)
	case journal:
		return f.writeJournal(tls, p, b, off)
	case writeAheadLog:
		return f.writeLog(tls, p, b, off)
	case superJournal:
		return engine.Write(tls, p, buf, n, off)
	}
	f.memory.write(b, off)
	return sqlite3.SQLITE_OK
}

// writeSealed seals a page and writes it at off.
func (f *file) writeSealed(tls *libc.TLS, p uintptr, page []byte, off int64, u use, place int64) int32 {
	f.id.sealingCipher().seal(engine.Memory(f.scratch, pageSize), page, u, place)
	return engine.Write(tls, p, f.scratch, pageSize, off)
}

// openPage opens a page in place and reports whether it is authentic.
func (f *file) openPage(page []byte, u use, place int64) bool {
	if f.id.currentCipher().open(page, u, place) != nil {
		f.mount.notOpened.Add(1)
		return false
	}
	return true
}

// damagedPage is the error returned to SQLite for a page that does not open.
func damagedPage(b []byte) int32 {
	clear(b)
	return sqlite3.SQLITE_IOERR_DATA
}

// writeRefused is the error returned to SQLite for a write that the layer cannot seal.
const writeRefused = sqlite3.SQLITE_IOERR_WRITE
