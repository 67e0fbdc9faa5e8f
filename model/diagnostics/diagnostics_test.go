// SPDX-License-Identifier: MPL-2.0

package diagnostics

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/crash"
)

func TestFolder(t *testing.T) {
	t.Parallel()
	home, state := t.TempDir(), t.TempDir()
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", map[string]string{"HOME": home}, home + "/.local/state/fremskridt"},
		{"linux", map[string]string{"HOME": home, "XDG_STATE_HOME": state}, state + "/fremskridt"},
		{"linux", map[string]string{"HOME": home, "XDG_STATE_HOME": "relative"}, home + "/.local/state/fremskridt"},
		{"freebsd", map[string]string{"HOME": home}, home + "/.local/state/fremskridt"},
		{"windows", map[string]string{"USERPROFILE": home, "LOCALAPPDATA": state}, state + "/Fremskridt/Logs"},
		{"windows", map[string]string{"USERPROFILE": home}, home + "/AppData/Local/Fremskridt/Logs"},
		{"darwin", map[string]string{"HOME": home}, home + "/Library/Logs/Fremskridt"},
		{"linux", nil, ""},
	} {
		got, err := folder(c.system, func(name string) string { return c.env[name] })
		if filepath.ToSlash(got) != filepath.ToSlash(c.want) || (err == nil) != (c.want != "") {
			t.Errorf("%s %v: %q, %v; want %q", c.system, c.env, got, err, c.want)
		}
	}
}

// Two programs write to one log at the same time. It stays within its bound, and every
// line of the files that are left is complete.
func TestLogIsBounded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	line := strings.Repeat("x", 999) + "\n"
	var programs sync.WaitGroup
	for range 2 {
		f, err := openRotating(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		programs.Go(func() {
			for range 4000 {
				if _, err := f.Write([]byte(line)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	programs.Wait()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != logFiles {
		t.Fatalf("the files are %v, %v", files, err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 2*logBytes { // each of two programs may fill it
			t.Errorf("%s has %d bytes", path, len(data))
		}
		if got := strings.Count(string(data), line); got*len(line) != len(data) {
			t.Errorf("%s has %d complete lines in %d bytes", path, got, len(data))
		}
		if info, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
	}
}

func start(t *testing.T) *Recorder {
	t.Helper()
	home, at := t.TempDir(), time.Date(2028, 2, 29, 23, 59, 59, 0, time.UTC)
	r, err := Start(Options{
		Getenv: func(string) string { return home }, Command: "window",
		Now: func() time.Time { at = at.Add(time.Millisecond); return at },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.End(0) })
	return r
}

// crashAt returns a crash, each of another type of a hundred.
func crashAt(t *testing.T, n int) *crash.Error {
	t.Helper()
	var c *crash.Error
	if err := crash.Catch(func() error { panic(fmt.Errorf("%w", errors.New("x"))) }); !errors.As(err, &c) {
		t.Fatal(err)
	}
	c.Kind = fmt.Sprint("kind ", n)
	return c
}

// A crash that happens again and again has one file, and old files go.
func TestCrashFilesAreBounded(t *testing.T) {
	t.Parallel()
	r := start(t)
	var last string
	for n := range 30 {
		for range 3 {
			path, err := r.Crash(crashAt(t, n))
			if err != nil {
				t.Fatal(err)
			}
			last = path
		}
	}
	files, err := crashFiles(filepath.Dir(last))
	if err != nil || len(files) != keptCrashes || files[0] != last {
		t.Errorf("%d files, the latest %v, %v; want %s", len(files), files[0], err, last)
	}
}
