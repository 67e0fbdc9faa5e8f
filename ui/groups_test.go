// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/team"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// group returns n citizens of two caseworkers, two thirds of them with an activity.
func group(n int) []person {
	var list []person
	for i := range n {
		p := person{name: fmt.Sprintf("Prøve %c. Opdigt", 'A'+i), caseworker: "LKN", latest: model.NewDate(2026, time.August, 1).Add(i % 9)}
		if i%2 == 1 {
			p.caseworker = "SRA"
		}
		if i%3 > 0 {
			p.activities = []model.Activity{{Type: "VPP", Start: model.NewDate(2025, time.March, 1).Add(11 * i), End: model.NewDate(2025, time.September, 1).Add(7 * i), Minutes: 900}}
		}
		list = append(list, p)
	}
	return list
}

func TestTeamPage(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, group(24))})
	s.choose(t, "Team")
	text := s.texts()
	for _, want := range []string{"24 borgere", "24 med to eller flere målinger", "Bevægelse fra første til seneste svar"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
	if foot := widgettest.Find[*widgets.FootStrip](s.window.Content()); len(foot) != 1 || !strings.Contains(foot[0].Texts[0], "regression mod gennemsnittet") {
		t.Errorf("the foot does not caution")
	}
	table := s.one(t)
	if table.Length() == 0 {
		t.Fatal("no citizen is listed as passive for long")
	}
	cells, _ := table.Row(0)
	table.OnOpen(0)
	if got := s.shown(t).Citizen.Name; got != cells[0].Text {
		t.Errorf("the row of %s opens %s", cells[0].Text, got)
	}
	s.press(fyne.KeyEscape)
	if find[*citizen.Page](s.router) != nil || find[*team.Screen](s.router) == nil {
		t.Error("the way back does not lead to the team")
	}
}

// Figures of a caseworker with enough citizens are shown, and those of few withheld.
func TestTeamPageWithholdsSmallGroups(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, group(24))})
	s.choose(t, "Team")
	for _, d := range widgettest.Find[*widgets.Dropdown](s.window.Content()) {
		if d.Label == "Sagsbehandler" {
			d.SetSelected(1)
		}
	}
	if text := s.texts(); find[*team.Screen](s.router).State().Choice.Caseworker == "" || !strings.Contains(text, "12 borgere") {
		t.Errorf("of %+v the page says\n%s", find[*team.Screen](s.router).State().Choice, text)
	}

	s = window(t, Options{Store: testRegister(t, group(4))})
	s.choose(t, "Team")
	if text := s.texts(); strings.Contains(text, "4 borgere") {
		t.Errorf("of four citizens the page says\n%s", text)
	}
}

// Every page of the analysis has a caution, and every figure a table.
func TestAnalysis(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, group(40))})
	s.choose(t, "Analyse")
	for i, want := range []string{"Forbehold ved tallene", "Kurverne i tal", "Pålidelighed"} {
		s.choose(t, find[*analysis.Screen](s.router).Tabs()[i])
		text := s.texts()
		for _, want := range []string{want, "ikke hvad der virkede", "ikke en anvisning"} {
			if !strings.Contains(text, want) {
				t.Errorf("page %d does not say %q:\n%s", i, want, text)
			}
		}
	}
	s.choose(t, find[*analysis.Screen](s.router).Tabs()[0])
	rows := 0
	for view := 1; view < 6; view++ {
		for _, d := range widgettest.Find[*widgets.Dropdown](s.window.Content()) {
			if len(d.Options) == 6 && d.Options[0] == "Figur" {
				d.SetSelected(view)
			}
		}
		for _, table := range widgettest.Find[*widgets.DataTable](s.window.Content()) {
			rows += table.Length()
		}
	}
	if rows != 5*21 {
		t.Errorf("the tables have %d rows, want 21 each", rows)
	}
}

func TestReportIsSaved(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, group(24))})
	s.settings.setFolder(t.TempDir())
	s.choose(t, "Team")
	for i, want := range []struct{ ending, begins string }{{".pdf", "%PDF"}, {".xlsx", "PK"}} {
		s.choose(t, "Gem rapport …")
		widgettest.Find[*widgets.Dropdown](s.window.Canvas().Overlays().Top())[0].SetSelected(i)
		s.answer(t, "Vælg fil …")
		s.answer(t, "Gem")
		got, err := os.ReadFile(filepath.Join(s.settings.folder(), "rapport Eksempelkøbing 2026-09-04"+want.ending))
		if err != nil || !strings.HasPrefix(string(got), want.begins) {
			t.Errorf("the file begins with %.20q, %v; the dialog says %q", got, err, s.dialog())
		}
	}
}

// All who have been passive for long are listed, and counted.
func TestAllPassiveAreListed(t *testing.T) {
	var list []person
	for range 5 {
		list = append(list, group(24)...)
	}
	s := window(t, Options{Store: testRegister(t, list)})
	s.choose(t, "Team")
	n := s.one(t).Length()
	if n <= 50 || !strings.Contains(s.texts(), fmt.Sprintf("%d borgere", n)) {
		t.Errorf("%d are listed, and the page says\n%s", n, s.texts())
	}
}
