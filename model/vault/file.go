// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// Name is the name of the key file in the register's folder.
const Name = "keys.json"

const (
	format  = "fremskridt-keys"
	version = 1

	// Room for maxSlots: a slot takes about 5 kB while the data key rotates.
	maxFile   = 8 << 20
	maxSlots  = 1000
	maxEpochs = 2
)

// File is a key file as read: well-formed, but not yet authenticated, which needs a
// passphrase.
type File struct {
	doc    document
	digest [sha256.Size]byte // of the bytes read; zero for a file never saved
}

// document is the JSON of a key file.
type document struct {
	Format   string    `json:"format"`
	Version  int       `json:"version"`
	Register string    `json:"register"`
	Invented bool      `json:"invented,omitempty"`
	Epochs   epochList `json:"epochs"`
	Box      []byte    `json:"box"` // public key to which failed log-ins are sealed
	Slots    slotList  `json:"slots"`
}

type epoch struct {
	Epoch uint32 `json:"epoch"`
	MAC   []byte `json:"mac"`
}

// Read reads the key file at the path. Its errors wrap those of [Parse] and of
// package os.
func Read(path string) (*File, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	return Parse(data)
}

func readFile(path string) ([]byte, error) {
	data, err := safefile.ReadFile(filepath.Clean(path), maxFile)
	var refused *safefile.Error
	if errors.As(err, &refused) {
		err = fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return data, err
}

// Parse parses a key file and checks its form and bounds. Its errors wrap [ErrFormat]
// or [ErrVersion].
func Parse(data []byte) (*File, error) {
	f := &File{digest: sha256.Sum256(data)}
	if err := f.doc.parse(data); err != nil {
		if errors.Is(err, ErrVersion) {
			return nil, fmt.Errorf("parse key file: %w", err)
		}
		return nil, fmt.Errorf("parse key file: %w: %w", ErrFormat, err)
	}
	return f, nil
}

func (d *document) parse(data []byte) error {
	if len(data) > maxFile {
		return fmt.Errorf("more than %d bytes", maxFile)
	}
	// A later version may have fields unknown to this one.
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return err
	}
	if head.Format != format {
		return fmt.Errorf("format %.20q", head.Format)
	}
	if head.Version > version {
		return fmt.Errorf("%w: version %d", ErrVersion, head.Version)
	}
	if err := strict(data, d); err != nil {
		return err
	}
	return d.check()
}

func (d *document) check() error {
	switch {
	case d.Format != format:
		return fmt.Errorf("format %.20q", d.Format)
	case d.Version != version:
		return fmt.Errorf("version %d", d.Version)
	case !validRegister(d.Register):
		return fmt.Errorf("register %.20q", d.Register)
	case len(d.Box) != publicLen:
		return errors.New("box")
	case len(d.Epochs) == 0:
		return errors.New("no epochs")
	case d.users() == 0:
		return errors.New("no users")
	}
	for i, e := range d.Epochs {
		if e.Epoch < 1 || e.Epoch > maxEpoch || i > 0 && e.Epoch != d.Epochs[i-1].Epoch+1 {
			return fmt.Errorf("epoch %d", e.Epoch)
		}
		if len(e.MAC) != sha256.Size {
			return fmt.Errorf("mac of epoch %d", e.Epoch)
		}
	}
	seen := make(map[string]bool, len(d.Slots))
	for i := range d.Slots {
		s := &d.Slots[i]
		if err := s.check(len(d.Epochs)); err != nil {
			return fmt.Errorf("slot %d: %w", i+1, err)
		}
		if seen[string(s.Label)] {
			return fmt.Errorf("slot %d: there twice", i+1)
		}
		seen[string(s.Label)] = true
	}
	return nil
}

// validRegister reports whether id can be a register's id: a UUID or another short
// word without spaces.
func validRegister(id string) bool {
	for _, c := range []byte(id) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return id != "" && len(id) <= 64
}

// RegisterID returns the id of the register that the keys belong to.
func (f *File) RegisterID() string { return f.doc.Register }

// Invented reports whether the file claims to be of an invented municipality, which
// [InventedPassphrase] opens. The claim is authenticated only by unlocking the file.
func (f *File) Invented() bool { return f.doc.Invented }

// Users returns the number of users with a slot.
func (f *File) Users() int { return f.doc.users() }

func (d *document) users() int {
	n := 0
	for i := range d.Slots {
		if d.Slots[i].Kind == kindUser {
			n++
		}
	}
	return n
}

// find returns the index of the user's slot, or -1. Empty initials find the only user.
func (d *document) find(initials string) int {
	if initialsOf(initials) == "" {
		if d.users() != 1 {
			return -1
		}
		return slices.IndexFunc(d.Slots, func(s slot) bool { return s.Kind == kindUser })
	}
	l := label(d.Register, initials)
	return slices.IndexFunc(d.Slots, func(s slot) bool { return s.Kind == kindUser && bytes.Equal(s.Label, l) })
}

