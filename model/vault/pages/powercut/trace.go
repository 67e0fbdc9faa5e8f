// SPDX-License-Identifier: MPL-2.0

package powercut

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

type kind byte

const (
	written kind = iota
	truncated
	synced
	made
	deleted
	folderSynced
	acknowledged
)

type event struct {
	kind kind
	name string
	at   int64 // offset of a write, new size, or number of acknowledged transactions
	data []byte
}

// Trace is the sequence of changes in a folder.
type Trace struct {
	Start  Image // before the first change
	events []event
}

// Len returns the number of changes, each of which can be the last before a cut.
func (t Trace) Len() int { return len(t.events) }

// Image maps names of files to their content.
type Image map[string][]byte

// Read reads a folder, except for the memory shared between connections, which does
// not survive a power cut.
func Read(dir string) (Image, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	image := Image{}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasSuffix(e.Name(), "-shm") {
			continue
		}
		if image[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return image, nil
}

// Write writes the files into an empty folder.
func (i Image) Write(dir string) error {
	var errs []error
	for name, data := range i {
		errs = append(errs, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	return errors.Join(errs...)
}

// file is a file that has or had a name: its synced content, which is not shared, and
// the changes since.
type file struct {
	safe    []byte
	pending []event
}

// Replay replays a trace as a disk with a volatile cache.
type Replay struct {
	trace Trace
	next  int
	// Lying makes the disk ignore every sync.
	Lying bool

	files map[string]*file   // as the program sees them, nil where deleted
	names map[string][]*file // the files that a name may refer to after a cut, the synced one first
	acked int
}

// Replay starts before the first change.
func (t Trace) Replay() *Replay {
	r := &Replay{trace: t, files: map[string]*file{}, names: map[string][]*file{}}
	for name, data := range t.Start {
		f := &file{safe: bytes.Clone(data)}
		r.files[name], r.names[name] = f, []*file{f}
	}
	return r
}

// To advances to a moment and returns the number of transactions acknowledged by then.
func (r *Replay) To(moment int) (acked int) {
	for ; r.next < moment; r.next++ {
		r.step(r.trace.events[r.next])
	}
	return r.acked
}

func (r *Replay) step(e event) {
	switch e.kind {
	case written, truncated:
		if f := r.files[e.name]; f != nil { // a deleted file may still be written to
			f.pending = append(f.pending, e)
		}
	case synced:
		if f := r.files[e.name]; f != nil && !r.Lying {
			for _, p := range f.pending {
				f.safe = p.apply(f.safe)
			}
			f.pending = nil
		}
	case made:
		r.bind(e.name, &file{})
	case deleted:
		r.bind(e.name, nil)
	case folderSynced:
		if !r.Lying {
			for name, f := range r.files {
				r.names[name] = []*file{f}
			}
		}
	case acknowledged:
		r.acked = int(e.at)
	}
}

func (r *Replay) bind(name string, f *file) {
	if len(r.names[name]) == 0 {
		r.names[name] = []*file{nil}
	}
	r.files[name] = f
	r.names[name] = append(r.names[name], f)
}

func (e event) apply(b []byte) []byte {
	if e.kind == truncated {
		return resize(b, e.at)
	}
	return overwrite(b, e.at, e.data)
}

func resize(b []byte, size int64) []byte {
	if size <= int64(len(b)) {
		return b[:size]
	}
	return append(b, make([]byte, size-int64(len(b)))...)
}

func overwrite(b []byte, at int64, data []byte) []byte {
	if end := at + int64(len(data)); end > int64(len(b)) {
		b = resize(b, end)
	}
	copy(b[at:], data)
	return b
}

const sector = 512

// Cut returns one possible content of the disk after a power cut now.
func (r *Replay) Cut(random *rand.Rand) Image {
	lose := lossModels[random.IntN(len(lossModels))]
	image := Image{}
	for name, f := range r.files {
		if all := r.names[name]; random.IntN(2) == 0 {
			f = all[random.IntN(len(all))]
		}
		if f == nil {
			continue
		}
		image[name] = lose(random, bytes.Clone(f.safe), f.pending)
	}
	return image
}

// Kill returns the content of the files if only the program is killed now.
func (r *Replay) Kill() Image {
	image := Image{}
	for name, f := range r.files {
		if f != nil {
			image[name] = all(nil, bytes.Clone(f.safe), f.pending)
		}
	}
	return image
}

// lossModel applies a part of the pending changes to the synced content.
type lossModel = func(random *rand.Rand, b []byte, pending []event) []byte

var lossModels = []lossModel{none, all, inOrder, mixed, mixed, mostly, mostly}

func none(_ *rand.Rand, b []byte, _ []event) []byte { return b }

func all(_ *rand.Rand, b []byte, pending []event) []byte {
	for _, e := range pending {
		b = e.apply(b)
	}
	return b
}

// inOrder keeps the first changes, the last of them partially.
func inOrder(random *rand.Rand, b []byte, pending []event) []byte {
	if len(pending) == 0 {
		return b
	}
	n := random.IntN(len(pending))
	return torn(random, all(random, b, pending[:n]), pending[n])
}

// mixed keeps, loses or tears each change.
func mixed(random *rand.Rand, b []byte, pending []event) []byte {
	for _, e := range pending {
		switch random.IntN(3) {
		case 0:
			b = e.apply(b)
		case 1:
			b = torn(random, b, e)
		}
	}
	return b
}

// mostly keeps all but one or a few changes.
func mostly(random *rand.Rand, b []byte, pending []event) []byte {
	lost := map[int]bool{}
	for range min(len(pending), 1+random.IntN(3)) {
		lost[random.IntN(len(pending))] = true
	}
	for i, e := range pending {
		if !lost[i] {
			b = e.apply(b)
		} else if random.IntN(2) == 0 {
			b = torn(random, b, e)
		}
	}
	return b
}

// torn applies some sectors of a write, or only the file's new length.
func torn(random *rand.Rand, b []byte, e event) []byte {
	if e.kind == truncated {
		return b
	}
	if end := e.at + int64(len(e.data)); random.IntN(4) == 0 {
		if end > int64(len(b)) {
			b = resize(b, end)
		}
		return b
	}
	for from := int64(0); from < int64(len(e.data)); {
		to := min(int64(len(e.data)), (e.at+from)/sector*sector+sector-e.at)
		if random.IntN(2) == 0 {
			b = overwrite(b, e.at+from, e.data[from:to])
		}
		from = to
	}
	return b
}
