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

// maxEpoch is the highest epoch: a page stores it in three bytes.
const maxEpoch = 1<<24 - 1

// DataKey is the secret from which all encryption keys of the register are derived.
// Only its subkeys encrypt. No verb of package fmt prints it.
type DataKey struct {
	epoch uint32
	key   func() *[32]byte // a function, as fmt prints through pointers in unexported fields
}

func newDataKey(epoch uint32) *DataKey {
	key := new([32]byte)
	_, _ = rand.Read(key[:]) // never fails
	return dataKeyOf(epoch, key)
}

func dataKeyOf(epoch uint32, key *[32]byte) *DataKey {
	return &DataKey{epoch: epoch, key: func() *[32]byte { return key }}
}

// Epoch is the number of the data key: 1 for the first, one more for each rotation.
func (k *DataKey) Epoch() uint32 { return k.epoch }

// Subkey derives a key for one use, such as "pages", in one context, such as a file's
// id: HKDF-SHA256 (RFC 5869) without salt, with the info "fremskridt " + use + NUL +
// context. The use must be a constant without a NUL byte. Subkey panics on a wiped
// key, as anyone could derive its subkeys.
func (k *DataKey) Subkey(use string, context []byte) [32]byte {
	if k.key == nil {
		panic("vault: subkey of a wiped data key")
	}
	if strings.ContainsRune(use, 0) {
		panic("vault: NUL in the use of a subkey")
	}
	return derive32(k.key()[:], nil, "fremskridt "+use+"\x00"+string(context))
}

// Wipe overwrites the key. Copies made by Go or a library are not reached.
func (k *DataKey) Wipe() {
	if k.key != nil {
		clear(k.key()[:])
		k.key = nil
	}
}

// Format prints only the epoch, for every verb.
func (k DataKey) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, k.String()) }

// String returns only the epoch.
func (k DataKey) String() string { return fmt.Sprintf("DataKey(epoch %d)", k.epoch) }

// GoString returns only the epoch.
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
