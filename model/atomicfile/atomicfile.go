// SPDX-License-Identifier: MPL-2.0

// Package atomicfile writes files that appear whole or not at all: figures, reports,
// exports and whatever else a user saves. The content goes to a temporary file in the
// same folder, which is synced and then renamed.
//
// github.com/google/renameio does the same, but not on Windows.
package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// Error is a file that could not be written. An error of the content's own is
// returned as it is.
type Error struct {
	Path string
	Err  error
}

// Error names the file.
func (e *Error) Error() string { return fmt.Sprintf("write %s: %v", e.Path, e.Err) }

// Unwrap returns the error of the file system.
func (e *Error) Unwrap() error { return e.Err }

// Replace writes a file with the mode of [safefile.Modes], in place of one with the
// same name. On error, that one is left as it was.
func Replace(path string, write func(io.Writer) error) (err error) {
	f, err := safefile.CreateTemp(filepath.Dir(path), ".fremskridt-*")
	if err != nil {
		return &Error{path, err}
	}
	written, renamed := false, false
	defer func() {
		if !written { // write has panicked
			err = f.Close()
		}
		if !renamed {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	out := &writer{file: f}
	err = write(out)
	written = true
	failed := errors.Join(out.err, f.Sync(), f.Close())
	if failed == nil && err == nil {
		failed = Rename(f.Name(), path)
		renamed = failed == nil
	}
	if renamed {
		failed = SyncFolder(filepath.Dir(path))
	}
	if failed != nil {
		return &Error{path, failed}
	}
	return err
}

// Create is [Replace] for a file that must not exist; otherwise the error is an
// [io/fs.ErrExist].
func Create(path string, write func(io.Writer) error) (err error) {
	f, err := safefile.Create(path)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return &Error{path, err}
	}
	replaced := false
	defer func() {
		if !replaced {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	err = Replace(path, write)
	replaced = err == nil
	return err
}

// writer keeps the first error of a file, to distinguish it from one of the content.
type writer struct {
	file *os.File
	err  error
}

func (w *writer) Write(b []byte) (int, error) {
	n, err := w.file.Write(b)
	if w.err == nil {
		w.err = err
	}
	return n, err
}
