// SPDX-License-Identifier: MPL-2.0

// Package safefile opens and creates the files of a register and of what is exported
// from it.
//
// It opens regular files only. A link, a device or a pipe in a register's folder was
// not put there by the program, and opening it could read another file or wait for
// ever. Links in the path above the folder are followed.
//
// New files and folders are for their owner alone, whatever the umask. In a folder
// that has been given to a group (setgid) they have the group's rights. On Windows
// they inherit the access control list of their folder.
package safefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotRegular is returned for a link, a device, a pipe or a folder in the place of
// a file.
var ErrNotRegular = errors.New("not a regular file")

// ErrTooLarge is returned for a file that is larger than the program writes it.
var ErrTooLarge = errors.New("the file is too large")

// Error is a file that is refused.
type Error struct {
	Path string
	Err  error // [ErrNotRegular] or [ErrTooLarge]
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %v", e.Path, e.Err) }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// Open opens a regular file for reading.
func Open(path string) (*os.File, error) { return OpenFile(path, os.O_RDONLY) }

// OpenFile opens a regular file with flags of package os. One that it creates gets
// the mode of [Modes].
func OpenFile(path string, flag int) (*os.File, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &Error{path, ErrNotRegular}
	}
	// The file may have been replaced since: hence the flags and the second look.
	f, err := os.OpenFile(path, flag|noFollow, 0o600)
	if isLink(err) {
		return nil, &Error{path, ErrNotRegular}
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &Error{path, ErrNotRegular}
	}
	if err == nil && flag&os.O_CREATE != 0 && info.Size() == 0 {
		err = applyMode(f, path)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Create creates a file that must not exist.
func Create(path string) (*os.File, error) {
	return OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL)
}

// CreateTemp creates a file with a new name, as [os.CreateTemp] does.
func CreateTemp(dir, pattern string) (*os.File, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	if err := applyMode(f, f.Name()); err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	return f, nil
}

// ReadFile reads a regular file of at most so many bytes.
func ReadFile(path string, most int64) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = &Error{path, ErrTooLarge}
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

// Check returns an [*Error] for something that exists and is no regular file.
func Check(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return &Error{path, ErrNotRegular}
	}
	return nil
}

// MkdirAll creates a folder and those above it.
func MkdirAll(path string) error {
	path = filepath.Clean(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	if above := filepath.Dir(path); above != path {
		if err := MkdirAll(above); err != nil {
			return err
		}
	}
	err := os.Mkdir(path, 0o700)
	if err != nil {
		if info, e := os.Stat(path); e == nil && info.IsDir() {
			return nil // another program was first
		}
		return err
	}
	return applyFolderMode(path)
}

// MkdirTemp creates a folder with a new name, as [os.MkdirTemp] does.
func MkdirTemp(dir, pattern string) (string, error) {
	path, err := os.MkdirTemp(dir, pattern)
	if err != nil {
		return "", err
	}
	if err := applyFolderMode(path); err != nil {
		return "", errors.Join(err, os.Remove(path))
	}
	return path, nil
}
