// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Kinds of slots and their key derivation functions.
const (
	kindUser     = "user"
	kindRecovery = "recovery"

	kdfPassphrase = "argon2id"
	kdfRecovery   = "hkdf-sha256" // a recovery code is random and needs no stretching
)

const (
	labelLen  = 16
	checkLen  = 16
	anchorLen = 32
)

// slot is one way to open the register: a user's passphrase or the recovery code.
type slot struct {
	Kind    string  `json:"kind"`
	Label   []byte  `json:"label,omitempty"` // identifies the user; empty for recovery
	Once    bool    `json:"once,omitempty"`  // the user must choose another passphrase
	KDF     kdf     `json:"kdf"`
	Check   []byte  `json:"check"`   // distinguishes a wrong passphrase from a damaged slot
	Private []byte  `json:"private"` // private key and anchor, sealed under the passphrase
	Public  []byte  `json:"public"`
	Keys    keyList `json:"keys"` // the data key of each live epoch, sealed to Public
}

type kdf struct {
	Name      string `json:"name"`
	MemoryKiB uint32 `json:"memory_kib,omitempty"`
	Passes    uint32 `json:"passes,omitempty"`
	Lanes     uint8  `json:"lanes,omitempty"`
	Salt      []byte `json:"salt"`
}

func (k kdf) cost() Cost { return Cost{k.MemoryKiB, k.Passes, k.Lanes} }

// secrets are what a slot's passphrase or recovery code decrypts.
type secrets struct {
	private [privateLen]byte
	anchor  [anchorLen]byte
}

func (s *secrets) wipe() {
	clear(s.private[:])
	clear(s.anchor[:])
}

// initialsOf returns initials in the form in which they are compared: trimmed, upper
// case, normal form C.
func initialsOf(s string) string {
	return norm.NFC.String(strings.ToUpper(strings.TrimSpace(s)))
}

// label replaces the initials in the file: HMAC-SHA256 keyed with the register's id,
// truncated to 16 bytes. It keeps initials out of sight and differs between registers,
// but as the id is in the same file, trying all initials recovers them.
func label(register, initials string) []byte {
	h := hmac.New(sha256.New, []byte(register))
	h.Write([]byte(initialsOf(initials)))
	return h.Sum(nil)[:labelLen]
}

// newSlot creates a key pair and seals the data keys to it. The caller locks the slot.
func newSlot(register, kind string, label []byte, keys []*DataKey) (s slot, private []byte, err error) {
	pair, err := suiteKEM.GenerateKey()
	if err != nil {
		return slot{}, nil, err
	}
	if private, err = pair.Bytes(); err != nil {
		return slot{}, nil, err
	}
	s = slot{Kind: kind, Label: label, Public: pair.PublicKey().Bytes()}
	for _, k := range keys {
		if s, err = s.withKey(register, k); err != nil {
			return slot{}, nil, err
		}
	}
	return s, private, nil
}

// withKey returns the slot with one more data key.
func (s slot) withKey(register string, k *DataKey) (slot, error) {
	sealed, err := sealTo(s.Public, s.keyInfo(register, k.epoch), k.key()[:])
	if err != nil {
		return s, err
	}
	s.Keys = append(s.Keys[:len(s.Keys):len(s.Keys)], sealed)
	return s, nil
}

func (s slot) keyInfo(register string, epoch uint32) []byte {
	return frame(nil).text("fremskridt keys data key").number(version).
		text(register).text(s.Kind).bytes(s.Label).number(uint64(epoch))
}

// lock seals the secrets under a passphrase, with a new salt.
func (s *slot) lock(register string, pass []byte, cost Cost, sec *secrets) error {
	s.KDF = kdf{kdfPassphrase, cost.MemoryKiB, cost.Passes, cost.Lanes, newSalt()}
	key := stretch(pass, s.KDF.Salt, cost)
	defer clear(key)
	return s.lockUnder(register, key, sec)
}

func newSalt() []byte {
	salt := make([]byte, minSalt)
	_, _ = rand.Read(salt) // never fails
	return salt
}

