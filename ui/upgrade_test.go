// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// versionOne returns a copy of a register that the first version of the program wrote.
func versionOne(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "gammel.fremskridt")
	must(t, os.CopyFS(dir, os.DirFS(filepath.Join("..", "model", "store", "testdata", "versionone"))))
	return dir
}

// A register of an earlier version is upgraded when the user agrees.
func TestUpgradeIsAskedFor(t *testing.T) {
	dir := versionOne(t)
	s := window(t, Options{Store: dir})
	text := widgettest.Texts(widgettest.Top(s.window.Canvas()))
	for _, want := range []string{"skal dets tabeller opgraderes", "tager først en sikkerhedskopi", "højst et minut"} {
		if !strings.Contains(text, want) {
			t.Errorf("the dialog does not say %q: %s", want, text)
		}
	}
	if s.session != nil {
		t.Fatal("the register is open before the answer")
	}
	widgettest.Press(s.window.Canvas(), fyne.KeyReturn)
	if s.session == nil || !s.inside() {
		t.Fatal("the register is not open")
	}
	if text := s.frame.toast.Text(); !strings.Contains(text, "Registeret er opgraderet") {
		t.Errorf("the window says %q", text)
	}
	if found, err := filepath.Glob(filepath.Join(dir, "backups", "*", "register.db")); err != nil || len(found) != 1 {
		t.Errorf("the backups are %v, %v", found, err)
	}
}

// Without agreement nothing is changed, and the start page says so.
func TestUpgradeIsDeclined(t *testing.T) {
	dir := versionOne(t)
	s := window(t, Options{Store: dir})
	widgettest.Press(s.window.Canvas(), fyne.KeyEscape)
	page := find[*start.Screen](s.router)
	if s.session != nil || page == nil || !strings.Contains(widgettest.Texts(page.Content()), "Registeret er ikke opgraderet") {
		t.Error("the window does not stay on the start page with a sentence")
	}
	if _, err := os.Stat(filepath.Join(dir, "backups")); !os.IsNotExist(err) {
		t.Errorf("there is a backup (%v)", err)
	}
	if _, err := store.Open(t.Context(), dir, store.Credentials{}, store.Options{}); err == nil || !strings.Contains(err.Error(), "version 1 ") {
		t.Errorf("opening gives %v", err)
	}
}
