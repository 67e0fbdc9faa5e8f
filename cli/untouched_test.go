// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// No command opens a register beside whose database an older write-ahead log lies, nor a
// backup, which verify alone reads. Each says what it is, and changes no byte.
func TestRefusedFoldersStayAsTheyAre(t *testing.T) {
	t.Parallel()
	commands := append([][]string{{"backup", "--if-due"}, {"upgrade"}, {"user", "list"}}, damagedCommands...)
	for name, folder := range map[string]struct {
		make func(t *testing.T) string
		says string
	}{
		"stale log": {staleLog, "beskadiget"},
		"backup":    {onlyBackup, "sikkerhedskopi"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := folder.make(t)
			before := contents(t, dir)
			for _, command := range commands {
				out := t.TempDir()
				if err := os.WriteFile(filepath.Join(out, "citizens.csv"), []byte("Sagsnr;Navn\n2099-1;Ny Borger\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				var args []string
				for _, a := range command {
					args = append(args, strings.NewReplacer("DIR", out, "CASE", "2024-0001").Replace(a))
				}
				status, printed, said := run(append(args, "--store", dir)...)
				if checks := name == "backup" && command[0] == "verify"; status == cli.Done != checks || !strings.Contains(printed+said, folder.says) {
					t.Errorf("%v: status %d, %s", command, status, printed+said)
				}
				if after := contents(t, dir); !maps.Equal(after, before) {
					t.Fatalf("%v has changed something", command)
				}
			}
		})
	}
}

// staleLog returns a register with the write-ahead log that an earlier session would
// have left after a crash.
func staleLog(t *testing.T) (dir string) {
	t.Helper()
	dir = demoRegister(t, 12, 1)
	r, err := store.Open(t.Context(), dir, store.Credentials{}, store.Options{Now: testClock})
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "register.db-wal"))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if status, _, said := run("analyse", "--store", dir); status != cli.Done {
		t.Fatal(said)
	}
	if err := os.WriteFile(filepath.Join(dir, "register.db-wal"), log, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func onlyBackup(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	if status, _, said := run("backup", "--store", demoRegister(t, 12, 1), "--out", out); status != cli.Done {
		t.Fatal(said)
	}
	made, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil || len(made) != 1 {
		t.Fatalf("made %v, %v", made, err)
	}
	return made[0]
}

// contents maps the files of a folder, apart from the lock, to what they hold.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "lock" {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
