// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcutsOnce fails if two menu items have the same shortcut: the toolkit gives it to
// the first one, even if that is disabled.
func (s *Shell) shortcutsOnce(t *testing.T, where string) {
	t.Helper()
	seen := map[string]string{}
	var walk func(items []*fyne.MenuItem)
	walk = func(items []*fyne.MenuItem) {
		for _, m := range items {
			if c, ok := m.Shortcut.(*desktop.CustomShortcut); ok {
				if other := seen[c.ShortcutName()]; other != "" {
					t.Errorf("%s: %s is %q and %q", where, c.ShortcutName(), other, m.Label)
				}
				seen[c.ShortcutName()] = m.Label
			}
			if m.ChildMenu != nil {
				walk(m.ChildMenu.Items)
			}
		}
	}
	for _, m := range s.window.MainMenu().Items {
		walk(m.Items)
	}
	if len(seen) == 0 {
		t.Errorf("%s: the menu has no shortcuts", where)
	}
}

func TestShortcutsAreUnique(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.shortcutsOnce(t, "the list")
	s.press(fyne.KeyReturn)
	s.shortcutsOnce(t, "a citizen")
	s.choose(t, "Opfølgning")
	s.shortcutsOnce(t, "the follow-up")
	s.choose(t, "Opsætning")
	s.shortcutsOnce(t, "the setup")
}
