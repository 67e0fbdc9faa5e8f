// SPDX-License-Identifier: MPL-2.0

package model

import (
	"encoding/binary"
	"encoding/hex"
	"time"

	"github.com/google/uuid"
)

// ID is the key of a row of the register: a UUID of version 7 in its usual form,
// which sorts by creation time.
type ID string

// NewID returns a new ID.
func NewID() ID { return ID(uuid.Must(uuid.NewV7()).String()) }

// SeededID returns the ID of a moment and 80 random bits, so that an invented
// register can be made again with the same keys.
func SeededID(at time.Time, random uint64, more uint16) ID {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(at.UnixMilli())<<16|uint64(more))
	binary.BigEndian.PutUint64(b[8:], random)
	b[6] = 0x70 | b[6]&0x0f
	b[8] = 0x80 | b[8]&0x3f
	var s [36]byte
	hex.Encode(s[0:8], b[0:4])
	hex.Encode(s[9:13], b[4:6])
	hex.Encode(s[14:18], b[6:8])
	hex.Encode(s[19:23], b[8:10])
	hex.Encode(s[24:36], b[10:16])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	return ID(s[:])
}
