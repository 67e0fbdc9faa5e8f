// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/engine"
)

// Layout of a write-ahead log: a header, then frames of a header and a page.
const (
	logHeaderSize   = 32
	frameHeaderSize = 24
	frameSize       = frameHeaderSize + pageSize
)

// frameStart returns the start of the frame that contains an offset.
func frameStart(off int64) int64 {
	return off - (off-logHeaderSize)%frameSize
}

// readLog reads a part of the log: the header, a frame, its page, or any range of them.
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
		if !f.decryptLog(part, start) && len(whole) != frameSize {
			return damagedPage(whole)
		}
		// SQLite reads whole frames for recovery. A torn page is left as random bytes,
		// and SQLite's checksum ends the log before it.
		n := copy(b, part[off-start:])
		b, off = b[n:], off+int64(n)
	}
	return sqlite3.SQLITE_OK
}

// decryptLog decrypts a part of the log in place and reports whether it is authentic.
func (f *file) decryptLog(part []byte, start int64) bool {
	c := f.id.currentCipher()
	switch len(part) {
	case logHeaderSize:
		c.decryptBlock(part[:16], 0)
		c.decryptBlock(part[16:], 16)
	case frameHeaderSize:
		c.decryptFrameHeader(part, start)
	default:
		return f.openPage(part, inLog, start)
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
		c := f.id.sealingCipher()
		copy(s, b)
		c.encryptBlock(s[:16], 0)
		c.encryptBlock(s[16:32], 16)
	case in == 0 && len(b) == frameHeaderSize:
		copy(s, b)
		f.id.sealingCipher().encryptFrameHeader(s[:frameHeaderSize], off)
	case in == frameHeaderSize && len(b) == pageSize:
		return f.writeSealed(tls, p, b, off, inLog, off)
	default:
		return writeRefused
	}
	return engine.Write(tls, p, f.scratch, int32(len(b)), off)
}
