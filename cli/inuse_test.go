// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// While a window has a register open, every command that needs it ends with status 2
// and a sentence that says so, as README.md promises, and nothing is written.
func TestCommandsWhileAWindowHasTheRegisterOpen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	register, pass := filepath.Join(dir, "r.fremskridt"), filepath.Join(dir, "passphrase")
	if err := copySample(register); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(pass, []byte(passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	window, err := store.Open(t.Context(), register, store.Credentials{Passphrase: []byte(passphrase)}, store.Options{Now: testClock})
	if err != nil {
		t.Fatal(err)
	}
	defer window.Close()
	out := filepath.Join(dir, "out")
	for _, args := range [][]string{
		{"backup"},
		{"backup", "--if-due"},
		{"import", sampleExtract()},
		{"verify"},
		{"rotate"},
		{"user", "list"},
		{"analyse"},
		{"plot", "--citizen", "2025-00002", "--out", out + ".png"},
		{"report", "--all", "--out", out + ".pdf"},
		{"dossier", "--citizen", "2025-00002", "--out", out + ".json"},
		{"unseal", "--out", out + ".db"},
	} {
		status, printed, said := run(append(args, "--store", register, "--passphrase-file", pass)...)
		if status != cli.NotDone || printed != "" || !strings.Contains(said, "har haft det åbent siden") {
			t.Errorf("%v: status %d, %q, %q", args, status, printed, said)
		}
	}
	if list, err := filepath.Glob(out + "*"); err != nil || len(list) > 0 {
		t.Errorf("wrote %v, %v", list, err)
	}
}
