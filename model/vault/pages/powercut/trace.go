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
	at   int64 // where it was written, the new size, or what was acknowledged
	data []byte
}

// Trace is what happened in a folder, in order.
type Trace struct {
	Start  Image // before it
	events []event
}

// Len is how many events there are, each a moment to cut at.
func (t Trace) Len() int { return len(t.events) }

// Image is the content of files by their names.
type Image map[string][]byte

// Read is the folder as it is. What connections share in memory is left out:
// nothing in it outlives the power.
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

// file is one that has a name or had one: what is on the disk for certain, which
// nobody else refers to, and what was done to it since.
type file struct {
	safe    []byte
	pending []event
}

// Replay walks through a trace. It is a disk with a cache that is being lost.
type Replay struct {
	trace Trace
	next  int
	// Lying makes the disk forget every sync.
	Lying bool

	files map[string]*file   // as the program sees them, nil where deleted
	names map[string][]*file // what a name may stand for, the first of it safe
	acked int
}

// Replay begins at the start of the trace.
func (t Trace) Replay() *Replay {
	r := &Replay{trace: t, files: map[string]*file{}, names: map[string][]*file{}}
	for name, data := range t.Start {
		f := &file{safe: bytes.Clone(data)}
		r.files[name], r.names[name] = f, []*file{f}
	}
	return r
}

// To goes on to a moment and says what had been acknowledged by then.
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

// Cut is one thing that the disk could hold if the power went now.
func (r *Replay) Cut(random *rand.Rand) Image {
	fate := fates[random.IntN(len(fates))]
	image := Image{}
	for name, f := range r.files {
		if all := r.names[name]; random.IntN(2) == 0 {
			f = all[random.IntN(len(all))]
		}
		if f == nil {
			continue
		}
		image[name] = fate(random, bytes.Clone(f.safe), f.pending)
	}
	return image
}

// Kill is what the files hold if the program ends now and the power stays.
func (r *Replay) Kill() Image {
	image := Image{}
	for name, f := range r.files {
		if f != nil {
			image[name] = all(nil, bytes.Clone(f.safe), f.pending)
		}
	}
	return image
}

// fate is what becomes of what is pending.
type fate = func(random *rand.Rand, b []byte, pending []event) []byte

var fates = []fate{none, all, inOrder, mixed, mixed, mostly, mostly}

func none(_ *rand.Rand, b []byte, _ []event) []byte { return b }

func all(_ *rand.Rand, b []byte, pending []event) []byte {
	for _, e := range pending {
		b = e.apply(b)
	}
	return b
}

// inOrder keeps the first few, the last of them in part.
func inOrder(random *rand.Rand, b []byte, pending []event) []byte {
	if len(pending) == 0 {
		return b
	}
	n := random.IntN(len(pending))
	return torn(random, all(random, b, pending[:n]), pending[n])
}

// mixed keeps each, loses it or tears it.
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

// mostly keeps all but one or a few.
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

// torn writes some sectors of a write, or nothing but the file's new length.
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
