// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"os"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// CheckLog checks, before SQLite opens a database, whether its write-ahead log was
// damaged after it was written. SQLite treats the first invalid frame as the torn end
// left by a power cut and drops the rest, which is right for the last transaction.
// But a transaction is written only once the previous one is synced: if an unreadable
// frame belongs to a transaction that another one followed, the medium lost synced
// data, and the error is [ErrBrokenLog].
func (m *Mount) CheckLog(path string) error {
	log, err := openLog(path + "-wal")
	if log == nil || err != nil {
		return err
	}
	defer log.close()
	f, err := safefile.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	first := make([]byte, pageSize)
	if _, err := io.ReadFull(f, first); err != nil {
		if errors.Is(err, io.EOF) { // the database is only in the log
			return nil
		}
		return fmt.Errorf("check log of %s: %w", path, err)
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("check log of %s: %w", path, err)
	}
	c, err := m.cipherOf(first)
	if err != nil {
		return fmt.Errorf("check log of %s: %w", path, err)
	}
	if err := c.checkLog(log, info.Size()/pageSize); err != nil {
		return fmt.Errorf("check log of %s: %w", path, err)
	}
	return nil
}

// logReader reads a write-ahead log of any size, frame by frame.
type logReader struct {
	file   *os.File
	pieces *bufio.Reader
	size   int64
	at     int64 // of the next frame
}

// openLog opens a log. It returns nil if there are no frames.
func openLog(path string) (*logReader, error) {
	f, err := safefile.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || info.Size() <= logHeaderSize {
		return nil, errors.Join(err, f.Close())
	}
	return &logReader{file: f, pieces: bufio.NewReaderSize(f, 64*frameSize), size: info.Size()}, nil
}

func (l *logReader) close() { _ = l.file.Close() } // it was read only

// header reads the log's header into b, which has its size.
func (l *logReader) header(b []byte) error {
	_, err := io.ReadFull(l.pieces, b)
	l.at = logHeaderSize
	return err
}

// next reads a whole frame into b, which has its size, and returns its offset. more
// is false at the end of the log.
func (l *logReader) next(b []byte) (at int64, more bool, err error) {
	if l.at+frameSize > l.size {
		return 0, false, nil
	}
	at = l.at
	l.at += frameSize
	_, err = io.ReadFull(l.pieces, b)
	return at, err == nil, err
}

// checkLog checks the log of a database file with the given number of pages.
func (c *fileCipher) checkLog(log *logReader, pages int64) error {
	sum, salts, ok, err := c.logHeader(log)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("%w: at its beginning", ErrBrokenLog)
	}
	order := sum.order
	// A database has at most as many pages as its file and its log together.
	possible := uint64(2*(pages+log.size/frameSize) + 1000)
	broken := int64(-1)
	var last frame
	buf, other := make([]byte, frameSize), make([]byte, frameSize)
	for {
		at, more, err := log.next(buf)
		if err != nil || !more {
			return err
		}
		f := c.frame(buf, at, salts, order)
		if broken < 0 {
			f.before, f.follows = sum, true
			if f.valid() && f.sumFrom(sum) == f.sum {
				sum = f.sum
				continue
			}
			broken = at
		} else {
			f.before, f.follows = last.sum, last.current
			if f.valid() && c.committedBefore(last, f, salts, possible) {
				return fmt.Errorf("%w: %d bytes from its beginning, of %d", ErrBrokenLog, broken, log.size)
			}
		}
		last = f
		buf, other = other, buf // buf has the page of last
	}
}

// pagesInLog returns the pages of which the log has a later version, in transactions
// that SQLite recovers.
func (c *fileCipher) pagesInLog(path string) (map[int64]bool, error) {
	pages, open := map[int64]bool{}, []int64{}
	log, err := openLog(path)
	if log == nil || err != nil {
		return pages, err
	}
	defer log.close()
	sum, salts, ok, err := c.logHeader(log)
	buf := make([]byte, frameSize)
	for ok && err == nil {
		var at int64
		var more bool
		if at, more, err = log.next(buf); err != nil || !more {
			break
		}
		f := c.frame(buf, at, salts, sum.order)
		if !f.valid() || f.sumFrom(sum) != f.sum {
			break
		}
		sum = f.sum
		open = append(open, int64(binary.BigEndian.Uint32(f.numbers[:])))
		if binary.BigEndian.Uint32(f.numbers[4:]) != 0 {
			for _, n := range open {
				pages[n] = true
			}
			open = open[:0]
		}
	}
	return pages, err
}

