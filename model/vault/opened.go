// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"slices"
)

// InventedPassphrase is the passphrase of every invented municipality. It is public
// and protects nothing.
const InventedPassphrase = "fire opdigtede borgere venter"

// Opened is a key file with its data keys. Changes take effect with [Opened.Save].
// It must not be used by several goroutines at once, and is wiped when the register
// is closed or locked.
type Opened struct {
	file  *File
	keys  []*DataKey // as file.doc.Epochs
	own   *secrets   // of the slot that opened it
	label []byte     // of the slot that opened it; empty for recovery
}

// Create creates the keys of a new register: a data key of epoch 1, a slot for its
// first user, and a recovery code, which is to be printed and is stored nowhere. The
// register's id is a UUID or another short word without spaces.
func Create(register, initials string, pass []byte, cost Cost) (o *Opened, recovery string, err error) {
	return create(register, initials, pass, cost, false)
}

// CreateInvented creates the keys of an invented municipality, whose only user has the
// passphrase [InventedPassphrase].
func CreateInvented(register, initials string) (*Opened, error) {
	o, _, err := create(register, initials, []byte(InventedPassphrase), inventedCost(), true)
	return o, err
}

func create(register, initials string, pass []byte, cost Cost, invented bool) (*Opened, string, error) {
	if !validRegister(register) {
		return nil, "", fmt.Errorf("create keys: the register's id %q is not a short word", register)
	}
	o := &Opened{
		file: &File{doc: document{
			Format: format, Version: version, Register: register, Invented: invented,
			Epochs: epochList{{Epoch: 1}},
		}},
		keys:  []*DataKey{newDataKey(1)},
		own:   new(secrets),
		label: label(register, initials),
	}
	_, _ = rand.Read(o.own.anchor[:]) // never fails
	if err := o.setBox(); err != nil {
		return nil, "", fmt.Errorf("create keys: %w", err)
	}
	if err := o.SetUser(initials, pass, cost, false); err != nil {
		return nil, "", fmt.Errorf("create keys: %w", err)
	}
	code, err := o.NewRecovery()
	if err != nil {
		return nil, "", fmt.Errorf("create keys: %w", err)
	}
	return o, code, nil
}

// Keys returns the data keys of all live epochs, newest last: one, or two during a
// rotation. New data is encrypted under the newest.
func (o *Opened) Keys() []*DataKey { return slices.Clone(o.keys) }

// Key returns the data key of an epoch, or nil if the epoch is not live.
func (o *Opened) Key(epoch uint32) *DataKey {
	for _, k := range o.keys {
		if k.epoch == epoch {
			return k
		}
	}
	return nil
}

// RegisterID returns the id of the register that the keys belong to.
func (o *Opened) RegisterID() string { return o.file.doc.Register }

// Invented reports whether the municipality is invented, for trying the program.
func (o *Opened) Invented() bool { return o.file.doc.Invented }

// Users returns the number of users with a slot.
func (o *Opened) Users() int { return o.file.doc.users() }

// HasUser reports whether the user has a slot.
func (o *Opened) HasUser(initials string) bool {
	return initialsOf(initials) != "" && o.file.doc.find(initials) >= 0
}

// MustChange reports whether the register was opened with a passphrase that another
// user chose and that its user has not replaced yet.
func (o *Opened) MustChange() bool {
	i := slices.IndexFunc(o.file.doc.Slots, func(s slot) bool { return bytes.Equal(s.Label, o.label) })
	return i >= 0 && o.file.doc.Slots[i].Once
}

// SetUser adds a slot with the passphrase for the user, or replaces the user's slot.
// If once is set, the user must change the passphrase. A weak passphrase is refused
// with the [*WeakError] of [CheckPassphrase]; the caller checks the municipality and
// other forbidden words.
func (o *Opened) SetUser(initials string, pass []byte, cost Cost, once bool) error {
	if err := o.setUser(initials, pass, cost, once); err != nil {
		return fmt.Errorf("set user: %w", err)
	}
	return nil
}

