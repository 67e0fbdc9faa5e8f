// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/calibration"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/followup"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestFollowUpOpensForm(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	badge := func() string { return s.frame.rail.Items[1].Badge }
	if badge() != "2" {
		t.Errorf("the rail says %q, of one who is overdue and one who was never measured", badge())
	}
	s.choose(t, "Opfølgning")
	table := func() *widgets.DataTable {
		return widgettest.Find[*widgets.DataTable](find[*followup.Screen](s.router).Content())[1]
	}
	first, _ := table().Row(1)
	if first[0].Text != "Øjvind Modelby" || first[2].Text != "Første måling" {
		t.Fatalf("the first row is %v", first)
	}
	s.press(fyne.KeyReturn)
	if find[*citizen.Page](s.router) == nil || !strings.Contains(widgettest.Texts(s.overlay(t)), "Hvem svarer?") {
		t.Fatalf("the page says\n%s", s.texts())
	}
	s.answer(t, "Begynd")
	if find[*entry.Form](s.router) == nil {
		t.Fatalf("no form:\n%s", s.texts())
	}
	s.back()
	s.back()
	if find[*followup.Screen](s.router) == nil || find[*citizen.Page](s.router) != nil || find[*citizens.Screen](s.router) != nil {
		t.Fatal("back does not return to the follow-up")
	}
	var names []string
	for i := range table().Length() {
		cells, _ := table().Row(i)
		names = append(names, cells[0].Text)
	}
	if got := strings.Join(names, ", "); !strings.Contains(got, "Kladder, Øjvind Modelby") || badge() != "3" {
		t.Errorf("the list is %s, and the rail says %s", got, badge())
	}

	s.choose(t, "Borgere")
	if find[*citizen.Page](s.router) != nil || find[*citizens.Screen](s.router) == nil || badge() != "3" {
		t.Error("the list of citizens is shown as it was")
	}
}

func TestFollowUpIsSaved(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.settings.setFolder(t.TempDir())
	s.choose(t, "Opfølgning")
	s.choose(t, "Gem listen …")
	s.answer(t, "Gem")
	data, err := os.ReadFile(filepath.Join(s.settings.folder(), "Opfølgning 2026-09-04.csv"))
	if err != nil || !strings.HasPrefix(string(data), "\ufeffSlags;Borger;Sag;") || !strings.Contains(string(data), "Zoe Demosen") {
		t.Errorf("%v: %s", err, data)
	}
}

func TestCalibrationOverTheFollowUp(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Opfølgning")
	s.choose(t, "Kalibrering …")
	s.write("3")
	s.press(fyne.KeyPageDown)
	s.choose(t, "Mit resultat")
	if !strings.Contains(s.texts(), "Der er endnu ingen andre") {
		t.Errorf("the page says\n%s", s.texts())
	}
	s.rebuild() // in another language, say
	if find[*calibration.Screen](s.router) == nil || !strings.Contains(s.texts(), "Der er endnu ingen andre") {
		t.Errorf("the page says\n%s", s.texts())
	}
	s.choose(t, "Vignetter")
	s.press(fyne.KeyPageUp)
	if in := widgettest.Find[*widgets.ScaleInput](s.window.Content()); in[0].Answer().Value != 3 {
		t.Errorf("the answer is %+v", in[0].Answer())
	}
	s.press(fyne.KeyEscape)
	if find[*calibration.Screen](s.router) != nil || find[*followup.Screen](s.router) == nil {
		t.Error("Escape leads to the follow-up")
	}
}
