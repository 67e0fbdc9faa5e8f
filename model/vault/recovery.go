// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A recovery code is 160 random bits and a checksum of 20 bits, in Crockford's base 32
// (https://www.crockford.com/base32.html): nine groups of four characters, without I,
// L, O and U.
const (
	codeLen   = 20 // bytes
	codeChars = 32
	sumChars  = 4
)

var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// NewRecovery creates a new recovery code with its slot, which replaces the previous
// one. The code is to be printed and is stored nowhere.
func (o *Opened) NewRecovery() (string, error) {
	d := &o.file.doc
	code := make([]byte, codeLen)
	_, _ = rand.Read(code) // never fails
	defer clear(code)
	s, private, err := newSlot(d.Register, kindRecovery, nil, o.keys)
	if err != nil {
		return "", fmt.Errorf("new recovery code: %w", err)
	}
	defer clear(private)
	sec := &secrets{private: [privateLen]byte(private), anchor: o.own.anchor}
	defer sec.wipe()
	s.KDF = kdf{Name: kdfRecovery, Salt: newSalt()}
	if err := s.lockUnder(d.Register, code, sec); err != nil {
		return "", fmt.Errorf("new recovery code: %w", err)
	}
	o.putSlot(d.recovery(), s)
	if len(o.label) == 0 { // the code that opened it is replaced
		o.own.private = sec.private
	}
	return encodeCode(code), nil
}

func (d *document) recovery() int {
	return slices.IndexFunc(d.Slots, func(s slot) bool { return s.Kind == kindRecovery })
}

// Recover opens the register's keys with the recovery code, with or without hyphens
// and in either case. A mistyped code returns [ErrRecoveryTypo], one of another
// register [ErrWrongPassphrase].
func (f *File) Recover(code string) (*Opened, error) {
	secret, err := decodeCode(code)
	if err != nil {
		return nil, fmt.Errorf("recover: %w", err)
	}
	defer clear(secret)
	i := f.doc.recovery()
	if i < 0 {
		return nil, fmt.Errorf("recover: %w", ErrWrongPassphrase)
	}
	o, err := f.open(&f.doc.Slots[i], secret)
	if err != nil {
		return nil, fmt.Errorf("recover: %w", err)
	}
	return o, nil
}

func encodeCode(code []byte) string {
	all := crockford.EncodeToString(code) + codeSum(code)
	var groups []string
	for g := range slices.Chunk([]byte(all), 4) {
		groups = append(groups, string(g))
	}
	return strings.Join(groups, "-")
}

func codeSum(code []byte) string {
	h := sha256.Sum256(append([]byte("fremskridt recovery code v1 "), code...))
	return crockford.EncodeToString(h[:])[:sumChars]
}

func decodeCode(s string) ([]byte, error) {
	s = strings.Map(func(r rune) rune {
		switch r = unicode.ToUpper(r); {
		case r == 'O':
			return '0'
		case r == 'I' || r == 'L':
			return '1'
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r): // any dash
			return -1
		}
		return r
	}, s)
	if len(s) != codeChars+sumChars {
		return nil, ErrRecoveryTypo
	}
	code, err := crockford.DecodeString(s[:codeChars])
	if err != nil || codeSum(code) != s[codeChars:] {
		return nil, ErrRecoveryTypo
	}
	return code, nil
}
