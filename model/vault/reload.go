package vault

import (
	"bytes"
	"crypto/subtle"
	"fmt"
	"slices"
)

// Reload takes over what somebody else has saved in the key file since it was
// opened, without a passphrase; what was changed here and not saved is lost. It
// is the way on from ErrStale. A file from before the last rotation, or of
// another register, is ErrTampered. Data keys that stay are the same values, those
// no longer live are wiped. Whose slot is gone gets ErrNoUser, whose slot was
// set anew by somebody else ErrWrongPassphrase, and must log in.
func (o *Opened) Reload(path string) error {
	f, err := Read(path)
	if err != nil {
		return fmt.Errorf("reload keys: %w", err)
	}
	if err := o.takeOver(f); err != nil {
		return fmt.Errorf("reload keys: %w", err)
	}
	return nil
}

func (o *Opened) takeOver(f *File) error {
	if f.doc.Register != o.file.doc.Register || f.doc.Epochs[0].Epoch < o.keys[0].epoch {
		return ErrTampered
	}
	for i := range f.doc.Slots {
		s := &f.doc.Slots[i]
		if !bytes.Equal(s.Label, o.label) {
			continue
		}
		if i := o.slot(); i < 0 || !bytes.Equal(s.Public, o.file.doc.Slots[i].Public) {
			return ErrWrongPassphrase
		}
		own := *o.own
		n, err := f.openAs(s, &own)
		if err != nil {
			return err
		}
		for i, k := range n.keys {
			old := o.Key(k.epoch)
			if old == nil {
				continue
			}
			if subtle.ConstantTimeCompare(old.key()[:], k.key()[:]) == 0 {
				n.Wipe()
				return ErrTampered
			}
			k.Wipe()
			n.keys[i] = old
		}
		for _, k := range o.keys {
			if n.Key(k.epoch) == nil {
				k.Wipe()
			}
		}
		n.own.wipe()
		o.file, o.keys = n.file, n.keys
		return nil
	}
	return ErrNoUser
}

// slot is the index of the slot that opened the file, or -1 once it is removed.
func (o *Opened) slot() int {
	return slices.IndexFunc(o.file.doc.Slots, func(s slot) bool { return bytes.Equal(s.Label, o.label) })
}
