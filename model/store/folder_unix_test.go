// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package store_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// What is in the place of one of the program's files, a link, a pipe, a device or a
// folder, is refused at once by every way in, and nothing is written through it.
func TestFilesThatAreNone(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	var backup store.Backup
	f := closed(t, func(f *fixture) {
		var err error
		backup, err = f.as("LKN", model.RoleAdministrator).Backup(t.Context(), "")
		f.must(err)
	})
	places := map[string]func(path, elsewhere string) error{
		"a link":          func(path, elsewhere string) error { return os.Symlink(elsewhere, path) },
		"a dangling link": func(path, elsewhere string) error { return os.Symlink(elsewhere+"x", path) },
		"a pipe":          func(path, _ string) error { return syscall.Mkfifo(path, 0o600) },
		"a device":        func(path, _ string) error { return os.Symlink("/dev/zero", path) },
		"a folder":        func(path, _ string) error { return os.Mkdir(path, 0o700) },
	}
	files := []string{"register.db", "register.db-wal", "register.db-shm", "register.db-journal", "keys.json", "failed", "lock", "register.next"}
	ways := map[string]func(dir string) error{
		"open": func(dir string) error {
			r, err := store.Open(t.Context(), dir, credentials, options)
			if err == nil {
				err = r.Close()
			}
			return err
		},
		"verify": func(dir string) error {
			_, err := store.VerifyAt(t.Context(), dir, credentials, options)
			return err
		},
		"peek": func(dir string) error {
			_, err := store.Peek(dir)
			return err
		},
		"restore": func(dir string) error {
			_, err := store.Restore(t.Context(), dir, filepath.Join(t.TempDir(), "r.fremskridt"), credentials, options)
			return err
		},
	}
	for name, place := range places {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, file := range files {
				elsewhere := filepath.Join(t.TempDir(), "elsewhere")
				must(t, os.WriteFile(elsewhere, []byte("mine"), 0o600))
				for way, try := range ways {
					from := f.Dir()
					if way == "restore" {
						from = backup.Dir
					}
					dir := filepath.Join(t.TempDir(), "r.fremskridt")
					must(t, os.CopyFS(dir, os.DirFS(from)))
					path := filepath.Join(dir, file)
					must(t, os.RemoveAll(path))
					must(t, place(path, elsewhere))
					err := try(dir)
					isFolder := errors.Is(err, store.ErrNotRegister) && file == "register.db"
					if !errors.Is(err, safefile.ErrNotRegular) && !isFolder {
						t.Errorf("%s in the place of %s: %s gives %v", name, file, way, err)
					}
				}
				if data, err := os.ReadFile(elsewhere); err != nil || string(data) != "mine" || exists(elsewhere+"x") {
					t.Errorf("something was written through %s in the place of %s", name, file)
				}
			}
		})
	}
}

// A link above the register's folder is followed, and so is one that is the folder.
func TestLinkAboveTheRegister(t *testing.T) {
	t.Parallel()
	f := closed(t, func(*fixture) {})
	link := filepath.Join(t.TempDir(), "link.fremskridt")
	must(t, os.Symlink(f.Dir(), link))
	r, err := store.Open(t.Context(), link, credentials, options)
	must(t, err)
	must(t, r.Close())
}

