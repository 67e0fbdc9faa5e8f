// SPDX-License-Identifier: MPL-2.0

package store

import "golang.org/x/sys/windows"

// freeSpace returns the bytes that the user may still write on the disk of a folder.
func freeSpace(dir string) (int64, error) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return 0, err
	}
	return int64(min(free, 1<<62)), nil
}
