// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestAboutShowsVersionAndLicences(t *testing.T) {
	s := window(t, Options{Version: assets.Version{Number: "1.2.0", Commit: "0123456789ab", Date: "2026-11-24"}})
	s.choose(t, "Om Fremskridt")
	if !strings.Contains(s.dialog(), "Version 1.2.0 (0123456789ab, 2026-11-24)") || !strings.Contains(s.dialog(), "Mozilla Public License") {
		t.Errorf("the dialog says\n%s", s.dialog())
	}
	s.answer(t, "Licenser for det, programmet bygger på …")
	list := widgettest.Find[*textList](s.overlay(t))
	if len(list) != 1 || list[0].Length() < 1000 {
		t.Fatalf("%d lists of licences", len(list))
	}
	s.press(fyne.KeyDown, fyne.KeyPageDown)
	if list[0].GetScrollOffset() == 0 {
		t.Error("the keys do not scroll")
	}
	s.press(fyne.KeyHome)
	if at := list[0].GetScrollOffset(); at != 0 {
		t.Errorf("Home leaves it at %v", at)
	}
	s.press(fyne.KeyEscape)
	if s.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close the licences")
	}
}

func TestKeysAreListed(t *testing.T) {
	s := window(t, Options{})
	s.choose(t, s.words.T("menu.keys"))
	if !strings.Contains(s.dialog(), s.words.T("keys.tab")) {
		t.Errorf("the dialog says\n%s", s.dialog())
	}
}
