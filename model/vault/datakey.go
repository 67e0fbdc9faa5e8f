// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
)

// maxEpoch is the highest epoch: a page carries it in three bytes.
const maxEpoch = 1<<24 - 1

// DataKey is the secret that everything in the register is encrypted under. It
// is never used itself, only its subkeys are. No verb of package fmt prints it.
type DataKey struct {
	epoch uint32
	key   func() *[32]byte // a function, since fmt follows pointers in fields that it may not call Format on
}

func newDataKey(epoch uint32) *DataKey {
	key := new([32]byte)
	_, _ = rand.Read(key[:]) // never fails
	return dataKeyOf(epoch, key)
}

func dataKeyOf(epoch uint32, key *[32]byte) *DataKey {
	return &DataKey{epoch: epoch, key: func() *[32]byte { return key }}
}

// Epoch counts the data keys of the register, from 1. Each rotation adds one.
func (k *DataKey) Epoch() uint32 { return k.epoch }

// Subkey derives the key for one use, as "pages" or "cpr index", and one
// context of it, as the salt of one file. It is HKDF-SHA256 (RFC 5869) without
// salt over the info "fremskridt " + use + NUL + context. The use is a constant
// of the program without a NUL byte. Subkey panics on a wiped key, whose
// subkeys anyone could derive.
func (k *DataKey) Subkey(use string, context []byte) [32]byte {
	if k.key == nil {
		panic("vault: subkey of a wiped data key")
	}
	if strings.ContainsRune(use, 0) {
		panic("vault: NUL in the use of a subkey")
	}
	return derive32(k.key()[:], nil, "fremskridt "+use+"\x00"+string(context))
}

// Wipe forgets the key. Copies that Go or a library made are out of reach.
func (k *DataKey) Wipe() {
	if k.key != nil {
		clear(k.key()[:])
		k.key = nil
	}
}

// Format prints the epoch and nothing else, whatever the verb.
func (k DataKey) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, k.String()) }

// String is the epoch and nothing else.
func (k DataKey) String() string { return fmt.Sprintf("DataKey(epoch %d)", k.epoch) }

// GoString is the epoch and nothing else.
func (k DataKey) GoString() string { return k.String() }

func derive32(secret, salt []byte, info string) (out [32]byte) {
	b, err := hkdf.Key(sha256.New, secret, salt, info, len(out))
	if err != nil { // only for more than 255 hashes of output, or a secret too short for FIPS mode
		panic("vault: " + err.Error())
	}
	copy(out[:], b)
	clear(b)
	return out
}
