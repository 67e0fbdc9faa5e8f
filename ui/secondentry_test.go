// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// openAssessments shows the assessments of a citizen.
func openAssessments(t *testing.T, s *Shell, name string) model.CaseHistory {
	t.Helper()
	c := historyOf(t, s, name)
	s.openCitizen(citizen.State{Citizen: c.Citizen.ID, Tab: citizen.TabAssessments})
	s.choose(t, "Skemaer")
	return c
}

// enterAgain begins the second entry of the citizen's newest assessment, or goes on
// with it.
func enterAgain(t *testing.T, s *Shell) {
	t.Helper()
	table := s.one(t)
	for i := range table.Length() {
		if cells, _ := table.Row(i); cells[1].Text == "Borger" {
			table.Select(i)
			break
		}
	}
	s.choose(t, "Kontrolindtastning")
}

// newestByCitizen returns the citizen's own newest assessment.
func newestByCitizen(c model.CaseHistory) (newest model.Assessment) {
	for _, a := range c.Assessments {
		if a.Respondent == model.ByCitizen && !a.Date.Before(newest.Date) {
			newest = a
		}
	}
	return newest
}

func TestNoSecondEntryOfOwnAssessment(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	openAssessments(t, s, "Åse")
	s.choose(t, "Kontrolindtastning")
	if find[*entry.Form](s.router) != nil || !strings.Contains(s.frame.toast.Text(), "Du har selv indtastet skemaet") {
		t.Fatalf("it says %q", s.frame.toast.Text())
	}
}

// A second entry by a colleague, from an empty form to a verified assessment.
func TestSecondEntry(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	latest := newestByCitizen(openAssessments(t, s, "Bo"))
	items := s.session.instruments[latest.Instrument].ItemsOf(model.ByCitizen)
	enterAgain(t, s)
	if f := find[*entry.Form](s.router); f == nil || !f.IsSecondEntry() {
		t.Fatalf("no second entry: %q", s.frame.toast.Text())
	}
	for _, in := range widgettest.Find[*widgets.ScaleInput](s.window.Content()) {
		if in.Answer().Entered {
			t.Fatal("the form is not empty")
		}
	}
	for i, it := range items {
		v := model.FindAnswer(latest.Answers, it.Code).Value
		if i < 2 {
			v = 5 // the first entry has up to 4
		}
		s.write(fmt.Sprint(v))
	}
	s.choose(t, "Afslut skema")
	if find[*entry.Comparison](s.router) == nil || !strings.Contains(s.texts(), "2 forskelle tilbage") {
		t.Fatalf("no differences:\n%s", s.texts())
	}
	s.press(fyne.KeyReturn, fyne.KeyEscape) // the first entry is right, and later
	if find[*entry.Comparison](s.router) != nil || find[*citizen.Page](s.router) == nil {
		t.Fatal("Escape does not leave the differences for later")
	}
	s.choose(t, "Skemaer")
	enterAgain(t, s)
	if text := s.texts(); !strings.Contains(text, "anden gang af LKN") || !strings.Contains(text, "1 forskel tilbage") {
		t.Fatalf("the differences do not come back:\n%s", text)
	}
	s.window.Canvas().FocusNext()
	s.press(fyne.KeyReturn) // the second entry is right
	for _, a := range historyOf(t, s, "Bo").Assessments {
		if a.ID != latest.ID {
			continue
		}
		if a.Status != model.StatusVerified || a.SecondBy != "LKN" {
			t.Errorf("it is %s, second by %q", a.Status, a.SecondBy)
		}
		first, second := items[0].Code, items[1].Code
		if model.FindAnswer(a.Answers, first) != model.FindAnswer(latest.Answers, first) || model.FindAnswer(a.Answers, second).Value != 5 {
			t.Errorf("decided wrongly: %+v", a.Answers)
		}
	}
}
