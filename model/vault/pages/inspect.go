// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// Errors of checks before SQLite opens a file.
var (
	ErrVersion    = errors.New("the file has a layout unknown to this program")
	ErrUnknownKey = errors.New("the file is sealed under a key that is not among the register's")
	ErrBrokenLog  = errors.New("the write-ahead log is damaged before its end")
)

// Epoch returns the epoch of the data key under which a file is sealed, or 0 for a file
// without pages. The file must not be open.
func Epoch(path string) (uint32, error) {
	f, err := safefile.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var page [pageSize]byte
	switch _, err := io.ReadFull(f, page[:]); {
	case errors.Is(err, io.EOF):
		return 0, nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return 0, fmt.Errorf("read %s: %w", path, errNotAuthentic)
	case err != nil:
		return 0, err
	}
	version, epoch, _ := trailer(page[:])
	if version != layoutVersion {
		return 0, fmt.Errorf("read %s: %w (version %d)", path, ErrVersion, version)
	}
	return epoch, nil
}

// Damage is the result of [Mount.Check].
type Damage struct {
	Pages   int64   // in the file
	Damaged []int64 // numbers of the damaged pages, at most a hundred
	Rest    int     // bytes after the last whole page
}

// Check opens every page of a database file, used or not. A page that does not open is
// no damage if the write-ahead log has it: a checkpoint was interrupted by a power cut
// or a kill. Check reads through the file system below SQLite, so this process may have
// the file open as long as nothing writes to it meanwhile.
func (m *Mount) Check(path string) (Damage, error) {
	var d Damage
	f, err := m.openRaw(path, sqlite3.SQLITE_OPEN_MAIN_DB)
	if err != nil {
		return d, fmt.Errorf("check %s: %w", path, err)
	}
	defer f.close()
	size, err := f.size()
	if err != nil {
		return d, fmt.Errorf("check %s: %w", path, err)
	}
	d.Pages, d.Rest = size/pageSize, int(size%pageSize)
	if d.Pages == 0 {
		return d, nil
	}
	page := make([]byte, pageSize)
	var c *fileCipher
	for n := int64(1); n <= d.Pages; n++ {
		if err := f.read(page, (n-1)*pageSize); err != nil {
			return d, fmt.Errorf("check %s, page %d: %w", path, n, err)
		}
		if c == nil {
			if c, err = m.cipherOf(page); err != nil {
				return d, fmt.Errorf("check %s: %w", path, err)
			}
		}
		if c.open(page, inDatabase, n) != nil {
			d.Damaged = append(d.Damaged, n)
		}
	}
	if len(d.Damaged) > 0 {
		later, err := c.pagesInLog(path + "-wal")
		if err != nil {
			return d, fmt.Errorf("check %s: %w", path, err)
		}
		d.Damaged = slices.DeleteFunc(d.Damaged, func(n int64) bool { return later[n] })
		d.Damaged = d.Damaged[:min(len(d.Damaged), 100)]
	}
	return d, nil
}

func (m *Mount) cipherOf(page []byte) (*fileCipher, error) {
	version, epoch, id := trailer(page)
	if version != layoutVersion {
		return nil, fmt.Errorf("%w (version %d)", ErrVersion, version)
	}
	k := m.key(epoch)
	if k == nil {
		return nil, fmt.Errorf("%w (epoch %d)", ErrUnknownKey, epoch)
	}
	return newFileCipher(k, id), nil
}

// rawFile is a file as it is below the layer.
type rawFile struct {
	tls             *libc.TLS
	name, file, buf uintptr
}

func (m *Mount) openRaw(path string, flag int32) (*rawFile, error) {
	tls := libc.NewTLS()
	f := &rawFile{tls: tls}
	empty, err := libc.CString("")
	if err != nil {
		return nil, err
	}
	defer libc.Xfree(tls, empty)
	name, err := libc.CString(path)
	if err != nil {
		return nil, err
	}
	defer libc.Xfree(tls, name)
	f.name = sqlite3.Xsqlite3_create_filename(tls, name, empty, empty, 0, 0)
	f.file = libc.Xcalloc(tls, 1, libc.Tsize_t(engine.Prefix+engine.VFSAt(m.base).FszOsFile))
	f.buf = libc.Xmalloc(tls, pageSize)
	if f.name == 0 || f.file == 0 || f.buf == 0 {
		f.free()
		return nil, errors.New("no memory")
	}
	if code := m.openBelow(tls, f.name, f.file, flag|sqlite3.SQLITE_OPEN_READONLY, f.buf); code != sqlite3.SQLITE_OK {
		f.free()
		return nil, fmt.Errorf("cannot be opened, code %d", code)
	}
	return f, nil
}

func (f *rawFile) free() {
	if f.name != 0 {
		sqlite3.Xsqlite3_free_filename(f.tls, f.name)
	}
	libc.Xfree(f.tls, f.file)
	libc.Xfree(f.tls, f.buf)
	f.tls.Close()
}

func (f *rawFile) close() {
	engine.Close(f.tls, f.file)
	f.free()
}

func (f *rawFile) size() (int64, error) {
	if code := engine.FileSize(f.tls, f.file, f.buf); code != sqlite3.SQLITE_OK {
		return 0, fmt.Errorf("has no size, code %d", code)
	}
	return *engine.Int64At(f.buf), nil
}

func (f *rawFile) read(page []byte, off int64) error {
	if code := engine.Read(f.tls, f.file, f.buf, int32(len(page)), off); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("cannot be read, code %d", code)
	}
	copy(page, engine.Memory(f.buf, len(page)))
	return nil
}