// logHeader reads the log's header: its checksum, and the salts of the frames that
// belong to it.
func (c *fileCipher) logHeader(log *logReader) (sum checksum, salts [8]byte, ok bool, err error) {
	head := make([]byte, logHeaderSize)
	if err := log.header(head); err != nil {
		return sum, salts, false, err
	}
	c.decryptBlock(head[:16], 0)
	c.decryptBlock(head[16:], 16)
	sum.order = binary.LittleEndian
	if head[3]&1 == 1 {
		sum.order = binary.BigEndian
	}
	sum.add(head[:24])
	return sum, [8]byte(head[16:24]), binary.BigEndian.Uint32(head)&^1 == 0x377f0682 && sum.is(head[24:]), nil
}

// frame is a page of the log and its header.
type frame struct {
	at      int64
	sealed  [frameHeaderSize]byte // frame header as on disk
	numbers [8]byte               // page number, and size of the database in pages if the frame ends a transaction
	page    []byte
	current bool     // written since the last restart of the log
	opened  bool     // the page is authentic
	sum     checksum // of the log including this frame, from its header
	before  checksum // of the log including the previous frame
	follows bool     // the previous frame is current, so before is known
}

func (c *fileCipher) frame(b []byte, at int64, salts [8]byte, order binary.ByteOrder) frame {
	f := frame{at: at, sealed: [frameHeaderSize]byte(b), page: b[frameHeaderSize:]}
	f.numbers, f.current, f.sum = c.frameHeader(f.sealed, at, salts, order)
	f.opened = c.open(f.page, inLog, at+frameHeaderSize) == nil
	return f
}

func (c *fileCipher) frameHeader(h [frameHeaderSize]byte, at int64, salts [8]byte, order binary.ByteOrder) (numbers [8]byte, current bool, sum checksum) {
	c.decryptFrameHeader(h[:], at)
	return [8]byte(h[:]), [8]byte(h[8:]) == salts, checksum{order, binary.BigEndian.Uint32(h[16:]), binary.BigEndian.Uint32(h[20:])}
}

func (f frame) valid() bool { return f.current && f.opened }

func (f frame) sumFrom(before checksum) checksum {
	before.add(f.numbers[:])
	before.add(f.page)
	return before
}

// committedBefore reports whether f ended a transaction before next was written. A
// frame's checksum continues that of the frame before it at the time of writing, which
// distinguishes a successor from the remains of a transaction that was rolled back or
// torn. As a flipped bit in the frame header must not hide the successor, each bit is
// tried.
func (c *fileCipher) committedBefore(f, next frame, salts [8]byte, possible uint64) bool {
	sum := next.sum
	sum.remove(next.page)
	sum.remove(next.numbers[:])
	for bit := 0; !f.current || f.sum != sum; bit++ {
		if bit == 8*frameHeaderSize {
			return false // next was written after another frame
		}
		h := f.sealed
		h[bit/8] ^= 1 << (bit % 8)
		f.numbers, f.current, f.sum = c.frameHeader(h, f.at, salts, sum.order)
	}
	if endsTransaction(f.numbers, possible) {
		return true
	}
	if !f.opened || !f.follows {
		return false
	}
	sum.remove(f.page)
	written := sum.added(f.before)
	return differInOneBit(written, f.numbers) && endsTransaction(written, possible)
}

// endsTransaction reports whether numbers are plausible and those of a frame that ends
// a transaction. Those of a torn frame are not plausible.
func endsTransaction(numbers [8]byte, possible uint64) bool {
	page, size := binary.BigEndian.Uint32(numbers[:]), binary.BigEndian.Uint32(numbers[4:])
	return page != 0 && size != 0 && page <= size && uint64(size) <= possible
}

func differInOneBit(a, b [8]byte) bool {
	return bits.OnesCount64(binary.BigEndian.Uint64(a[:])^binary.BigEndian.Uint64(b[:])) == 1
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

// remove undoes add.
func (s *checksum) remove(b []byte) {
	for n := len(b) &^ 7; n > 0; n -= 8 {
		s.s1 -= s.order.Uint32(b[n-4:]) + s.s0
		s.s0 -= s.order.Uint32(b[n-8:]) + s.s1
	}
}

// added returns the eight bytes that change checksum s to the checksum to.
func (s checksum) added(to checksum) (b [8]byte) {
	s.order.PutUint32(b[:], s.s0-to.s0-to.s1)
	s.order.PutUint32(b[4:], s.s1-to.s1-s.s0)
	return b
}

func (s checksum) is(b []byte) bool {
	return binary.BigEndian.Uint32(b) == s.s0 && binary.BigEndian.Uint32(b[4:]) == s.s1
}
