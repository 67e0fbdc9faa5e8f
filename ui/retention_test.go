// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/start"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestBackupsAreMadeAndVerified(t *testing.T) {
	c := newClock()
	s := setupWindow(t, few(), Options{Now: c.now, After: c.after})
	s.choose(t, "Sikkerhedskopier")
	foot := func() string {
		return strings.Join(widgettest.Find[*widgets.FootStrip](s.window.Content())[0].Texts, " ")
	}
	if !strings.Contains(foot(), "aldrig taget") {
		t.Errorf("the foot says %s", foot())
	}
	s.tap(t, "Tag en kopi nu")
	if got := s.row(t, 0); !strings.Contains(got, "lige nu | 6 | 80 |") || !strings.Contains(foot(), "lige nu") {
		t.Errorf("the copy: %s; the foot says %s", got, foot())
	}
	s.tap(t, "Kontrollér registeret")
	if got := widgettest.Texts(s.overlay(t)); !strings.Contains(got, "Alt er i orden.") || strings.Contains(got, "no value") {
		t.Errorf("of the check is said\n%s", got)
	}
	s.answer(t, "Luk")
	c.at = c.at.Add(50 * time.Hour)
	s.choose(t, "Log")
	s.choose(t, "Sikkerhedskopier")
	if !strings.Contains(foot(), "gammel: 2 dage siden") {
		t.Errorf("the foot says %s", foot())
	}
}

func TestClosingMakesBackup(t *testing.T) {
	s := setupWindow(t, few(), Options{})
	dir := s.session.register.Dir()
	s.choose(t, "Luk registeret")
	if find[*start.Screen](s.router) == nil || s.session != nil {
		t.Fatal("not at the start page")
	}
	r, err := store.Open(t.Context(), dir, store.Credentials{Passphrase: []byte(passphrase)}, store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if list, err := r.Backups(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d copies, %v", len(list), err)
	}
}

func TestDeletionTakesTwoUsers(t *testing.T) {
	s := setupWindow(t, few(), Options{})
	other := model.User{Initials: "HVO", Roles: []model.Role{model.RoleAdministrator}, Active: true}
	if err := s.session.admin.PutUser(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if err := s.session.admin.SetPassphrase(t.Context(), "HVO", []byte("en sten i en lang sko")); err != nil {
		t.Fatal(err)
	}
	part := func(i int) { widgettest.Find[*widgets.Segmented](s.window.Content())[0].SetSelected(i) }
	s.choose(t, "Opbevaring og sletning")
	part(3)
	if got := s.row(t, 0); got != "Standard | Ingen regel" {
		t.Errorf("the default: %s", got)
	}
	s.tap(t, "Ret reglen …")
	widgettest.Find[*widgets.Entry](s.overlay(t))[0].SetText("30")
	s.answer(t, "Gem")
	if got := s.row(t, 0); got != "Standard | Efter 30 dage" {
		t.Errorf("the default: %s", got)
	}
	part(0)
	if got := s.row(t, 0); !strings.HasPrefix(got, "2024-00006 | – | Nord | 5. jan 2026") {
		t.Errorf("due is %s", got)
	}
	s.tap(t, "Foreslå alle")
	s.answer(t, "Foreslå")
	part(1)
	s.tap(t, "Godkend …")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "må ikke selv afgøre den") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	s.answer(t, "Luk")

	s.onLock()
	s.logIn(t, "HVO", "en sten i en lang sko")
	entries := widgettest.Find[*widgets.Entry](s.window.Content())
	entries[0].SetText("fem sten i en anden sko")
	entries[1].SetText("fem sten i en anden sko")
	s.tap(t, "Gem og fortsæt")
	if find[*citizens.Screen](s.router) != nil || find[*setup.Screen](s.router) == nil {
		t.Fatal("an administrator alone is not in the setup")
	}
	if told := widgettest.Texts(s.overlay(t)); !strings.Contains(told, "LKN gav HVO Administrator") {
		t.Errorf("the new administrator is told\n%s", told)
	}
	s.answer(t, "Set")
	s.choose(t, "Opbevaring og sletning")
	part(1)
	s.tap(t, "Godkend …")
	s.answer(t, "Slet for altid")
	part(2)
	if got := s.row(t, 0); !strings.Contains(got, "Efter 30 dage | 5. jan 2026 | LKN | HVO") {
		t.Errorf("the protocol: %s", got)
	}
}
