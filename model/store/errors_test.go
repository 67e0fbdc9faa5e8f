// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestMapError(t *testing.T) {
	t.Parallel()
	tests := []struct {
		err  error
		kind error
		code string
	}{
		{&fs.PathError{Op: "write", Path: "register.db", Err: syscall.ENOSPC}, ErrDiskFull, "full"},
		{&fs.PathError{Op: "open", Path: "register.db", Err: syscall.EROFS}, ErrReadOnly, "read_only"},
		{fmt.Errorf("copy: %w", syscall.EIO), ErrDisk, "disk"},
		{errors.Join(syscall.ENOSPC, errors.New("close")), ErrDiskFull, "full"},
	}
	for _, test := range tests {
		t.Run(test.code, func(t *testing.T) {
			t.Parallel()
			err := mapError(test.err)
			if !errors.Is(err, test.kind) || !errors.Is(err, test.err) || ErrorCode(err) != test.code {
				t.Errorf("%v is mapped to %v, code %q", test.err, err, ErrorCode(err))
			}
			if again := mapError(err); again != err {
				t.Errorf("mapped twice: %v", again)
			}
		})
	}
	for _, err := range []error{nil, context.Canceled, ErrNotFound, fs.ErrNotExist} {
		if got := mapError(err); got != err {
			t.Errorf("%v is mapped to %v", err, got)
		}
	}
}

// Every call of database/sql on a file that is not a database returns ErrDamaged, in no
// words of SQLite.
func TestDriverMapsErrors(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "damaged.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	db := openDB(path)
	defer db.Close()
	const query = `select count(*) from sqlite_schema`
	for name, call := range map[string]func() error{
		"query":   func() error { _, err := db.QueryContext(t.Context(), query); return err },
		"row":     func() error { return db.QueryRowContext(t.Context(), query).Scan(new(int)) },
		"prepare": func() error { _, err := db.PrepareContext(t.Context(), query); return err },
		"exec":    func() error { _, err := db.ExecContext(t.Context(), `create table t (c)`); return err },
	} {
		if err := call(); !errors.Is(err, ErrDamaged) || err.Error() != ErrDamaged.Error() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A failed constraint is an error of the program and is passed on unchanged.
func TestDriverKeepsOtherErrors(t *testing.T) {
	t.Parallel()
	db := openDB(":memory:")
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(t.Context(), `create table t (c unique); insert into t values (1)`); err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `insert into t values (1)`); err == nil || ErrorCode(err) != "" {
		t.Errorf("got %v, code %q", err, ErrorCode(err))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := db.QueryContext(ctx, `select 1`); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}
