// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// temporary is the suffix of the file that [Opened.Save] writes and then renames.
const temporary = ".saving"

// Save writes the key file completely or not at all: into a temporary file, which is
// read back before it replaces the old one, other than in package atomicfile. The old
// file is not kept, as a removed user could open it. If another user has saved the file since it was read, the error
// is [ErrStale]. Callers hold the register's lock, so that no other Save happens
// between that check and the renaming.
func (o *Opened) Save(path string) error {
	if err := o.save(path, func(string) {}); err != nil {
		return fmt.Errorf("save keys: %w", err)
	}
	return nil
}

// save calls step after each step, so that a test can interrupt it there.
func (o *Opened) save(path string, step func(done string)) error {
	data, err := o.encode()
	if err != nil {
		return err
	}
	if err := o.checkUnchanged(path); err != nil {
		return err
	}
	if err := removeTemporary(path); err != nil {
		return err
	}
	f, err := safefile.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+temporary)
	if err != nil {
		return err
	}
	step("created")
	if err := write(f, data, step); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := o.readBack(f.Name(), data); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	step("read back")
	if err := atomicfile.Rename(f.Name(), path); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	step("renamed")
	o.file.digest = sha256.Sum256(data)
	return atomicfile.SyncFolder(filepath.Dir(path))
}

// encode returns the file with new MACs.
func (o *Opened) encode() ([]byte, error) {
	d := &o.file.doc
	for i := range d.Epochs {
		d.Epochs[i].MAC = d.mac(o.keys[i], o.own.anchor[:])
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	return d.encode()
}

func (d *document) encode() ([]byte, error) {
	data, err := json.MarshalIndent(d, "", "\t")
	if err != nil {
		return nil, err
	}
	return append(data, '\n'), nil
}

// checkUnchanged returns [ErrStale] if the file at the path is not the one that was
// opened.
func (o *Opened) checkUnchanged(path string) error {
	data, err := readFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case sha256.Sum256(data) != o.file.digest:
		return ErrStale
	}
	return nil
}

// removeTemporary removes the files left by a killed [Opened.Save].
func removeTemporary(path string) error {
	dir, base := filepath.Dir(path), filepath.Base(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		ours := strings.HasPrefix(e.Name(), base+".") && strings.HasSuffix(e.Name(), temporary)
		if ours && e.Type().IsRegular() {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

func write(f *os.File, data []byte, step func(string)) error {
	if _, err := f.Write(data[:len(data)/2]); err != nil {
		return errors.Join(err, f.Close())
	}
	step("half written")
	if _, err := f.Write(data[len(data)/2:]); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	step("written")
	return f.Close()
}

// readBack checks that the file contains data and opens as at the next log-in.
func (o *Opened) readBack(path string, data []byte) error {
	got, err := readFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, data) {
		return errors.New("the file reads back otherwise than it was written")
	}
	f, err := Parse(got)
	if err != nil {
		return err
	}
	again := &Opened{file: f, keys: o.keys, own: o.own}
	if !again.authentic() {
		return ErrTampered
	}
	return nil
}