// A file larger than the program writes it is not read into memory.
func TestGiants(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	var backup store.Backup
	closed(t, func(f *fixture) {
		var err error
		backup, err = f.as("LKN", model.RoleAdministrator).Backup(t.Context(), "")
		f.must(err)
	})
	for _, file := range []string{"keys.json", "backup.json", "register.db"} {
		dir := filepath.Join(t.TempDir(), "b")
		must(t, os.CopyFS(dir, os.DirFS(backup.Dir)))
		must(t, os.Truncate(filepath.Join(dir, file), 3<<30)) // a hole takes no room
		_, err := store.Restore(t.Context(), dir, filepath.Join(t.TempDir(), "r.fremskridt"), credentials, options)
		if err == nil || file != "register.db" && !errors.Is(err, safefile.ErrTooLarge) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// Files and folders are the owner's, whatever the umask, or have the rights that a
// folder given to a group passes on; so are those of an earlier version, opened again.
func TestModesOfARegister(t *testing.T) { // not parallel: the umask is the process's
	skipUnderRace(t)
	defer syscall.Umask(syscall.Umask(0))
	tests := map[string]struct {
		above        fs.FileMode
		umask        int
		file, folder fs.FileMode
	}{
		"umask 0":        {0o777, 0, 0o600, fs.ModeDir | 0o700},
		"umask 022":      {0o755, 0o022, 0o600, fs.ModeDir | 0o700},
		"umask 077":      {0o700, 0o077, 0o600, fs.ModeDir | 0o700},
		"given to group": {fs.ModeSetgid | 0o770, 0o077, 0o660, fs.ModeDir | fs.ModeSetgid | 0o770},
	}
	for name, test := range tests {
		above := t.TempDir()
		must(t, os.Chmod(above, test.above))
		syscall.Umask(test.umask)
		dir := filepath.Join(above, "r.fremskridt")
		s := setup(t)
		r, _, err := store.Create(t.Context(), dir, s, options)
		must(t, err)
		f := &fixture{TB: t, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
		f.add(f.history(1, "Bo Fiktivsen"))
		a := f.as("LKN", model.RoleAdministrator)
		b, err := a.Backup(t.Context(), "")
		must(t, err)
		must(t, a.RotateKey(t.Context(), nil))
		must(t, a.Unseal(t.Context(), filepath.Join(above, "plain.db"), nil))
		f.add(f.history(2, "Bo Fiktivsen"))
		_, err = store.Open(t.Context(), dir, store.Credentials{Initials: "LKN", Passphrase: []byte("en helt anden")}, store.Shared(options))
		if !errors.Is(err, store.ErrWrongPassphrase) {
			t.Fatal(err)
		}
		check := func() {
			t.Helper()
			checkModes(t, name, above, test.file, test.folder)
		}
		if got := names(t, dir); !slices.Contains(got, "register.db-wal") || !slices.Contains(got, "failed") {
			t.Errorf("the files are %v", got)
		}
		check()
		must(t, r.Close())
		_, err = store.Restore(t.Context(), b.Dir, filepath.Join(above, "ny.fremskridt"), credentials, options)
		must(t, err)
		for _, file := range []string{"register.db", "keys.json", "lock"} {
			must(t, os.Chmod(filepath.Join(dir, file), test.file|0o044))
		}
		r, err = store.Open(t.Context(), dir, credentials, options)
		must(t, err)
		check()
		must(t, r.Close())
		syscall.Umask(0)
	}
}

// checkModes compares the modes of everything below a folder.
func checkModes(t *testing.T, name, above string, file, folder fs.FileMode) {
	t.Helper()
	must(t, filepath.WalkDir(above, func(path string, d fs.DirEntry, err error) error {
		info, e := os.Lstat(path)
		if path == above || err != nil || e != nil {
			return errors.Join(err, e)
		}
		want := file
		if d.IsDir() {
			want = folder
		}
		if info.Mode() != want {
			t.Errorf("%s: %s has %v, want %v", name, strings.TrimPrefix(path, above), info.Mode(), want)
		}
		return nil
	}))
}

// What a killed run leaves is removed at the next opening, and nothing else.
func TestLeftoversAreRemoved(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := closed(t, func(f *fixture) {
		_, err := f.as("LKN", model.RoleAdministrator).Backup(t.Context(), "")
		f.must(err)
	})
	before := folderContents(t, f.Dir())
	for _, file := range []string{".fremskridt-123", "keys.json.77.saving", "backups/making/register.db", "backups/making-x-1/register.db"} {
		path := filepath.Join(f.Dir(), file)
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		must(t, os.WriteFile(path, bytes.Repeat([]byte("x"), 100), 0o600))
	}
	mine := filepath.Join(f.Dir(), "notes.txt")
	must(t, os.WriteFile(mine, nil, 0o600))
	r, err := store.Open(t.Context(), f.Dir(), credentials, options)
	must(t, err)
	must(t, r.Close())
	must(t, os.Remove(mine))
	after := folderContents(t, f.Dir())
	for path := range after {
		if _, was := before[path]; !was {
			t.Errorf("%s is left", path)
		}
	}
}

// A database that may only be read is refused, and no file is left beside it.
func TestReadOnlyDatabase(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	f := closed(t, func(*fixture) {})
	must(t, os.Chmod(filepath.Join(f.Dir(), "register.db"), 0o400))
	before := names(t, f.Dir())
	if _, err := store.Open(t.Context(), f.Dir(), credentials, options); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("got %v", err)
	}
	if v, err := store.VerifyAt(t.Context(), f.Dir(), credentials, options); err != nil || !v.Sound() {
		t.Errorf("verifying gives %+v, %v", v, err)
	}
	if after := names(t, f.Dir()); !slices.Equal(after, before) {
		t.Errorf("the folder has %v, and had %v", after, before)
	}
}