func (o *Opened) setUser(initials string, pass []byte, cost Cost, once bool) error {
	d := &o.file.doc
	if initialsOf(initials) == "" {
		return errors.New("no initials")
	}
	cost, err := cost.orDefault()
	if err != nil {
		return err
	}
	if err := CheckPassphrase(pass, initials); err != nil {
		return err
	}
	i := d.find(initials)
	if i < 0 && d.users() == maxSlots {
		return fmt.Errorf("there are %d users already", maxSlots)
	}
	s, private, err := newSlot(d.Register, kindUser, label(d.Register, initials), o.keys)
	if err != nil {
		return err
	}
	defer clear(private)
	sec := &secrets{private: [privateLen]byte(private), anchor: o.own.anchor}
	defer sec.wipe()
	if err := s.lock(d.Register, pass, cost, sec); err != nil {
		return err
	}
	s.Once = once
	o.putSlot(i, s)
	if bytes.Equal(s.Label, o.label) {
		o.own.private = sec.private
	}
	return nil
}

// putSlot replaces slot i, or appends one if i is negative.
func (o *Opened) putSlot(i int, s slot) {
	if i < 0 {
		o.file.doc.Slots = append(o.file.doc.Slots, s)
		return
	}
	o.file.doc.Slots[i] = s
}

// RemoveUser removes the user's slot. As the user has had the data key, the caller
// rotates it next; until then, an older copy of the key file lets the user in. During
// a rotation the error is [ErrRotating], as the user has the newer key too.
func (o *Opened) RemoveUser(initials string) error {
	d := &o.file.doc
	i := -1
	if initialsOf(initials) != "" {
		i = d.find(initials)
	}
	switch {
	case i < 0:
		return fmt.Errorf("remove user: %w", ErrNoUser)
	case d.users() == 1:
		return fmt.Errorf("remove user: %w", ErrLastUser)
	case o.Rotating():
		return fmt.Errorf("remove user: %w", ErrRotating)
	}
	d.Slots = slices.Delete(d.Slots, i, i+1)
	return nil
}

// ChangePassphrase replaces the user's passphrase old by pass and resets
// [Opened.MustChange]. The slot keeps its key pair. Empty initials mean the only user.
// It refuses what [Opened.SetUser] refuses.
func (o *Opened) ChangePassphrase(initials string, old, pass []byte, cost Cost) error {
	if err := o.changePassphrase(initials, old, pass, cost); err != nil {
		return fmt.Errorf("change passphrase: %w", err)
	}
	return nil
}

func (o *Opened) changePassphrase(initials string, old, pass []byte, cost Cost) error {
	d := &o.file.doc
	i := d.find(initials)
	if i < 0 {
		return ErrNoUser
	}
	cost, err := cost.orDefault()
	if err != nil {
		return err
	}
	if err := CheckPassphrase(pass, initials); err != nil {
		return err
	}
	s := d.Slots[i]
	stretched := stretch(old, s.KDF.Salt, s.KDF.cost())
	defer clear(stretched)
	sec, err := s.unlock(d.Register, stretched)
	if err != nil {
		return err
	}
	defer sec.wipe()
	if err := s.lock(d.Register, pass, cost, sec); err != nil {
		return err
	}
	s.Once = false
	o.putSlot(i, s)
	return nil
}

// authentic reports whether the file is as saved by someone who has the keys.
func (o *Opened) authentic() bool {
	for i, e := range o.file.doc.Epochs {
		if !hmac.Equal(e.MAC, o.file.doc.mac(o.keys[i], o.own.anchor[:])) {
			return false
		}
	}
	return true
}

// Wipe overwrites the keys, as far as Go allows. Afterwards only methods that need no
// key may be called.
func (o *Opened) Wipe() {
	wipeAll(o.keys)
	o.own.wipe()
}

// Format prints only the register's id, for every verb.
func (o Opened) Format(s fmt.State, _ rune) {
	_, _ = io.WriteString(s, "Opened("+o.file.doc.Register+")")
}
