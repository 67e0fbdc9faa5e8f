// SPDX-License-Identifier: MPL-2.0

package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// Rename is [os.Rename] with a second of further attempts on Windows, where a file
// cannot be replaced while a virus scanner or another program reads it.
func Rename(from, to string) error {
	err := os.Rename(from, to)
	for i := 0; i < 20 && err != nil && runtime.GOOS == "windows"; i++ {
		time.Sleep(50 * time.Millisecond)
		err = os.Rename(from, to)
	}
	return err
}

// SyncFolder writes a folder's entries to the disk, so that a renaming in it survives a
// power cut. Windows has no such call, and some network drives refuse it.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(filepath.Clean(dir))
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
