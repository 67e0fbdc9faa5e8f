// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestCreateAndOpen(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "Nord og Syd æøå%20?#.fremskridt")
	r, _, err := store.Create(t.Context(), dir, setup(t), options)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"keys.json", "lock", "register.db"}) {
		t.Errorf("a closed register is %v", got)
	}
	if r, err = store.Open(t.Context(), dir, credentials, options); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Municipality() != "Eksempelkøbing" || r.Dir() != dir {
		t.Errorf("opened the register of %q in %q", r.Municipality(), r.Dir())
	}
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestCreateRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		setup   func(*store.Setup)
		want    error
		left    []string // in the folder afterwards; nil where the folder is gone
	}{
		{
			name: "a folder with something in it",
			prepare: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "letter.txt"), "hello")
			},
			want: store.ErrExists, left: []string{"letter.txt"},
		},
		{
			name: "a file", want: nil,
			prepare: func(t *testing.T, dir string) { write(t, dir, "hello") },
		},
		{name: "no municipality", setup: func(s *store.Setup) { s.Municipality = " " }},
		{name: "no first user", setup: func(s *store.Setup) { s.User.Initials = "" }},
		{name: "a vocabulary with a code twice", setup: twice},
		{
			name: "the same, into an empty folder", setup: twice, left: []string{},
			prepare: func(t *testing.T, dir string) {
				if err := os.Mkdir(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			dir := filepath.Join(base, "r.fremskridt")
			if test.prepare != nil {
				test.prepare(t, dir)
			}
			s := setup(t)
			if test.setup != nil {
				test.setup(&s)
			}
			r, _, err := store.Create(t.Context(), dir, s, options)
			if err == nil {
				_ = r.Close()
				t.Fatal("created a register")
			}
			if test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			info, err := os.Stat(dir)
			switch {
			case test.left == nil && err == nil && info.IsDir():
				t.Errorf("left %v behind", names(t, dir))
			case test.left != nil && len(names(t, dir)) != len(test.left):
				t.Errorf("left %v behind, want %v", names(t, dir), test.left)
			}
		})
	}
}

func twice(s *store.Setup) {
	v := *s.Vocabulary
	v.Modes = append(v.Modes[:len(v.Modes):len(v.Modes)], v.Modes[0])
	s.Vocabulary = &v
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCreateStopsWhenCancelled(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "r.fremskridt")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := store.Create(ctx, dir, setup(t), options); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if _, err := os.Stat(filepath.Dir(dir)); !errors.Is(err, os.ErrNotExist) {
		t.Error("left the folder above the register behind")
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		want    error
	}{
		{name: "no folder", prepare: func(*testing.T, string) {}, want: store.ErrNotRegister},
		{
			name: "an empty folder", want: store.ErrNotRegister,
			prepare: func(t *testing.T, dir string) { write(t, filepath.Join(dir, "letter.txt"), "") },
		},
		{
			name: "a folder where the database should be", want: store.ErrNotRegister,
			prepare: func(t *testing.T, dir string) { write(t, filepath.Join(dir, "register.db", "x"), "") },
		},
		{
			name: "an empty database", want: store.ErrNotRegister,
			prepare: func(t *testing.T, dir string) { write(t, filepath.Join(dir, "register.db"), "") },
		},
		{
			name: "a file that is no database",
			prepare: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "register.db"), string(make([]byte, 8192))+"no database")
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "r.fremskridt")
			test.prepare(t, dir)
			r, err := store.Open(t.Context(), dir, credentials, options)
			if err == nil {
				_ = r.Close()
				t.Fatal("opened it")
			}
			if test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestOpenRefusesARegisterOfALaterVersion(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	r, _, err := store.Create(t.Context(), dir, setup(t), options)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Exec(t.Context(), `insert into goose_db_version (version_id, is_applied) values (99999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), dir, credentials, options)
	var newer *store.NewerError
	if !errors.As(err, &newer) || newer.Found != 99999 || newer.Supported < 1 {
		t.Errorf("got %v, want a NewerError of version 99999", err)
	}
}
