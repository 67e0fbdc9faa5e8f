// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"path/filepath"
	"runtime"
	"testing"
)

// A register belongs on a disk of this computer. A folder that is not there yet
// lies where the next one above it does.
func TestPlaces(t *testing.T) {
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
