// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
)

// Layout of a page, in bytes.
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

// Key is a data key, from which the keys of a file are derived.
type Key interface {
	// Epoch is the number of the data key, from 1 to 2^24-1.
	Epoch() uint32
	// Subkey derives a key for one use and context.
	Subkey(use string, context []byte) [32]byte
}

// use is the file that a page is sealed for. A page of one use does not open as
// another.
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

var errNotAuthentic = errors.New("the page is damaged or of another key")

// fileCipher seals and opens the pages of one database file, its journal and its log.
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
			panic(err) // cannot happen: the key has a valid length
		}
		return b
	}
	aead := func(use string) cipher.AEAD {
		a, err := cipher.NewGCM(block(use))
		if err != nil {
			panic(err) // cannot happen: AES has the block size of GCM
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

// additional returns the additional data of a page: its use, its place, the layout's
// version and the epoch.
func (c *fileCipher) additional(buf *[13]byte, u use, place int64) []byte {
	buf[0] = byte(u)
	binary.BigEndian.PutUint64(buf[1:], uint64(place))
	binary.BigEndian.PutUint32(buf[9:], layoutVersion<<24|c.epoch)
	return buf[:]
}

// seal writes the sealed page to dst, which must not overlap page. The place is the
// page number in the database, and the offset in journal and log.
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

// open decrypts a sealed page in place. On an error the content of page is undefined.
func (c *fileCipher) open(page []byte, u use, place int64) error {
	version, epoch, id := trailer(page)
	if version != layoutVersion || epoch != c.epoch || id != c.id {
		return errNotAuthentic
	}
	var buf [13]byte
	var nonce [12]byte
	copy(nonce[:], page[nonceAt:])
	if _, err := c.aead(u).Open(page[:0], nonce[:], page[:nonceAt], c.additional(&buf, u, place)); err != nil {
		return errNotAuthentic
	}
	clear(page[usable:pageSize])
	return nil
}

// trailer reads the unencrypted end of a sealed page.
func trailer(page []byte) (version byte, epoch uint32, id fileID) {
	word := binary.BigEndian.Uint32(page[versionAt:])
	copy(id[:], page[fileIDAt:pageSize])
	return byte(word >> 24), word & (1<<24 - 1), id
}

// encryptBlock encrypts 16 bytes of the log with AES between two masks that depend on
// the place (XEX), so that equal blocks in two places differ.
func (c *fileCipher) encryptBlock(b []byte, place int64) {
	mask := c.mask(place)
	xor(b, mask[:])
	c.logBlock.Encrypt(b[:16], b[:16])
	xor(b, mask[:])
}

func (c *fileCipher) decryptBlock(b []byte, place int64) {
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

// encryptFrameHeader encrypts the 24 bytes before a page of the log: page number and
// database size, two salts, cumulative checksum. The last 16 bytes, which differ in
// every frame, are encrypted as a block, and the block keys the stream for the first 8.
func (c *fileCipher) encryptFrameHeader(h []byte, place int64) {
	c.encryptBlock(h[8:24], place)
	c.xorFrameHeader(h)
}

func (c *fileCipher) decryptFrameHeader(h []byte, place int64) {
	c.xorFrameHeader(h)
	c.decryptBlock(h[8:24], place)
}

func (c *fileCipher) xorFrameHeader(h []byte) {
	var stream [16]byte
	c.logStream.Encrypt(stream[:], h[8:24])
	xor(h[:8], stream[:8])
}

// xorJournal encrypts or decrypts the parts of a journal between its pages. SQLite
// reads and writes them in pieces of any length, so the key stream depends only on the
// place: comparing two journals reveals where their page numbers and counts differ.
func (c *fileCipher) xorJournal(b []byte, place int64) {
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
