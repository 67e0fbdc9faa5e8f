// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package cli_test

import (
	"bytes"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/cli"
)

// raise sends a signal to the process and waits until it has arrived.
func raise(t *testing.T, s syscall.Signal) {
	t.Helper()
	arrived := make(chan os.Signal, 1)
	signal.Notify(arrived, s)
	defer signal.Stop(arrived)
	if err := syscall.Kill(os.Getpid(), s); err != nil {
		t.Fatal(err)
	}
	<-arrived
}

// endingSignals are the signals that end the program: under nohup without SIGHUP.
func endingSignals() (list []syscall.Signal) {
	for _, s := range cli.Signals() {
		list = append(list, s.(syscall.Signal))
	}
	return list
}

// A signal while the terminal asks for the passphrase ends the command as the shell
// expects.
func TestSignalAtThePassphrase(t *testing.T) { // not parallel: signals are the process's
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	if err := copySample(dir); err != nil {
		t.Fatal(err)
	}
	for _, s := range endingSignals() {
		forever := make(chan struct{})
		var o, e bytes.Buffer
		status := cli.Run([]string{"verify", "--store", dir}, cli.Terminal{
			Out: &o, Err: &e, Now: testClock, Getenv: func(string) string { return "" },
			ReadPassphrase: func(string) ([]byte, error) {
				raise(t, s)
				<-forever
				return nil, nil
			},
		})
		close(forever)
		if status != 128+int(s) || !strings.Contains(e.String(), "Afbrudt") {
			t.Errorf("%v: status %d, %s", s, status, e.String())
		}
	}
}

// A signal while a command has the register open closes it as its end does.
func TestSignalAtWork(t *testing.T) { // not parallel: signals are the process's
	for _, s := range endingSignals() {
		dir := demoRegister(t, 10, 1)
		var once sync.Once
		var o, e bytes.Buffer
		status := cli.Run([]string{"analyse", "--store", dir}, cli.Terminal{
			Out: &o, Err: &e, Getenv: func(string) string { return "" },
			Now: func() time.Time {
				if _, err := os.Stat(filepath.Join(dir, "register.db-wal")); err == nil { // it is open
					once.Do(func() { raise(t, s) })
				}
				return testClock()
			},
		})
		if status != 128+int(s) && status != cli.Done { // it may have been finished
			t.Errorf("%v: status %d, %s", s, status, e.String())
		}
		for _, left := range []string{"register.db-wal", "register.db-shm"} {
			if _, err := os.Stat(filepath.Join(dir, left)); err == nil {
				t.Errorf("%v: %s is left", s, left)
			}
		}
	}
}