// Unlock opens the register's keys with a user's passphrase. Empty initials mean the
// only user, if there is just one. An unknown user takes as long as a wrong
// passphrase, and both return [ErrWrongPassphrase]. A changed file returns
// [ErrTampered].
func (f *File) Unlock(initials string, pass []byte) (*Opened, error) {
	i := f.doc.find(initials)
	s := f.doc.decoySlot(initials)
	if i >= 0 {
		s = &f.doc.Slots[i]
	}
	stretched := stretch(pass, s.KDF.Salt, s.KDF.cost())
	defer clear(stretched)
	if i < 0 {
		return nil, fmt.Errorf("unlock: %w", ErrWrongPassphrase)
	}
	o, err := f.open(s, stretched)
	if err != nil {
		return nil, fmt.Errorf("unlock: %w", err)
	}
	return o, nil
}

// decoySlot returns the slot with the cost of stretching for an unknown user, always
// the same one for the same initials.
func (d *document) decoySlot(initials string) *slot {
	n := binary.BigEndian.Uint32(label(d.Register, initials)) % uint32(d.users())
	for i := range d.Slots {
		if d.Slots[i].Kind != kindUser {
			continue
		}
		if n == 0 {
			return &d.Slots[i]
		}
		n--
	}
	return nil // not reached: n is below the number of users
}

func (f *File) open(s *slot, stretched []byte) (*Opened, error) {
	sec, err := s.unlock(f.doc.Register, stretched)
	if err != nil {
		return nil, err
	}
	return f.openAs(s, sec)
}

// openAs takes ownership of the secrets.
func (f *File) openAs(s *slot, sec *secrets) (*Opened, error) {
	keys, err := s.open(f.doc.Register, sec.private[:], f.doc.Epochs)
	if err != nil {
		sec.wipe()
		return nil, err
	}
	o := &Opened{file: f.clone(), keys: keys, own: sec, label: s.Label}
	if !o.authentic() {
		o.Wipe()
		return nil, ErrTampered
	}
	return o, nil
}

// clone returns a copy with its own lists. Their elements are replaced, never changed
// in place.
func (f *File) clone() *File {
	c := *f
	c.doc.Epochs = slices.Clone(f.doc.Epochs)
	c.doc.Slots = slices.Clone(f.doc.Slots)
	return &c
}

// mac authenticates the whole document except the MACs.
func (d *document) mac(k *DataKey, anchor []byte) []byte {
	f := frame(nil).text(d.Format).number(uint64(d.Version)).text(d.Register).flag(d.Invented)
	f = f.number(uint64(len(d.Epochs)))
	for _, e := range d.Epochs {
		f = f.number(uint64(e.Epoch))
	}
	f = f.bytes(d.Box).number(uint64(len(d.Slots)))
	for i := range d.Slots {
		s := &d.Slots[i]
		f = f.text(s.Kind).bytes(s.Label).flag(s.Once)
		f = s.KDF.frame(f).bytes(s.Check).bytes(s.Private).bytes(s.Public).number(uint64(len(s.Keys)))
		for _, sealed := range s.Keys {
			f = f.bytes(sealed)
		}
	}
	key := derive32(k.key()[:], anchor, "fremskridt keys mac v1")
	defer clear(key[:])
	h := hmac.New(sha256.New, key[:])
	h.Write(f)
	return h.Sum(nil)
}

// Lists with bounded length, so that a small file cannot cause large allocations.
type (
	epochList []epoch
	slotList  []slot
	keyList   [][]byte
)

// UnmarshalJSON accepts at most maxEpochs.
func (l *epochList) UnmarshalJSON(data []byte) (err error) {
	*l, err = list[epoch](data, maxEpochs)
	return err
}

// UnmarshalJSON accepts at most maxSlots and the recovery slot.
func (l *slotList) UnmarshalJSON(data []byte) (err error) {
	*l, err = list[slot](data, maxSlots+1)
	return err
}

// UnmarshalJSON accepts at most maxEpochs.
func (l *keyList) UnmarshalJSON(data []byte) (err error) {
	*l, err = list[[]byte](data, maxEpochs)
	return err
}

func list[T any](data []byte, most int) ([]T, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil, errors.New("not a list")
	}
	var all []T
	for d.More() {
		if len(all) == most {
			return nil, fmt.Errorf("a list of more than %d", most)
		}
		var one T
		if err := d.Decode(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// strict decodes one JSON value with known fields only and nothing after it.
func strict(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows")
	}
	return nil
}
