package messages

import (
	"errors"
	"runtime"
	"syscall"

	"codeberg.org/fremskridt/fremskridt/model/store"
)

// windowsDiskFull is ERROR_DISK_FULL.
const windowsDiskFull = syscall.Errno(112)

// DiskFull reports whether something could not be written because there is no room
// left, be it the register or a file.
func DiskFull(err error) bool {
	return errors.Is(err, store.ErrDiskFull) || errors.Is(err, syscall.ENOSPC) ||
		runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull)
}
