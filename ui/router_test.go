// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
)

// titles returns the kinds of the screens on the stack, the bottom one first.
func (s *Shell) titles() string {
	var list []string
	for _, e := range s.stack {
		switch e.screen.(type) {
		case *citizens.Screen:
			list = append(list, "list")
		case *followup.Screen:
			list = append(list, "follow-up")
		case *citizen.Page:
			list = append(list, "citizen")
		case *entry.Form:
			list = append(list, "form")
		default:
			list = append(list, "other")
		}
	}
	return strings.Join(list, " ")
}

func TestStackFollowsTheUser(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() { s.press(fyne.KeyEnd, fyne.KeyReturn) }, "list citizen"},
		{func() { s.choose(t, "Nyt skema …"); s.press(fyne.KeyReturn) }, "list citizen form"},
		{func() { s.press(fyne.KeyEscape) }, "list citizen"},
		{func() { s.choose(t, "Opfølgning") }, "follow-up"},
		{func() { s.press(fyne.KeyReturn) }, "follow-up citizen"}, // and asks what to fill in
		{func() { s.press(fyne.KeyReturn) }, "follow-up citizen form"},
		{func() { s.choose(t, "Borgere") }, "list"},
		{func() { s.press(fyne.KeyReturn) }, "list citizen"},
		{func() { s.choose(t, "Borgere") }, "list"},
	} {
		if step.do(); s.titles() != step.want {
			t.Fatalf("the stack is %q, want %q", s.titles(), step.want)
		}
	}
}

func TestListShowsNewCitizen(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Ny borger …")
	s.write("Ib Opdigtet")
	s.tab()
	s.write("2026-09999")
	s.tab()
	s.tab()
	s.press(fyne.KeyDown)
	s.tab()
	s.press(fyne.KeyReturn)
	if s.titles() != "list citizen" {
		t.Fatalf("the dialog says %q", s.dialog())
	}
	s.press(fyne.KeyEscape)
	if got := s.names(t); !strings.Contains(got, "Ib Opdigtet") {
		t.Errorf("the list has %s", got)
	}
}

func TestListAndRailShowCompletedForm(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	row := func() string { return s.row(t, 2) }
	if !strings.HasPrefix(row(), "Øjvind") || !strings.Contains(row(), "første mangler") {
		t.Fatalf("the row is %s", row())
	}
	due := func() string { return s.frame.rail.Items[1].Badge }
	before := due()
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	s.choose(t, "Nyt skema …")
	s.press(fyne.KeyReturn)
	s.write("3142534512")
	s.choose(t, "Afslut skema")
	s.press(fyne.KeyEscape)
	if strings.Contains(row(), "første mangler") || !strings.Contains(row(), "4. sep 2026") {
		t.Errorf("the row is %s", row())
	}
	if due() == before {
		t.Errorf("the rail still says %s", before)
	}
	if i := s.one(t).Selected(); i != 2 {
		t.Errorf("row %d is selected, want that of the citizen", i)
	}
}

func TestListShowsCorrectedName(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	page := find[*citizen.Page](s.router)
	history, _ := page.CaseHistory()
	c := history.Citizen
	c.Name = "Åse Nyt Prøvesen"
	if err := s.session.access.RectifyCitizen(t.Context(), c, "gift"); err != nil {
		t.Fatal(err)
	}
	s.dataChanged()
	if !strings.HasPrefix(s.window.Title(), c.Name) {
		t.Errorf("the window is called %q", s.window.Title())
	}
	s.press(fyne.KeyEscape)
	if got := s.names(t); !strings.HasSuffix(got, c.Name) {
		t.Errorf("the list has %s", got)
	}
}

// The day of the screens can be set, for pictures that come out the same on any day.
func TestTodayFromTheEnvironment(t *testing.T) {
	getenv := func(name string) string {
		if name == "FREMSKRIDT_TODAY" {
			return "2026-05-30"
		}
		return ""
	}
	s := window(t, Options{Store: testRegister(t, few()), Getenv: getenv})
	if s.today() != model.NewDate(2026, 5, 30) {
		t.Errorf("today is %s", s.today())
	}
	if got := s.row(t, 0); !strings.Contains(got, "26. aug 2026") {
		t.Errorf("the next measurement: %s", got)
	}
	a := windowError(t, Options{Getenv: func(string) string { return "in a while" }})
	if a == nil || !strings.Contains(a.Error(), "FREMSKRIDT_TODAY") {
		t.Errorf("a wrong date: %v", a)
	}
}
