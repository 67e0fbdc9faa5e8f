// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/citizen"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// activitiesOf reads the activities of the visible citizen.
func (s *Shell) activitiesOf(t *testing.T) []model.Activity {
	t.Helper()
	shown, ok := find[*citizen.Page](s.router).CaseHistory()
	if !ok {
		t.Fatal("no citizen is shown")
	}
	c, err := s.session.access.CaseHistory(t.Context(), shown.Citizen.ID)
	if err != nil {
		t.Fatal(err)
	}
	return c.Activities
}

func TestActivityByKeyboard(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyReturn) // the first citizen
	before := len(s.activitiesOf(t))

	s.choose(t, "Ny aktivitet …")
	s.press(fyne.KeyReturn)
	if !strings.Contains(widgettest.Texts(s.window.Canvas().Overlays().Top()), "Skriv en del af aktivitetens navn") {
		t.Errorf("nothing is said of the missing kind")
	}
	s.write("privat")
	s.tab()
	s.write("1.6.2026")
	s.tab()
	s.tab()
	s.write("12,5")
	s.tab()
	s.write("Øvegartneri")
	s.press(fyne.KeyReturn)
	if s.window.Canvas().Overlays().Top() != nil { // it overlaps with one of the kind
		s.press(fyne.KeyReturn)
	}
	list := s.activitiesOf(t)
	if len(list) != before+1 {
		t.Fatalf("%d activities, want %d: the dialog says\n%s", len(list), before+1, widgettest.Texts(s.window.Canvas().Overlays().Top()))
	}
	var entered model.Activity
	for _, a := range list {
		if a.Provider == "Øvegartneri" && a.Minutes == 750 {
			entered = a
		}
	}
	if entered.Start != model.NewDate(2026, 6, 1) || !entered.End.IsZero() || entered.Planned {
		t.Errorf("entered %+v", entered)
	}

	s.choose(t, "Fortryd ændring")
	if n := len(s.activitiesOf(t)); n != before {
		t.Errorf("%d activities after undo, want %d", n, before)
	}
}

func TestActivityEndsToday(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Søg")
	s.write("åse")
	s.press(fyne.KeyReturn, fyne.KeyReturn)
	if find[*citizen.Page](s.router) == nil {
		t.Fatalf("no citizen is open: %s", s.texts())
	}
	s.choose(t, "Aktiviteter")
	s.choose(t, "Aktiviteten slutter i dag")
	ended := 0
	for _, a := range s.activitiesOf(t) {
		if a.End == model.DateOf(now()) {
			ended++
		}
	}
	if ended != 1 {
		t.Errorf("%d activities end today", ended)
	}
	s.choose(t, "Fortryd ændring")
	for _, a := range s.activitiesOf(t) {
		if !a.End.IsZero() {
			t.Errorf("%+v still ends", a)
		}
	}
}

// tab moves the keyboard to the next field.
func (s *Shell) tab() { s.window.Canvas().FocusNext() }
