// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Anyone who can write to the folder can write failed log-ins. The access log takes
// some of them one by one and counts the others.
func TestForgedFailuresAreCounted(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	dir := filepath.Dir(path)
	const lines = 150_000
	forged := strings.Repeat("2026-03-02T12:00:00Z -\n", lines)
	must(t, os.WriteFile(filepath.Join(dir, vault.FailedName), []byte(forged), 0o600))
	taken, err := o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 100 || taken.More != lines-100 || taken.Damaged != 0 {
		t.Errorf("%d failures, %d more, %d damaged", len(taken.Failures), taken.More, taken.Damaged)
	}
	must(t, taken.Forget())
}
