// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// A register whose folder is elsewhere than at its last backup asks an administrator
// whether it was moved or copied, until that is answered.
func TestMovedRegisterAsks(t *testing.T) {
	dir := testRegister(t, few())
	s := window(t, Options{Store: dir})
	_, err := s.session.admin.Backup(t.Context(), "")
	must(t, err)
	must(t, s.Close())
	moved := filepath.Join(t.TempDir(), "Flyttet.fremskridt")
	must(t, os.Rename(dir, moved))
	for _, answer := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn} {
		s = window(t, Options{Store: moved})
		if text := s.dialog(); !strings.Contains(text, "Er det flyttet") || !strings.Contains(text, dir) {
			t.Fatalf("the dialog says %q", text)
		}
		s.press(answer)
		must(t, s.Close())
	}
	s = window(t, Options{Store: moved})
	if text := s.dialog(); text != "" {
		t.Errorf("after the answer it says %q", text)
	}
	must(t, s.Close())
}

// A backup is not opened in the window: it says what it is, and no byte of it changes.
func TestABackupIsNotOpened(t *testing.T) {
	s := window(t, Options{Store: realRegister(t, few())})
	s.logIn(t, "LKN", passphrase)
	b, err := s.session.admin.Backup(t.Context(), t.TempDir())
	must(t, err)
	must(t, s.Close())
	read := func() (all []string) {
		paths, err := filepath.Glob(filepath.Join(b.Dir, "*"))
		must(t, err)
		for _, path := range paths {
			data, err := os.ReadFile(path)
			must(t, err)
			all = append(all, path, string(data))
		}
		return all
	}
	before := read()
	s = window(t, Options{Store: b.Dir})
	if text := s.texts() + s.dialog(); s.session != nil || !strings.Contains(text, "er en sikkerhedskopi") {
		t.Errorf("it says\n%s", text)
	}
	if !slices.Equal(read(), before) {
		t.Error("the backup has changed")
	}
}
