package pages

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors of a file that is looked at before SQLite opens it.
var (
	ErrVersion    = errors.New("the file has a layout that this program does not know")
	ErrUnknownKey = errors.New("the file is sealed under a key that is not among the register's")
	ErrBrokenLog  = errors.New("the write-ahead log is damaged before its end")
)

// Epoch is the epoch of the data key that a file was sealed under. A file
// without a page has none, 0. Nobody may have the file open.
func Epoch(path string) (uint32, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var page [pageSize]byte
	switch _, err := io.ReadFull(f, page[:]); {
	case errors.Is(err, io.EOF):
		return 0, nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return 0, fmt.Errorf("read %s: %w", path, errNotOpened)
	case err != nil:
		return 0, err
	}
	version, epoch, _ := marks(page[:])
	if version != layoutVersion {
		return 0, fmt.Errorf("read %s: %w (version %d)", path, ErrVersion, version)
	}
	return epoch, nil
}

// Damage is what Check found in a database file.
type Damage struct {
	Pages   int64   // in the file
	Damaged []int64 // numbers of the pages that do not open, at most a hundred
	Rest    int     // bytes after the last whole page
}

// Check opens every page of a database file, used or not. It reads through the
// file system below SQLite, so the file may be in use by this process as long as
// nobody writes a checkpoint meanwhile.
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
		if c.open(page, inDatabase, n) != nil && len(d.Damaged) < 100 {
			d.Damaged = append(d.Damaged, n)
		}
	}
	return d, nil
}

func (m *Mount) cipherOf(page []byte) (*fileCipher, error) {
	version, epoch, id := marks(page)
	if version != layoutVersion {
		return nil, fmt.Errorf("%w (version %d)", ErrVersion, version)
	}
	k := m.key(epoch)
	if k == nil {
		return nil, fmt.Errorf("%w (epoch %d)", ErrUnknownKey, epoch)
	}
	return newFileCipher(k, id), nil
}

// CheckLog looks, before SQLite opens a database, whether the write-ahead log
// beside it was damaged after it had been written. SQLite takes whatever does
// not fit for the torn end of a log that a power cut left, and drops the rest.
// That is right for the last transaction. But the frames of a transaction
// follow only once the one before is safely on the disk: where an unreadable
// frame has later transactions behind it, the medium lost what it had promised
// to keep, and the error is ErrBrokenLog.
func (m *Mount) CheckLog(path string) error {
	log, err := os.ReadFile(path + "-wal")
	if errors.Is(err, os.ErrNotExist) || err == nil && len(log) <= logHeaderSize {
		return nil
	}
	if err != nil {
		return err
	}
	first := make([]byte, pageSize)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := io.ReadFull(f, first); err != nil {
		if errors.Is(err, io.EOF) { // the database is in the log alone
			return nil
		}
		return fmt.Errorf("check log of %s: %w", path, err)
	}
	c, err := m.cipherOf(first)
	if err != nil {
		return fmt.Errorf("check log of %s: %w", path, err)
	}
	if err := c.checkLog(log); err != nil {
		return fmt.Errorf("check log of %s: %w", path, err)
	}
	return nil
}

func (c *fileCipher) checkLog(log []byte) error {
	head := log[:logHeaderSize]
	c.showBlock(head[:16], 0)
	c.showBlock(head[16:], 16)
	sum := checksum{order: binary.LittleEndian}
	if head[3]&1 == 1 {
		sum.order = binary.BigEndian
	}
	sum.add(head[:24])
	if binary.BigEndian.Uint32(head)&^1 != 0x377f0682 || !sum.is(head[24:]) {
		return fmt.Errorf("%w: at its beginning", ErrBrokenLog)
	}
	salts := [8]byte(head[16:24])
	broken := int64(-1)
	committed := false // a transaction was complete at or after the broken frame
	for at := int64(logHeaderSize); at+frameSize <= int64(len(log)); at += frameSize {
		frame := log[at : at+frameSize]
		c.showFrameHeader(frame[:frameHeaderSize], at)
		page := frame[frameHeaderSize:]
		current := [8]byte(frame[8:16]) == salts
		whole := current && c.open(page, inLog, at+frameHeaderSize) == nil
		commits := binary.BigEndian.Uint32(frame[4:]) != 0
		if broken < 0 {
			sum.add(frame[:8])
			sum.add(page)
			if whole && sum.is(frame[16:24]) {
				continue
			}
			broken = at
			// A disk writes a sector whole. A header within one is as SQLite wrote it,
			// if its salts are, even where the page is torn.
			committed = current && commits && at%512 <= 512-frameHeaderSize
			continue
		}
		if !whole {
			continue
		}
		if committed {
			return fmt.Errorf("%w: %d bytes from its beginning, of %d", ErrBrokenLog, broken, len(log))
		}
		committed = commits
	}
	return nil
}

// checksum is the running checksum of SQLite's write-ahead log
// (https://sqlite.org/fileformat2.html#checksum_algorithm).
type checksum struct {
	order  binary.ByteOrder
	s0, s1 uint32
}

func (s *checksum) add(b []byte) {
	for ; len(b) >= 8; b = b[8:] {
		s.s0 += s.order.Uint32(b) + s.s1
		s.s1 += s.order.Uint32(b[4:]) + s.s0
	}
}

func (s *checksum) is(b []byte) bool {
	return binary.BigEndian.Uint32(b) == s.s0 && binary.BigEndian.Uint32(b[4:]) == s.s1
}

// rawFile is a file as it lies below the layer.
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
	f.file = libc.Xcalloc(tls, 1, libc.Tsize_t(prefix+vfsAt(m.base).FszOsFile))
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
	function[fileCall](methodsBelow(f.file).FxClose)(f.tls, below(f.file))
	f.free()
}

func (f *rawFile) size() (int64, error) {
	if code := function[outCall](methodsBelow(f.file).FxFileSize)(f.tls, below(f.file), f.buf); code != sqlite3.SQLITE_OK {
		return 0, fmt.Errorf("has no size, code %d", code)
	}
	return *int64At(f.buf), nil
}

func (f *rawFile) read(page []byte, off int64) error {
	if code := readBelow(f.tls, f.file, f.buf, int32(len(page)), off); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("cannot be read, code %d", code)
	}
	copy(page, memory(f.buf, len(page)))
	return nil
}
