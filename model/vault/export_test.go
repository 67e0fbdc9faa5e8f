// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"time"
)

// Unexported functions for the tests.
var (
	Label      = label
	EncodeCode = encodeCode
	DecodeCode = decodeCode
	Stretch    = stretch
)

// DataKeyOf returns a data key with known bytes.
func DataKeyOf(epoch uint32, key [32]byte) *DataKey { return dataKeyOf(epoch, &key) }

// CalibrateWith is Calibrate on a simulated machine.
func CalibrateWith(target time.Duration, measure func(Cost) time.Duration) Cost {
	return calibrate(target, measure)
}

// SaveBy is [Opened.Save] with a call after each step.
func (o *Opened) SaveBy(path string, step func(done string)) error { return o.save(path, step) }

// Encode returns the key file as [Opened.Save] writes it.
func (o *Opened) Encode() ([]byte, error) { return o.encode() }

// Encode returns the file as stored, with its existing MACs.
func (f *File) Encode() ([]byte, error) { return f.doc.encode() }

// Forge returns the best forgery of a key file without a secret: a new data key sealed to
// every slot, with matching MACs.
func Forge(f *File) (*File, error) {
	o := &Opened{file: f.clone(), keys: []*DataKey{newDataKey(f.doc.Epochs[0].Epoch)}, own: new(secrets)}
	for i, s := range o.file.doc.Slots {
		s.Keys = nil
		s, err := s.withKey(f.doc.Register, o.keys[0])
		if err != nil {
			return nil, err
		}
		o.file.doc.Slots[i] = s
	}
	if err := o.setBox(); err != nil {
		return nil, err
	}
	data, err := o.encode()
	if err != nil {
		return nil, err
	}
	return Parse(data)
}
