// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestLogIsFilteredAndChecked(t *testing.T) {
	s := setupWindow(t, few(), Options{})
	s.choose(t, "Borgere")
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.choose(t, "Opsætning")
	s.choose(t, "Log")
	find := func(what string) int {
		for i := range s.one(t).Length() {
			if strings.Contains(s.row(t, i), what) {
				return i
			}
		}
		t.Fatalf("no line has %q", what)
		return -1
	}
	if got := s.row(t, 0); !strings.Contains(got, "LKN | Administrator | Læst | – | Administration | Loggen") {
		t.Errorf("the newest line: %s", got)
	}
	s.one(t).Select(find("| Forløbet"))
	s.press(fyne.KeySpace)
	for i := range s.one(t).Length() {
		if got := s.row(t, i); !strings.Contains(got, "2024-00001") && !strings.Contains(got, "Import, antal borgere: 6") {
			t.Errorf("a line about another citizen: %s", s.row(t, i))
		}
	}
	s.tap(t, "Alle borgere igen")
	s.tap(t, "Stikprøve: 20 tilfældige linjer")
	if n := s.one(t).Length(); n == 0 || n > 20 {
		t.Errorf("%d lines are checked", n)
	}
	s.tap(t, "Vis loggen igen")
	find("Stikprøve")
}

func TestLogRuleAndPurge(t *testing.T) {
	c := newClock()
	s := setupWindow(t, few(), Options{Now: c.now, After: c.after})
	s.choose(t, "Log")
	menu := func(i int) {
		s.tap(t, "Opbevaring")
		s.press(fyne.KeyHome)
		for range i {
			s.press(fyne.KeyDown)
		}
		s.press(fyne.KeyReturn)
	}
	menu(1)
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "Sæt antallet af måneder først") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	s.answer(t, "Luk")
	menu(0)
	widgettest.Find[*widgets.Entry](s.overlay(t))[0].SetText("ti")
	s.answer(t, "Gem")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "mindst 1") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	widgettest.Find[*widgets.Entry](s.overlay(t))[0].SetText("6")
	s.answer(t, "Gem")
	c.at = c.at.AddDate(1, 0, 0)
	menu(1)
	s.answer(t, "Ryd")
	if !strings.Contains(s.frame.toast.Text(), "linjer er fjernet") {
		t.Errorf("the toast says %q", s.frame.toast.Text())
	}
}
