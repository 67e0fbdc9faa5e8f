// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// ErrNetwork is returned for a register on a network drive. Locks are unreliable
// there, and computers do not share the memory of the write-ahead log: two of
// them would destroy the register.
var ErrNetwork = errors.New("the register is on a network drive")

// checkLocalDrive returns [ErrNetwork] for a folder on a network drive. The folder
// need not exist.
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
