// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"os"
	"path/filepath"
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
