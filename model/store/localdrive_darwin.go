// SPDX-License-Identifier: MPL-2.0

package store

import "syscall"

// isRemote reports whether a folder is on a file system of another computer.
func isRemote(dir string) (bool, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return false, err
	}
	const local = 0x1000 // MNT_LOCAL of sys/mount.h
	return s.Flags&local == 0, nil
}
