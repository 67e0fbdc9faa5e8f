// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package store

import "syscall"

// freeSpace returns the bytes that the user may still write on the disk of a folder.
func freeSpace(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
