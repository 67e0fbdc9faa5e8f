// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"codeberg.org/fremskridt/fremskridt/cli"
)

// BenchmarkCreateDemo creates a municipality with the number of citizens in the
// environment variable FREMSKRIDT_CITIZENS.
func BenchmarkCreateDemo(b *testing.B) {
	citizens := 200
	if v := os.Getenv("FREMSKRIDT_CITIZENS"); v != "" {
		var err error
		if citizens, err = strconv.Atoi(v); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "r.fremskridt")
		if _, err := cli.CreateDemo(b.Context(), dir, demoOptions(citizens, 1)); err != nil {
			b.Fatal(err)
		}
	}
}
