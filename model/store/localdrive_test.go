// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"path/filepath"
	"runtime"
	"testing"
)

// A register must be on a local disk. A folder that does not exist yet is on the disk of
// its nearest existing parent.
func TestLocalDrives(t *testing.T) {
	t.Parallel()
	local := t.TempDir()
	for _, dir := range []string{local, filepath.Join(local, "not", "there", "yet")} {
		if err := checkLocalDrive(dir); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if runtime.GOOS == "windows" {
		if err := checkLocalDrive(`\\server\share\r.fremskridt`); !errors.Is(err, ErrNetwork) {
			t.Errorf("a share: %v", err)
		}
	}
}
