// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package safefile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What is in the place of a file is refused at once, and is neither read nor written.
func TestOnlyRegularFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	must(t, os.WriteFile(target, []byte("x"), 0o600))
	places := map[string]func(path string) error{
		"link":          func(path string) error { return os.Symlink(target, path) },
		"dangling link": func(path string) error { return os.Symlink(filepath.Join(dir, "none"), path) },
		"pipe":          func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"folder":        func(path string) error { return os.Mkdir(path, 0o700) },
		"device":        func(path string) error { return os.Symlink(os.DevNull, path) },
	}
	for name, place := range places {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "f")
			must(t, place(path))
			for _, flag := range []int{os.O_RDONLY, os.O_RDWR, os.O_WRONLY | os.O_CREATE, os.O_WRONLY | os.O_APPEND | os.O_CREATE} {
				f, err := safefile.OpenFile(path, flag)
				if !errors.Is(err, safefile.ErrNotRegular) {
					t.Errorf("flags %x: %v, %v", flag, f, err)
				}
			}
			if _, err := safefile.ReadFile(path, 10); !errors.Is(err, safefile.ErrNotRegular) {
				t.Errorf("read: %v", err)
			}
			if err := safefile.Check(path); !errors.Is(err, safefile.ErrNotRegular) {
				t.Errorf("check: %v", err)
			}
		})
	}
	t.Run("a link above", func(t *testing.T) {
		t.Parallel()
		above := filepath.Join(t.TempDir(), "above")
		must(t, os.Symlink(dir, above))
		if data, err := safefile.ReadFile(filepath.Join(above, "target"), 1); err != nil || string(data) != "x" {
			t.Errorf("%q, %v", data, err)
		}
	})
}

func TestReadFileIsBounded(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f")
	must(t, os.WriteFile(path, []byte("abc"), 0o600))
	if data, err := safefile.ReadFile(path, 3); err != nil || string(data) != "abc" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := safefile.ReadFile(path, 2); !errors.Is(err, safefile.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

// The mode is that of the folder, not of the umask.
func TestModes(t *testing.T) { // not parallel: the umask is the process's
	for _, umask := range []int{0o000, 0o022, 0o077, 0o027} {
		old := syscall.Umask(umask)
		for _, test := range []struct{ above, file, folder fs.FileMode }{
			{0o755, 0o600, fs.ModeDir | 0o700},
			{0o777, 0o600, fs.ModeDir | 0o700},
			{fs.ModeSetgid | 0o770, 0o660, fs.ModeDir | fs.ModeSetgid | 0o770},
			{fs.ModeSetgid | 0o750, 0o640, fs.ModeDir | fs.ModeSetgid | 0o750},
			{fs.ModeSetgid | 0o775, 0o660, fs.ModeDir | fs.ModeSetgid | 0o770},
		} {
			dir := t.TempDir()
			must(t, os.Chmod(dir, test.above))
			f, err := safefile.Create(filepath.Join(dir, "a"))
			must(t, err)
			must(t, f.Close())
			f, err = safefile.CreateTemp(dir, "b*")
			must(t, err)
			must(t, f.Close())
			must(t, safefile.MkdirAll(filepath.Join(dir, "c", "d")))
			for path, want := range map[string]fs.FileMode{
				filepath.Join(dir, "a"): test.file, f.Name(): test.file,
				filepath.Join(dir, "c"): test.folder, filepath.Join(dir, "c", "d"): test.folder,
			} {
				info, err := os.Stat(path)
				must(t, err)
				if info.Mode() != want {
					t.Errorf("umask %o in a folder of %v: %s has %v, want %v", umask, test.above, filepath.Base(path), info.Mode(), want)
				}
			}
		}
		syscall.Umask(old)
	}
}

func TestRestrict(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	must(t, os.WriteFile(path, nil, 0o600))
	must(t, os.Chmod(path, 0o664))
	must(t, safefile.Restrict(path))
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode() != 0o600 {
		t.Errorf("it has %v", info.Mode())
	}
	must(t, safefile.Restrict(filepath.Join(dir, "none")))
}
