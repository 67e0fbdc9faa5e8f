// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
)

var damagedPages = flag.Int("damagedpages", 6, "how many pages of the register are damaged, one at a time")

// engineWords are words of SQLite's messages and its codes, which no user should have
// to read.
var engineWords = regexp.MustCompile(`(?i)sqlite|i/o error|malformed|database disk image|\(\d{2,}\)`)

// A register with a damaged page says so on every screen that needs the page, and
// what to do, in the program's own words.
func TestDamagedPagesAreExplained(t *testing.T) {
	const pageSize = 4096
	sound := testRegister(t, append(few(), group(12)...))
	data, err := os.ReadFile(filepath.Join(sound, "register.db"))
	must(t, err)
	pages := len(data) / pageSize
	explained := 0
	for i := range *damagedPages {
		page := i * pages / *damagedPages
		t.Run(strconv.Itoa(page+1), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "Skadet.fremskridt")
			must(t, os.CopyFS(dir, os.DirFS(sound)))
			damaged := append([]byte(nil), data...)
			damaged[page*pageSize+pageSize/3] ^= 0x10
			must(t, os.WriteFile(filepath.Join(dir, "register.db"), damaged, 0o600))
			s := window(t, Options{Store: dir})
			if s.walk(t) {
				explained++
			}
			if err := s.Close(); err != nil && !strings.Contains(s.explain(err), "beskadiget") {
				t.Errorf("closing says %s", s.explain(err))
			}
		})
	}
	if explained == 0 {
		t.Error("no screen said that the register is damaged")
	}
}

// walk visits the screens and reports whether one of them said that the register is
// damaged. It fails where a screen shows an engine's words.
func (s *Shell) walk(t *testing.T) (damaged bool) {
	t.Helper()
	look := func(where string) {
		t.Helper()
		text := s.texts() + s.dialog() + s.frame.toast.Text()
		if found := engineWords.FindString(text); found != "" {
			t.Errorf("%s says %q:\n%s", where, found, text)
		}
		damaged = damaged || strings.Contains(text, "beskadiget")
		for s.window.Canvas().Overlays().Top() != nil {
			s.press(fyne.KeyEscape)
		}
	}
	look("the first page")
	if s.session == nil {
		return damaged
	}
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	look("the citizen")
	if find[*citizen.Page](s.router) != nil {
		for _, tab := range []string{"Skemaer", "Aktiviteter", "Stamdata", "Log", s.words.T("citizen.tab.figure")} {
			s.choose(t, tab)
			look(tab)
		}
		s.choose(t, "Nyt skema …")
		if s.window.Canvas().Overlays().Top() != nil {
			s.press(fyne.KeyReturn)
		}
		if find[*entry.Form](s.router) != nil {
			s.write("31")
		}
		look("the form")
	}
	for _, area := range []string{"Borgere", "Opfølgning", "Team", "Analyse", "Opsætning"} {
		s.choose(t, area)
		look(area)
	}
	for _, tab := range []string{"Brugere", "Log", "Sikkerhedskopier", "Opbevaring og sletning", "Ordliste og skemaer"} {
		s.choose(t, tab)
		look(tab)
	}
	return damaged
}
