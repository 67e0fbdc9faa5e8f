// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
)

// The measures of a page, in bytes.
const (
	pageSize = 4096
	reserve  = 48
	usable   = pageSize - reserve

	tagAt     = usable
	nonceAt   = tagAt + 16
	versionAt = nonceAt + 12
	epochAt   = versionAt + 1
	fileIDAt  = epochAt + 3
)

const layoutVersion = 1

// Key is the data key that the keys of a file are derived from.
type Key interface {
	// Epoch numbers the data keys of a register, from 1 to 2^24-1.
	Epoch() uint32
	// Subkey derives a key for one use in one context.
	Subkey(use string, context []byte) [32]byte
}

// use is what a page is sealed for. Pages of one use do not open as another.
type use byte

const (
	inDatabase use = 'M'
	inJournal  use = 'J'
	inLog      use = 'W'
)

type fileID [16]byte

func newFileID() (id fileID) {
	rand.Read(id[:])
	return id
}

var errNotOpened = errors.New("the page is damaged or of another key")

// fileCipher seals and opens the pages of one database file and of the journal
// and its log.
type fileCipher struct {
	id    fileID
	epoch uint32

	database, journal, log cipher.AEAD

	logBlock, logTweak, logStream cipher.Block
	journalStream                 cipher.Block
}

func newFileCipher(k Key, id fileID) *fileCipher {
	block := func(use string) cipher.Block {
		key := k.Subkey(use, id[:])
		defer clear(key[:])
		b, err := aes.NewCipher(key[:])
		if err != nil {
			panic(err) // the key has a length that AES knows
		}
		return b
	}
	aead := func(use string) cipher.AEAD {
		a, err := cipher.NewGCM(block(use))
		if err != nil {
			panic(err) // AES has the block size that GCM asks for
		}
		return a
	}
	return &fileCipher{
		id: id, epoch: k.Epoch(),
		database:      aead("database page v1"),
		journal:       aead("journal page v1"),
		log:           aead("log page v1"),
		logBlock:      block("log header v1"),
		logTweak:      block("log header tweak v1"),
		logStream:     block("log header stream v1"),
		journalStream: block("journal header v1"),
	}
}

func (c *fileCipher) aead(u use) cipher.AEAD {
	switch u {
	case inDatabase:
		return c.database
	case inJournal:
		return c.journal
	default:
		return c.log
	}
}

// additional is the additional data of a page: its use, its place and the
// layout's version and epoch.
func (c *fileCipher) additional(buf *[13]byte, u use, place int64) []byte {
	buf[0] = byte(u)
	binary.BigEndian.PutUint64(buf[1:], uint64(place))
	binary.BigEndian.PutUint32(buf[9:], layoutVersion<<24|c.epoch)
	return buf[:]
}

// seal writes the sealed form of a page to dst, which must not overlap it. The
// place is the page number in the database and the offset in journal and log.
func (c *fileCipher) seal(dst, page []byte, u use, place int64) {
	var nonce [12]byte
	rand.Read(nonce[:])
	c.sealWith(dst, page, u, place, nonce)
}

func (c *fileCipher) sealWith(dst, page []byte, u use, place int64, nonce [12]byte) {
	var buf [13]byte
	c.aead(u).Seal(dst[:0], nonce[:], page[:usable], c.additional(&buf, u, place))
	copy(dst[nonceAt:], nonce[:])
	binary.BigEndian.PutUint32(dst[versionAt:], layoutVersion<<24|c.epoch)
	copy(dst[fileIDAt:], c.id[:])
}

// open turns a sealed page into the page, in its own place. Where that fails the
// page's content is undefined.
func (c *fileCipher) open(page []byte, u use, place int64) error {
	version, epoch, id := marks(page)
	if version != layoutVersion || epoch != c.epoch || id != c.id {
		return errNotOpened
	}
	var buf [13]byte
	var nonce [12]byte
	copy(nonce[:], page[nonceAt:])
	if _, err := c.aead(u).Open(page[:0], nonce[:], page[:nonceAt], c.additional(&buf, u, place)); err != nil {
		return errNotOpened
	}
	clear(page[usable:pageSize])
	return nil
}

// marks reads what a sealed page says in clear at its end.
func marks(page []byte) (version byte, epoch uint32, id fileID) {
	word := binary.BigEndian.Uint32(page[versionAt:])
	copy(id[:], page[fileIDAt:pageSize])
	return byte(word >> 24), word & (1<<24 - 1), id
}

// hideBlock and showBlock hide 16 bytes of the log under AES between two masks
// of their place (XEX), so that equal blocks at two places differ.
func (c *fileCipher) hideBlock(b []byte, place int64) {
	mask := c.mask(place)
	xor(b, mask[:])
	c.logBlock.Encrypt(b[:16], b[:16])
	xor(b, mask[:])
}

func (c *fileCipher) showBlock(b []byte, place int64) {
	mask := c.mask(place)
	xor(b, mask[:])
	c.logBlock.Decrypt(b[:16], b[:16])
	xor(b, mask[:])
}

func (c *fileCipher) mask(place int64) (m [16]byte) {
	binary.BigEndian.PutUint64(m[8:], uint64(place))
	c.logTweak.Encrypt(m[:], m[:])
	return m
}

// hideFrameHeader hides the 24 bytes before a page of the log: page number and
// database size, two salts, a checksum of all so far. The last 16, which no
// two frames share, become a block, and the block the key of the first 8.
func (c *fileCipher) hideFrameHeader(h []byte, place int64) {
	c.hideBlock(h[8:24], place)
	c.streamFrameHeader(h)
}

func (c *fileCipher) showFrameHeader(h []byte, place int64) {
	c.streamFrameHeader(h)
	c.showBlock(h[8:24], place)
}

func (c *fileCipher) streamFrameHeader(h []byte) {
	var stream [16]byte
	c.logStream.Encrypt(stream[:], h[8:24])
	xor(h[:8], stream[:8])
}

// streamJournal hides or shows what lies between the pages of a journal. SQLite
// reads and writes it in pieces of any length, so each byte has a key of its
// place alone: whoever compares two journals learns where they differ, which are
// page numbers and counts.
func (c *fileCipher) streamJournal(b []byte, place int64) {
	var stream [16]byte
	for len(b) > 0 {
		clear(stream[:])
		binary.BigEndian.PutUint64(stream[8:], uint64(place/16))
		c.journalStream.Encrypt(stream[:], stream[:])
		n := min(len(b), int(16-place%16))
		xor(b[:n], stream[place%16:])
		b, place = b[n:], place+int64(n)
	}
}

func xor(b, with []byte) {
	for i := range min(len(b), len(with)) {
		b[i] ^= with[i]
	}
}
