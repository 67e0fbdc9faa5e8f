// SPDX-License-Identifier: MPL-2.0

package powercut

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// Disk is a file system registered with SQLite for the files of one folder.
type Disk struct {
	name string
	dir  string
	base uintptr
	self uintptr

	mu    sync.Mutex
	files map[uintptr]*openFile
	trace Trace
	// Halved shows every write to readers in two steps, with the function called
	// between them. It must not be changed while a file is open.
	Halved func()
}

// openFile is a file that SQLite has open.
type openFile struct {
	path       string
	syncFolder bool // at its next sync, as SQLite does for a new journal or log
}

var (
	disks   atomic.Int64
	numbers atomic.Int64
	live    sync.Map // of *Disk, by the file system's application data in SQLite
	opened  sync.Map // of *Disk, by the number of a file
)

// NewDisk starts to record the changes in a folder.
func NewDisk(dir string) (*Disk, error) {
	start, err := Read(dir)
	if err != nil {
		return nil, err
	}
	tls := libc.NewTLS()
	defer tls.Close()
	n := disks.Add(1)
	d := &Disk{
		name: fmt.Sprintf("powercut-%d", n), dir: dir, base: sqlite3.Xsqlite3_vfs_find(tls, 0),
		files: map[uintptr]*openFile{}, trace: Trace{Start: start},
	}
	d.self = libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})))
	name, err := libc.CString(d.name)
	if err != nil {
		return nil, err
	}
	table := engine.VFSAt(d.self)
	*table = *engine.VFSAt(d.base)
	table.FpNext, table.FiVersion, table.FzName, table.FpAppData = 0, 2, name, uintptr(n)
	table.FszOsFile += engine.Prefix
	table.FxOpen = engine.Pointer(open)
	table.FxDelete = engine.Pointer(remove)
	table.FxAccess = engine.Pointer(func(tls *libc.TLS, vfs, name uintptr, flags int32, out uintptr) int32 {
		base := diskOf(vfs).base
		return engine.Access(tls, base, name, flags, out)
	})
	table.FxFullPathname = engine.Pointer(func(tls *libc.TLS, vfs, name uintptr, n int32, out uintptr) int32 {
		base := diskOf(vfs).base
		return engine.FullPath(tls, base, name, n, out)
	})
	live.Store(uintptr(n), d)
	if code := sqlite3.Xsqlite3_vfs_register(tls, d.self, 0); code != sqlite3.SQLITE_OK {
		return nil, fmt.Errorf("SQLite refuses the file system, code %d", code)
	}
	return d, nil
}

// Name returns the name to open a connection with: vfs=NAME.
func (d *Disk) Name() string { return d.name }

// Close unregisters the disk. No file may be open.
func (d *Disk) Close() error {
	tls := libc.NewTLS()
	defer tls.Close()
	if code := sqlite3.Xsqlite3_vfs_unregister(tls, d.self); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("SQLite keeps the file system, code %d", code)
	}
	live.Delete(engine.VFSAt(d.self).FpAppData)
	libc.Xfree(tls, engine.VFSAt(d.self).FzName)
	libc.Xfree(tls, d.self)
	return nil
}

// Acknowledge records how many transactions have been reported to the user as
// successful.
func (d *Disk) Acknowledge(n int) { d.record(event{kind: acknowledged, at: int64(n)}) }

// Trace returns the record so far.
func (d *Disk) Trace() Trace {
	d.mu.Lock()
	defer d.mu.Unlock()
	return Trace{Start: d.trace.Start, events: d.trace.events[:len(d.trace.events):len(d.trace.events)]}
}

func (d *Disk) record(e event) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.trace.events = append(d.trace.events, e)
}

// inside returns a path relative to the folder, and whether it is inside.
func (d *Disk) inside(path string) (name string, ok bool) {
	return filepath.Base(path), filepath.Dir(path) == d.dir && !strings.HasSuffix(path, "-shm")
}

func diskOf(vfs uintptr) *Disk {
	d, _ := live.Load(engine.VFSAt(vfs).FpAppData)
	return d.(*Disk)
}

// fileAt returns an open file and its disk.
func fileAt(p uintptr) (*openFile, *Disk) {
	v, _ := opened.Load(*engine.Word(p + 8))
	d := v.(*Disk)
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files[*engine.Word(p + 8)], d
}

