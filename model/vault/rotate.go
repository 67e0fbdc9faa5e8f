// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"fmt"
	"slices"
)

// Rotating reports whether a rotation must be finished or abandoned: there are two
// data keys.
func (o *Opened) Rotating() bool { return len(o.keys) > 1 }

// BeginRotation creates a new data key and seals it to every slot. The order is: take
// the failed log-ins, begin, save, encrypt every page under the new key, finish,
// save. Until the end both keys are live, so that a register with pages under either
// key can be opened and the rotation resumed.
func (o *Opened) BeginRotation() error {
	d := &o.file.doc
	last := o.keys[len(o.keys)-1]
	switch {
	case o.Rotating():
		return fmt.Errorf("begin rotation: %w", ErrRotating)
	case last.epoch == maxEpoch:
		return fmt.Errorf("begin rotation: epoch %d is the last", last.epoch)
	}
	k := newDataKey(last.epoch + 1)
	slots := slices.Clone(d.Slots)
	for i := range slots {
		s, err := slots[i].withKey(d.Register, k)
		if err != nil {
			k.Wipe()
			return fmt.Errorf("begin rotation: slot %d: %w", i+1, err)
		}
		slots[i] = s
	}
	d.Slots = slots
	d.Epochs = append(d.Epochs, epoch{Epoch: k.epoch})
	o.keys = append(o.keys, k)
	if err := o.setBox(); err != nil {
		return fmt.Errorf("begin rotation: %w", err)
	}
	return nil
}

// FinishRotation removes and wipes the older data key. No page may still be encrypted
// under it.
func (o *Opened) FinishRotation() error {
	if !o.Rotating() {
		return fmt.Errorf("finish rotation: %w", ErrNotRotating)
	}
	return o.drop(0)
}

// AbandonRotation removes and wipes the newer data key. No page may be encrypted
// under it.
func (o *Opened) AbandonRotation() error {
	if !o.Rotating() {
		return fmt.Errorf("abandon rotation: %w", ErrNotRotating)
	}
	return o.drop(1)
}

func (o *Opened) drop(i int) error {
	d := &o.file.doc
	for j := range d.Slots {
		d.Slots[j].Keys = slices.Concat(d.Slots[j].Keys[:i], d.Slots[j].Keys[i+1:])
	}
	d.Epochs = slices.Delete(d.Epochs, i, i+1)
	o.keys[i].Wipe()
	o.keys = slices.Concat(o.keys[:i], o.keys[i+1:])
	return o.setBox()
}
