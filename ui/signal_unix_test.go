// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package ui

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// A signal closes the window as a person would, but without a question: what was typed
// is saved and the register closed, also in citizen mode and where the window is locked.
// From the caseworker's screens, the backup of the day is made.
func TestASignalClosesTheWindow(t *testing.T) { // not parallel: signals are the process's
	for name, prepare := range map[string]func(*Shell){
		"form":         func(*Shell) {},
		"citizen mode": func(s *Shell) { s.choose(t, "Borgertilstand"); s.write("5") },
		"locked":       (*Shell).onLock,
	} {
		t.Run(name, func(t *testing.T) {
			dir := realRegister(t, few())
			s := window(t, Options{Store: dir})
			s.logIn(t, "LKN", passphrase)
			openForm(t, s)
			s.write("5")
			prepare(s)
			ended := make(chan struct{})
			s.quit = func() { close(ended) }
			stop := s.closeOnSignal([]os.Signal{syscall.SIGHUP})
			if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
				t.Fatal(err)
			}
			<-ended
			if !stop() {
				t.Error("no signal was caught")
			}
			if left, err := filepath.Glob(filepath.Join(dir, "register.db-*")); err != nil || len(left) > 0 {
				t.Errorf("left: %v, %v", left, err)
			}
			if made, err := filepath.Glob(filepath.Join(dir, "backups", "*", "backup.json")); err != nil || len(made) != 1 && name == "form" {
				t.Errorf("backups: %v, %v", made, err)
			}
			again := window(t, Options{Store: dir})
			again.logIn(t, "LKN", passphrase)
			openForm(t, again)
			if a := widgettest.Find[*widgets.ScaleInput](again.window.Content())[0].Answer(); a.Value != 5 {
				t.Errorf("the first answer is %+v", a)
			}
		})
	}
}