// methods is the method table of every file, which passes most calls on.
var methods = sqlite3.Tsqlite3_io_methods{
	FiVersion:               2,
	FxClose:                 engine.Pointer(closeFile),
	FxRead:                  engine.Pointer(engine.Read),
	FxWrite:                 engine.Pointer(write),
	FxTruncate:              engine.Pointer(truncate),
	FxSync:                  engine.Pointer(syncFile),
	FxFileSize:              engine.Pointer(engine.FileSize),
	FxLock:                  engine.Pointer(engine.Lock),
	FxUnlock:                engine.Pointer(engine.Unlock),
	FxCheckReservedLock:     engine.Pointer(engine.CheckReservedLock),
	FxFileControl:           engine.Pointer(engine.Control),
	FxSectorSize:            engine.Pointer(engine.SectorSize),
	FxDeviceCharacteristics: engine.Pointer(engine.DeviceCharacteristics),
	FxShmMap:                engine.Pointer(engine.MapShared),
	FxShmLock:               engine.Pointer(engine.LockShared),
	FxShmBarrier:            engine.Pointer(engine.BarrierShared),
	FxShmUnmap:              engine.Pointer(engine.UnmapShared),
}

func open(tls *libc.TLS, vfs, name, p uintptr, flags int32, out uintptr) int32 {
	d := diskOf(vfs)
	clear(engine.Memory(p, engine.Prefix))
	f := &openFile{}
	isNew := false
	if name != 0 {
		f.path = libc.GoString(name)
		_, err := os.Stat(f.path)
		isNew = err != nil
	}
	if code := engine.Open(tls, d.base, name, p, flags, out); code != sqlite3.SQLITE_OK {
		return code
	}
	const ofAJournal = sqlite3.SQLITE_OPEN_WAL | sqlite3.SQLITE_OPEN_MAIN_JOURNAL | sqlite3.SQLITE_OPEN_SUPER_JOURNAL
	f.syncFolder = flags&ofAJournal != 0 && flags&sqlite3.SQLITE_OPEN_CREATE != 0
	if of, ok := d.inside(f.path); ok && isNew {
		d.record(event{kind: made, name: of})
	}
	n := uintptr(numbers.Add(1))
	d.mu.Lock()
	d.files[n] = f
	d.mu.Unlock()
	opened.Store(n, d)
	*engine.Word(p + 8) = n
	*engine.Word(p) = uintptr(unsafe.Pointer(&methods))
	return sqlite3.SQLITE_OK
}

func closeFile(tls *libc.TLS, p uintptr) int32 {
	_, d := fileAt(p)
	n := *engine.Word(p + 8)
	opened.Delete(n)
	d.mu.Lock()
	delete(d.files, n)
	d.mu.Unlock()
	return engine.Close(tls, p)
}

func remove(tls *libc.TLS, vfs, name uintptr, sync int32) int32 {
	d := diskOf(vfs)
	code := engine.Delete(tls, d.base, name, 0)
	if of, ok := d.inside(libc.GoString(name)); ok && code == sqlite3.SQLITE_OK {
		d.record(event{kind: deleted, name: of})
		if sync != 0 {
			d.record(event{kind: folderSynced})
		}
	}
	return code
}

func write(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
	f, d := fileAt(p)
	if d.Halved != nil {
		// SQLite looks at a file in words of 8 bytes, so every other one is new.
		old := libc.Xcalloc(tls, 1, libc.Tsize_t(n))
		defer libc.Xfree(tls, old)
		engine.Read(tls, p, old, n, off) // zeros beyond the end of the file
		half, new := engine.Memory(old, int(n)), engine.Memory(buf, int(n))
		for i := range half {
			if i/8%2 == 1 {
				half[i] = new[i]
			}
		}
		if code := engine.Write(tls, p, old, n, off); code != sqlite3.SQLITE_OK {
			return code
		}
		d.Halved()
		return engine.Write(tls, p, buf, n, off)
	}
	code := engine.Write(tls, p, buf, n, off)
	if name, ok := d.inside(f.path); ok && code == sqlite3.SQLITE_OK {
		d.record(event{kind: written, name: name, at: off, data: bytes.Clone(engine.Memory(buf, int(n)))})
	}
	return code
}

func truncate(tls *libc.TLS, p uintptr, size int64) int32 {
	f, d := fileAt(p)
	code := engine.Truncate(tls, p, size)
	if name, ok := d.inside(f.path); ok && code == sqlite3.SQLITE_OK {
		d.record(event{kind: truncated, name: name, at: size})
	}
	return code
}

// syncFile does not sync the real file, as images are made from the record.
func syncFile(_ *libc.TLS, p uintptr, _ int32) int32 {
	f, d := fileAt(p)
	if name, ok := d.inside(f.path); ok {
		d.record(event{kind: synced, name: name})
		if f.syncFolder {
			f.syncFolder = false
			d.record(event{kind: folderSynced})
		}
	}
	return sqlite3.SQLITE_OK
}
