// SPDX-License-Identifier: MPL-2.0

package atomicfile_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

var errContent = errors.New("the content cannot be made")

// half fails after the first bytes.
func half(w io.Writer) error {
	_, err := io.WriteString(w, "ha")
	return errors.Join(err, errContent)
}

// checkFolder checks the only file of a folder, or that there is none.
func checkFolder(t *testing.T, dir, want string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got string
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got += e.Name() + "=" + string(data) + " "
	}
	if got != want {
		t.Errorf("the folder has %q, want %q", got, want)
	}
}

func TestReplace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	for _, content := range []string{"first", "second"} {
		if err := atomicfile.Replace(path, text(content)); err != nil {
			t.Fatal(err)
		}
		checkFolder(t, dir, "a="+content+" ")
	}
	if err := atomicfile.Replace(path, half); !errors.Is(err, errContent) {
		t.Errorf("the error of the content is %v", err)
	}
	checkFolder(t, dir, "a=second ")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
}

func TestCreateOverwritesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := atomicfile.Create(path, half); !errors.Is(err, errContent) {
		t.Errorf("the error of the content is %v", err)
	}
	checkFolder(t, dir, "")
	if err := atomicfile.Create(path, text("first")); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Create(path, text("second")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
	checkFolder(t, dir, "a=first ")
}

func TestErrorNamesTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tests := map[string]struct {
		write func(string, func(io.Writer) error) error
		path  string
		want  error
	}{
		"create in a missing folder":  {atomicfile.Create, filepath.Join(dir, "no", "a"), fs.ErrNotExist},
		"replace in a missing folder": {atomicfile.Replace, filepath.Join(dir, "no", "a"), fs.ErrNotExist},
		"replace a folder":            {atomicfile.Replace, dir, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := test.write(test.path, text("x"))
			var e *atomicfile.Error
			if !errors.As(err, &e) || e.Path != test.path || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got %v, want an error of %s", err, test.path)
			}
		})
	}
	checkFolder(t, dir, "")
}

// A panic of the content leaves no file either.
func TestPanicLeavesNoFile(t *testing.T) {
	t.Parallel()
	for _, write := range []func(string, func(io.Writer) error) error{atomicfile.Create, atomicfile.Replace} {
		dir := t.TempDir()
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			_ = write(filepath.Join(dir, "a"), func(w io.Writer) error {
				_ = half(w)
				panic("content")
			})
		}()
		checkFolder(t, dir, "")
	}
}
