// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"os"
	"syscall"
)

// allocate gives a file room on the disk.
func allocate(f *os.File, size int) error {
	err := syscall.Fallocate(int(f.Fd()), 0, 0, int64(size))
	if errors.Is(err, syscall.EOPNOTSUPP) || errors.Is(err, syscall.ENOSYS) {
		return allocateByWriting(f, size)
	}
	return err
}
