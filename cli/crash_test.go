// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/cli"
)

// secret must be in no file of the program's own.
const secret = "hemmelig 010190-0000"

// faultyWriter panics when it is written to.
type faultyWriter struct{}

func (faultyWriter) Write([]byte) (int, error) { panic(secret) }

// terminal has a home folder of its own and English messages.
func terminal(t *testing.T) (cli.Terminal, *bytes.Buffer, string) {
	home := t.TempDir()
	var stderr bytes.Buffer
	return cli.Terminal{
		Out: &bytes.Buffer{}, Err: &stderr, Now: testClock, Version: assets.Version{Number: "1.2.3"},
		Getenv: func(name string) string {
			return map[string]string{"HOME": home, "LOCALAPPDATA": home, "FREMSKRIDT_LANG": "en"}[name]
		},
	}, &stderr, home
}

// stateFiles returns the contents of the files below a home folder, by name.
func stateFiles(t *testing.T, home string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(home, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files[d.Name()] = string(data)
		if info, err := d.Info(); err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A command that panics with a register open closes it, says where the crash file is,
// and leaves no value in that file or in the log.
func TestCrashOfACommand(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	if err := copySample(dir); err != nil {
		t.Fatal(err)
	}
	term, stderr, home := terminal(t)
	term.ReadPassphrase = func(string) ([]byte, error) { return []byte(passphrase), nil }
	term.Out = faultyWriter{}
	if status := cli.Run([]string{"backup", "--store", dir}, term); status != cli.NotDone {
		t.Errorf("status %d", status)
	}
	if !strings.Contains(stderr.String(), "The program met a fault") || !strings.Contains(stderr.String(), home) {
		t.Errorf("the command says %q", stderr)
	}
	files := stateFiles(t, home)
	if len(files) != 2 {
		t.Errorf("there are %d files", len(files))
	}
	for name, text := range files {
		if strings.Contains(text, secret) || strings.Contains(text, dir) {
			t.Errorf("%s holds a value:\n%s", name, text)
		}
		if name == "fremskridt.log" {
			for _, want := range []string{"command=backup version=1.2.3", `msg="register opened"`, `msg="register closed"`, "level=ERROR msg=crash", "kind=string at=", "code=crash", "status=2"} {
				if !strings.Contains(text, want) {
					t.Errorf("the log has no %q:\n%s", want, text)
				}
			}
			continue
		}
		for _, want := range []string{"Fremskridt 1.2.3", "backup, process ", "string\n", "faultyWriter.Write", "crash_test.go:", "cli.Run"} {
			if !strings.Contains(text, want) {
				t.Errorf("the crash file has no %q:\n%s", want, text)
			}
		}
	}
	term.Out = &bytes.Buffer{}
	if status := cli.Run([]string{"verify", "--store", dir}, term); status != cli.Done {
		t.Errorf("afterwards verify ends with %d: %s", status, stderr)
	}
}

// Where no log can be written, the command says so once and does its work.
func TestCommandWithoutALog(t *testing.T) {
	t.Parallel()
	term, stderr, home := terminal(t)
	if err := os.WriteFile(filepath.Join(home, ".local"), nil, 0o600); err != nil { // where a folder should be
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "Fremskridt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if status := cli.Run([]string{"demo", "--out", filepath.Join(home, "d.fremskridt"), "--citizens", "5"}, term); status != cli.Done {
		t.Errorf("status %d", status)
	}
	if n := strings.Count(stderr.String(), "log cannot be written"); n != 1 {
		t.Errorf("said %d times: %q", n, stderr)
	}
}
