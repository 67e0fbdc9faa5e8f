package store

import (
	"errors"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// isRemote knows a mapped drive letter, which does not look like a network path.
func isRemote(dir string) (bool, error) {
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	if err != nil {
		return false, err
	}
	return windows.GetDriveType(root) == windows.DRIVE_REMOTE, nil
}

func isReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
