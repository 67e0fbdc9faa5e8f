// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// addUser adds a user with a passphrase that must be replaced.
func (s *Shell) addUser(t *testing.T, initials string, role model.Role, once string) {
	t.Helper()
	u := model.User{Initials: initials, Roles: []model.Role{role}, Active: true}
	if err := s.session.admin.PutUser(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	if err := s.session.admin.SetPassphrase(t.Context(), initials, []byte(once)); err != nil {
		t.Fatal(err)
	}
}

// replacePassphrase logs in with a passphrase that must be replaced, and replaces it.
func (s *Shell) replacePassphrase(t *testing.T, initials, once, own string) {
	t.Helper()
	s.onLock()
	s.logIn(t, initials, once)
	if s.session == nil || s.session.access != nil || s.session.admin != nil {
		t.Fatalf("%s has an access before the passphrase is replaced", initials)
	}
	for _, e := range widgettest.Find[*widgets.Entry](s.window.Content()) {
		e.SetText(own)
	}
	s.tap(t, "Gem og fortsæt")
}

// Operations sees the own page and the backups, and no citizen.
func TestOperationsInTheWindow(t *testing.T) {
	s := setupWindow(t, few(), Options{})
	s.addUser(t, "DRIFT", model.RoleOperations, "en sten i en lang sko")
	s.replacePassphrase(t, "DRIFT", "en sten i en lang sko", "fem sten i en anden sko")
	sc := find[*setup.Screen](s.router)
	if sc == nil || s.session.access != nil || s.session.leader != nil {
		t.Fatalf("operations is shown\n%s", s.texts())
	}
	if got := strings.Join(sc.Tabs(), " "); got != "mine backups words" {
		t.Errorf("the pages are %s", got)
	}
	s.choose(t, "Sikkerhedskopier")
	s.tap(t, "Tag en kopi nu")
	if list, err := s.session.register.Backups(t.Context()); err != nil || len(list) == 0 {
		t.Errorf("%d backups, %v", len(list), err)
	}
}

// A user without confirmed rights sees why, once the passphrase is replaced.
func TestWaitingUserIsNotLetIn(t *testing.T) {
	s := setupWindow(t, nil, Options{})
	s.addUser(t, "BEA", model.RoleAdministrator, "en sten i en lang sko")
	s.addUser(t, "SRA", model.RoleCaseworker, "en sten i en lang sko")
	s.replacePassphrase(t, "SRA", "en sten i en lang sko", "fem sten i en anden sko")
	if !strings.Contains(s.texts(), "venter på, at en anden administrator bekræfter") {
		t.Errorf("the page says\n%s", s.texts())
	}
}
