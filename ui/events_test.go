// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/citizen"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func (s *Shell) shown(t *testing.T) model.CaseHistory {
	t.Helper()
	c, ok := find[*citizen.Page](s.router).CaseHistory()
	if !ok {
		t.Fatal("no citizen is shown")
	}
	return c
}

// dialog returns the texts of the open dialog.
func (s *Shell) dialog() string {
	top := s.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	return widgettest.Texts(top)
}

func TestOutcomeAndContactByKeyboard(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyReturn) // the first citizen
	s.choose(t, "Stamdata")
	s.choose(t, "Ny afgang …")
	s.tab() // to the day
	s.press(fyne.KeyReturn)
	if got := s.shown(t).Outcomes; len(got) != 1 || got[0].Date != model.DateOf(now()) {
		t.Fatalf("the outcomes are %+v; the dialog says %q", got, s.dialog())
	}
	if !strings.Contains(s.texts(), "Afgang: ") {
		t.Errorf("the outcome is not on the page:\n%s", s.texts())
	}
	s.choose(t, "Fortryd ændring")
	if got := s.shown(t).Outcomes; len(got) != 0 {
		t.Errorf("after undo the outcomes are %+v", got)
	}

	s.choose(t, "Ny kontakt …")
	s.write("samtale om praktik")
	s.press(fyne.KeyReturn)
	events := s.shown(t).Events
	if len(events) == 0 || events[len(events)-1].To != "samtale om praktik" {
		t.Fatalf("the events are %+v; the dialog says %q", events, s.dialog())
	}
	s.tap(t, "Fjern")
	if got := s.shown(t).Events; len(got) != len(events)-1 {
		t.Errorf("after its removal the events are %+v", got)
	}
	s.choose(t, "Fortryd ændring")
	if got := s.shown(t).Events; len(got) != len(events) {
		t.Errorf("after undo the events are %+v", got)
	}
}

func TestNoOutcomeInTheFuture(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyReturn)
	s.choose(t, "Ny afgang …")
	s.tab()
	for range len("24.11.2026") {
		s.press(fyne.KeyBackspace)
	}
	s.write("1.1.2031")
	s.press(fyne.KeyReturn)
	if got := s.shown(t).Outcomes; len(got) != 0 || !strings.Contains(s.dialog(), "fremtiden") {
		t.Errorf("the outcomes are %+v; the dialog says %q", got, s.dialog())
	}
}

func TestNewCitizenByKeyboard(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Ny borger …")
	s.press(fyne.KeyReturn)
	if !strings.Contains(s.dialog(), "Skriv både navn og sagsnummer") {
		t.Errorf("without a name the dialog says %q", s.dialog())
	}
	s.write("Ib Opdigtet")
	s.tab()
	s.write("2026-09999")
	s.tab()
	s.write("310299-9999") // no such day
	s.press(fyne.KeyReturn)
	if find[*citizen.Page](s.router) != nil || !strings.Contains(s.dialog(), "ti cifre") {
		t.Fatalf("of a wrong CPR the dialog says %q", s.dialog())
	}
	s.press(fyne.KeyEscape)

	s.choose(t, "Ny borger …")
	s.write("Ib Opdigtet")
	s.tab()
	s.write("2026-09999")
	s.tab()
	s.tab()
	s.press(fyne.KeyDown) // the first target group
	s.tab()
	s.press(fyne.KeyReturn)
	if find[*citizen.Page](s.router) == nil {
		t.Fatalf("no citizen is shown; the dialog says %q", s.dialog())
	}
	c := s.shown(t).Citizen
	if c.Name != "Ib Opdigtet" || c.CaseNumber != "2026-09999" || c.Team != "Nord" || c.Caseworker != "LKN" || c.TargetGroup == "" {
		t.Errorf("entered %+v", c)
	}
}

// A corrected answer needs a reason, and the old answer stays in the history.
func TestAnswerIsRectified(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyReturn)
	before := s.shown(t).Assessments
	last := before[len(before)-1]
	s.choose(t, "Skemaer")
	s.press(fyne.KeyReturn) // the newest assessment
	s.press(fyne.KeyReturn) // its first answer
	if !strings.Contains(s.dialog(), "Hvorfor") {
		t.Fatalf("the dialog says %q", s.dialog())
	}
	s.press(fyne.KeyDown) // another step
	s.tab()
	s.press(fyne.KeyReturn)
	if !strings.Contains(s.dialog(), "hvorfor") && !strings.Contains(s.dialog(), "begrund") {
		t.Errorf("without a reason the dialog says %q", s.dialog())
	}
	s.write("tastefejl")
	s.press(fyne.KeyReturn)
	var changed []string
	for _, a := range s.shown(t).Assessments {
		if a.ID != last.ID {
			continue
		}
		for i, w := range a.Answers {
			if w != last.Answers[i] {
				changed = append(changed, w.Item)
			}
		}
	}
	if len(changed) != 1 {
		t.Fatalf("changed %v; the dialog says %q", changed, s.dialog())
	}
	history, err := s.session.access.Changes(t.Context(), last.Citizen)
	if err != nil {
		t.Fatal(err)
	}
	if len(history) != 1 || history[0].OldAnswer.Item != changed[0] || history[0].Reason != "tastefejl" {
		t.Errorf("the history is %+v", history)
	}
}

func TestDomainsAreChosen(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyReturn)
	s.choose(t, "Områder i figuren …")
	s.press(fyne.KeySpace) // the first box
	s.answer(t, "Vis")
	only := func() string {
		for _, b := range widgettest.Find[*widgets.Button](s.window.Content()) {
			if strings.Contains(b.Text, "områder") || b.Text == "Mere" {
				return b.Text
			}
		}
		return ""
	}
	if got := only(); got != "11 af 12 områder" {
		t.Errorf("the button says %q", got)
	}
	s.choose(t, "Områder i figuren …")
	s.answer(t, "Ingen")
	s.answer(t, "Vis")
	if !strings.Contains(s.dialog(), "mindst ét område") {
		t.Errorf("of none the dialog says %q", s.dialog())
	}
	s.answer(t, "Alle områder")
	s.answer(t, "Vis")
	if got := only(); got != "Mere" {
		t.Errorf("the button says %q", got)
	}
}
