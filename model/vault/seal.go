// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hpke"
	"encoding/binary"
)

// The HPKE suite: X25519 and ML-KEM-768 combined, so that files copied today are opened
// neither by a future quantum computer nor by a flaw in the newer algorithm.
var (
	suiteKEM  = hpke.MLKEM768X25519()
	suiteKDF  = hpke.HKDFSHA256()
	suiteAEAD = hpke.AES256GCM()
)

// Lengths in bytes.
const (
	privateLen = 32        // seed of the key pair
	publicLen  = 1184 + 32 // ML-KEM-768, X25519
	hpkeExtra  = 1088 + 32 + 16
	gcmExtra   = 12 + 16 // nonce, tag
)

// sealTo encrypts to a public key. The info is not stored; opening needs the same.
func sealTo(public, info, plain []byte) ([]byte, error) {
	pk, err := suiteKEM.NewPublicKey(public)
	if err != nil {
		return nil, err
	}
	return hpke.Seal(pk, suiteKDF, suiteAEAD, info, plain)
}

func openWith(private hpke.PrivateKey, info, sealed []byte) ([]byte, error) {
	return hpke.Open(private, suiteKDF, suiteAEAD, info, sealed)
}

// seal encrypts with AES-256-GCM under a random nonce, which precedes the ciphertext.
func seal(key [32]byte, aad, plain []byte) ([]byte, error) {
	a, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	return a.Seal(nil, nil, plain, aad), nil
}

func open(key [32]byte, aad, sealed []byte) ([]byte, error) {
	a, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	return a.Open(nil, nil, sealed, aad)
}

func newAEAD(key [32]byte) (cipher.AEAD, error) {
	b, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(b)
}

// frame is an unambiguous encoding of a list of values: texts with their length,
// numbers as eight bytes, big-endian. It is what is authenticated, not the JSON, whose
// formatting may change.
type frame []byte

func (f frame) bytes(b []byte) frame {
	return append(binary.BigEndian.AppendUint32(f, uint32(len(b))), b...)
}

func (f frame) text(s string) frame { return f.bytes([]byte(s)) }

func (f frame) number(n uint64) frame { return binary.BigEndian.AppendUint64(f, n) }

func (f frame) flag(b bool) frame {
	if b {
		return f.number(1)
	}
	return f.number(0)
}
