// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package diagnostics

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A pipe in the place of the log holds nothing up: the program works without a log.
func TestLogThatIsAPipe(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	o := Options{Getenv: func(string) string { return home }, Now: time.Now}
	r, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	r.End(0)
	dir := r.Dir()
	if err := syscall.Unlink(filepath.Join(dir, logName)); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, logName), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err = Start(o)
	if err == nil {
		t.Error("a pipe is taken for the log")
	}
	r.Info("goes nowhere")
	r.End(0)
	if lines, err := LastLines(dir, 10); err == nil {
		t.Errorf("a pipe is read as the log: %q", lines)
	}
}
