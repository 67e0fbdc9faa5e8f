// SPDX-License-Identifier: MPL-2.0

package crash_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/crash"
)

// A panic becomes an error that says where it happened and quotes nothing.
func TestCatch(t *testing.T) {
	t.Parallel()
	const secret = "010190-0000"
	for _, c := range []struct {
		name  string
		panic func()
		kind  string
	}{
		{"a text", func() { panic(secret) }, "string"},
		{
			"an error", func() { panic(fmt.Errorf("%s: %w", secret, &fs.PathError{Path: secret, Err: fs.ErrNotExist})) },
			"*fmt.wrapError > *fs.PathError > *errors.errorString",
		},
		{"no pointer", func() { var e *fs.PathError; e.Path = secret }, "runtime error: invalid memory address or nil pointer dereference"},
		{"an index", func() { _ = []byte(secret)[len(secret)] }, "runtime error: index out of range [#] with length #"},
		{"another type", func() { var v any = secret; _ = v.(int) }, "interface conversion: interface {} is string, not int"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got *crash.Error
			if err := crash.Catch(func() error { c.panic(); return nil }); !errors.As(err, &got) {
				t.Fatalf("got %v", err)
			}
			if got.Kind != c.kind {
				t.Errorf("the kind is %q, want %q", got.Kind, c.kind)
			}
			if len(got.Stack) == 0 || !strings.Contains(got.Stack[0].Function, "TestCatch") || got.Stack[0].File != "crash_test.go" {
				t.Errorf("the stack is %v", got.Stack)
			}
			if strings.Contains(fmt.Sprintf("%+v", got), secret) {
				t.Errorf("%+v holds the value", got)
			}
		})
	}
}

// What does not panic is passed on, and a crash passes through several recoveries.
func TestCatchPassesOn(t *testing.T) {
	t.Parallel()
	if err := crash.Catch(func() error { return fs.ErrExist }); err != fs.ErrExist {
		t.Errorf("got %v", err)
	}
	first := crash.Catch(func() error { panic(1) })
	if again := crash.Catch(func() error { panic(first) }); again != first {
		t.Errorf("got %v", again)
	}
}
