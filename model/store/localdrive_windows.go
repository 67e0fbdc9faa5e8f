// SPDX-License-Identifier: MPL-2.0

package store

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// isRemote reports whether a folder is on a network drive, which a mapped drive
// letter does not show.
func isRemote(dir string) (bool, error) {
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	if err != nil {
		return false, err
	}
	return windows.GetDriveType(root) == windows.DRIVE_REMOTE, nil
}
