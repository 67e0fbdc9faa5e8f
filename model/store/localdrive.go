package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// ErrNetwork says that a register lies on a network drive. Locks are unsure
// there, and the shared memory of the write-ahead log does not reach another
// computer: two of them would destroy the register.
var ErrNetwork = errors.New("the register is on a network drive")

// checkLocalDrive refuses a folder, which need not be there yet, on a network drive.
func checkLocalDrive(dir string) error {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if strings.HasPrefix(abs, `\\`) {
		return ErrNetwork
	}
	for {
		_, err := os.Stat(abs)
		if above := filepath.Dir(abs); err != nil && above != abs {
			abs = above
			continue
		}
		break
	}
	remote, err := isRemote(abs)
	if err == nil && remote {
		return ErrNetwork
	}
	return err
}
