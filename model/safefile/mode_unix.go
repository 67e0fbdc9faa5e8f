// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package safefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// noFollow refuses a link and does not wait for the writer of a pipe.
const noFollow = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

func isLink(err error) bool { return errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.ENXIO) }

// Modes returns the modes of new files and folders in a folder: 0600 and 0700, or
// with the rights of the group where the folder passes its group on.
func Modes(dir string) (file, folder fs.FileMode, err error) {
	info, err := os.Stat(dir)
	if err != nil {
		return 0, 0, err
	}
	if info.Mode()&fs.ModeSetgid == 0 {
		return 0o600, 0o700, nil
	}
	group := info.Mode().Perm() & 0o070
	return 0o600 | group&0o060, fs.ModeSetgid | 0o700 | group, nil
}

func applyMode(f *os.File, path string) error {
	mode, _, err := Modes(filepath.Dir(path))
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil || info.Mode().Perm() == mode {
		return err
	}
	return f.Chmod(mode)
}

func applyFolderMode(path string) error {
	_, mode, err := Modes(filepath.Dir(path))
	if err != nil {
		return err
	}
	return os.Chmod(path, mode)
}

// Restrict takes the rights from a file that [Modes] does not give it. A file of
// another owner is left as it is.
func Restrict(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	file, _, err := Modes(filepath.Dir(path))
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&^file == 0 {
		return err
	}
	err = os.Chmod(path, info.Mode().Perm()&file)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return nil
	}
	return err
}