func (s *slot) lockUnder(register string, stretched []byte, sec *secrets) error {
	key, check := s.derive(stretched)
	plain := append(append(make([]byte, 0, privateLen+anchorLen), sec.private[:]...), sec.anchor[:]...)
	defer clear(plain)
	sealed, err := seal(key, s.aad(register), plain)
	if err != nil {
		return err
	}
	s.Check, s.Private = check, sealed
	return nil
}

// unlock opens the secrets with the stretched passphrase or the recovery code.
func (s *slot) unlock(register string, stretched []byte) (*secrets, error) {
	key, check := s.derive(stretched)
	if subtle.ConstantTimeCompare(check, s.Check) == 0 {
		return nil, ErrWrongPassphrase
	}
	plain, err := open(key, s.aad(register), s.Private)
	if err != nil || len(plain) != privateLen+anchorLen {
		return nil, ErrTampered
	}
	defer clear(plain)
	sec := new(secrets)
	copy(sec.private[:], plain)
	copy(sec.anchor[:], plain[privateLen:])
	return sec, nil
}

// derive returns the key under which the secrets are sealed, and a check value of the
// key. Testing a guess against the check costs the stretching, as it does against the
// seal.
func (s *slot) derive(stretched []byte) (key [32]byte, check []byte) {
	key = derive32(stretched, s.KDF.Salt, "fremskridt keys slot v1")
	c := derive32(stretched, s.KDF.Salt, "fremskridt keys check v1")
	return key, c[:checkLen]
}

func (s *slot) aad(register string) []byte {
	return s.KDF.frame(frame(nil).text(format).number(version).
		text(register).bytes(s.Label).text(s.Kind).bytes(s.Public))
}

func (k kdf) frame(f frame) frame {
	return f.text(k.Name).number(uint64(k.MemoryKiB)).number(uint64(k.Passes)).number(uint64(k.Lanes)).bytes(k.Salt)
}

// open opens the data keys with the private key.
func (s *slot) open(register string, private []byte, epochs []epoch) ([]*DataKey, error) {
	pair, err := suiteKEM.NewPrivateKey(private)
	if err != nil || !bytes.Equal(pair.PublicKey().Bytes(), s.Public) {
		return nil, ErrTampered
	}
	keys := make([]*DataKey, len(epochs))
	for i, e := range epochs {
		plain, err := openWith(pair, s.keyInfo(register, e.Epoch), s.Keys[i])
		if err != nil || len(plain) != 32 {
			wipeAll(keys[:i])
			return nil, ErrTampered
		}
		keys[i] = dataKeyOf(e.Epoch, (*[32]byte)(bytes.Clone(plain)))
		clear(plain)
	}
	return keys, nil
}

// check checks a slot that was read against the bounds of the format.
func (s *slot) check(epochs int) error {
	switch {
	case s.Kind == kindUser:
		if len(s.Label) != labelLen {
			return errors.New("label")
		}
		if s.KDF.Name != kdfPassphrase {
			return fmt.Errorf("key derivation %.20q", s.KDF.Name)
		}
		if err := s.KDF.cost().check(); err != nil {
			return err
		}
	case s.Kind == kindRecovery:
		if len(s.Label) != 0 || s.Once {
			return errors.New("label")
		}
		if s.KDF.Name != kdfRecovery || s.KDF.cost() != (Cost{}) {
			return fmt.Errorf("key derivation %.20q", s.KDF.Name)
		}
	default:
		return fmt.Errorf("kind %.20q", s.Kind)
	}
	switch {
	case len(s.KDF.Salt) < minSalt || len(s.KDF.Salt) > maxSalt:
		return fmt.Errorf("salt of %d bytes is outside %d to %d", len(s.KDF.Salt), minSalt, maxSalt)
	case len(s.Check) != checkLen:
		return errors.New("check")
	case len(s.Private) != privateLen+anchorLen+gcmExtra:
		return errors.New("private key")
	case len(s.Public) != publicLen:
		return errors.New("public key")
	case len(s.Keys) != epochs:
		return fmt.Errorf("%d data keys for %d epochs", len(s.Keys), epochs)
	}
	for _, k := range s.Keys {
		if len(k) != 32+hpkeExtra {
			return errors.New("data key")
		}
	}
	return nil
}

func wipeAll(keys []*DataKey) {
	for _, k := range keys {
		k.Wipe()
	}
}
