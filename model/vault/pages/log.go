// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// The measures of a write-ahead log: a header, then frames of a header and a
// page.
const (
	logHeaderSize   = 32
	frameHeaderSize = 24
	frameSize       = frameHeaderSize + pageSize
)

// frameStart is where the frame begins that a place in the log lies in.
func frameStart(off int64) int64 {
	return off - (off-logHeaderSize)%frameSize
}

// readLog reads the parts of the log that SQLite asks for: the header, a frame,
// its page, or any stretch of them.
func (f *file) readLog(tls *libc.TLS, p uintptr, b []byte, off int64) int32 {
	whole := b
	for len(b) > 0 {
		start, size := int64(0), logHeaderSize
		if off >= logHeaderSize {
			start = frameStart(off)
			size = frameHeaderSize
			if off-start >= frameHeaderSize {
				start += frameHeaderSize
				size = pageSize
			}
		}
		code := engine.Read(tls, p, f.scratch, int32(size), start)
		if code != sqlite3.SQLITE_OK {
			clear(b)
			return code
		}
		part := engine.Memory(f.scratch, size)
		if !f.showLog(part, start) && len(whole) != frameSize {
			return damaged(whole)
		}
		// A frame that is read whole is read to recover: a torn page is left as the
		// noise that it is, and SQLite's checksum ends the log before it.
		n := copy(b, part[off-start:])
		b, off = b[n:], off+int64(n)
	}
	return sqlite3.SQLITE_OK
}

// showLog turns a part of the log as it lies on disk into what SQLite wrote.
func (f *file) showLog(part []byte, start int64) bool {
	c := f.id.opens()
	switch len(part) {
	case logHeaderSize:
		c.showBlock(part[:16], 0)
		c.showBlock(part[16:], 16)
	case frameHeaderSize:
		c.showFrameHeader(part, start)
	default:
		return f.opened(part, inLog, start)
	}
	return true
}

func (f *file) writeLog(tls *libc.TLS, p uintptr, b []byte, off int64) int32 {
	in := int64(-1) // how far into a frame
	if off >= logHeaderSize {
		in = off - frameStart(off)
	}
	s := engine.Memory(f.scratch, frameSize)
	switch {
	case off == 0 && len(b) == logHeaderSize:
		c := f.id.seals()
		copy(s, b)
		c.hideBlock(s[:16], 0)
		c.hideBlock(s[16:32], 16)
	case in == 0 && len(b) == frameHeaderSize:
		copy(s, b)
		f.id.seals().hideFrameHeader(s[:frameHeaderSize], off)
	case in == frameHeaderSize && len(b) == pageSize:
		return f.writeSealed(tls, p, b, off, inLog, off)
	default:
		return refused
	}
	return engine.Write(tls, p, f.scratch, int32(len(b)), off)
}
