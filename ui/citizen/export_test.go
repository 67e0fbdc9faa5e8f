// SPDX-License-Identifier: MPL-2.0

package citizen_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestExport(t *testing.T) {
	for i, c := range []struct{ file, starts, logged string }{
		{"Skridt 2024-00001.pdf", "%PDF-", "export hand_out"},
		{"Progression 2024-00001.pdf", "%PDF-", "export case_file"},
		{"Figur 2024-00001.png", "\x89PNG", "export figure"},
		{"Figur 2024-00001.svg", "<?xml", "export figure"},
		{"Tal 2024-00001.xlsx", "PK", "export numbers"},
		{"Tal 2024-00001.csv", "\ufeff", "export numbers"},
	} {
		t.Run(c.file, func(t *testing.T) {
			r := some(t)
			p := open(t, r, citizen.TabFigure)
			p.choose(t, "Gem eller print forløbet …")
			find[*widgets.Dropdown](p)[0].SetSelected(i)
			if i > 1 {
				find[*widgets.Checkbox](p)[0].SetChecked(false) // open it afterwards
			}
			p.Tap("Vælg fil …")
			if p.FileName != c.file || !strings.HasPrefix(p.File.String(), c.starts) || !slices.Equal(r.done, []string{c.logged}) {
				t.Errorf("%s of %d bytes, done %q", p.FileName, p.File.Len(), r.done)
			}
			if opened := len(p.Opened) == 1; opened != (i <= 1) || !p.closed() || p.LastToast() != "Gemt som /tmp/"+c.file {
				t.Errorf("opened %q, said %q", p.Opened, p.LastToast())
			}
		})
	}
}

func TestExportIsCancelled(t *testing.T) {
	r := some(t)
	p := open(t, r, citizen.TabFigure)
	p.choose(t, "Gem eller print forløbet …")
	p.Keys(fyne.KeyEscape)
	if !p.closed() || len(r.done) != 0 || p.FileName != "" {
		t.Errorf("done %q, file %q", r.done, p.FileName)
	}
}

func TestDossier(t *testing.T) {
	for i, c := range []struct{ file, starts, logged string }{
		{"Alt om 2024-00001.pdf", "%PDF-", "export dossier, staff false"},
		{"Alt om 2024-00001.json", "{", "export dossier, staff true"},
	} {
		t.Run(c.file, func(t *testing.T) {
			r := some(t)
			p := open(t, r, citizen.TabMaster)
			p.choose(t, "Udskriv alt om borgeren …")
			find[*widgets.Dropdown](p)[0].SetSelected(i)
			find[*widgets.Checkbox](p)[0].SetChecked(i == 1)
			p.Tap("Vælg fil …")
			if p.FileName != c.file || !strings.HasPrefix(p.File.String(), c.starts) || !slices.Equal(r.done, []string{c.logged}) {
				t.Errorf("%s of %d bytes, done %q", p.FileName, p.File.Len(), r.done)
			}
			if i == 1 {
				var d store.Dossier
				if err := json.Unmarshal(p.File.Bytes(), &d); err != nil || d.Citizen.Name != "Åse Prøvesen" {
					t.Errorf("the file holds %+v, %v", d.Citizen, err)
				}
			}
		})
	}
}

// Employees are named only on request.
func TestLogForTheCitizen(t *testing.T) {
	for _, c := range []struct {
		staff bool
		want  string
	}{
		{false, "\ufeffTidspunkt;Handling;Formål\r\n2026-09-03 08:05:09;Læst;Sagsarbejde\r\n"},
		{true, "\ufeffTidspunkt;Handling;Formål;Hvem;Rolle;Hvad\r\n2026-09-03 08:05:09;Læst;Sagsarbejde;SRA;Sagsbehandler;Forløbet\r\n"},
	} {
		r := some(t)
		r.log = []store.LogEntry{{
			At: time.Date(2026, 9, 3, 8, 5, 9, 0, time.Local), Initials: "SRA", Role: "caseworker", Action: store.ActionRead,
			Purpose: model.ForCasework, Detail: model.Message{Code: "case_history"},
		}}
		p := open(t, r, citizen.TabLog)
		p.Tap("Gem loggen til borgeren …")
		find[*widgets.Checkbox](p)[0].SetChecked(c.staff)
		p.Tap("Vælg fil …")
		if p.FileName != "Log 2024-00001.csv" || p.File.String() != c.want {
			t.Errorf("%s holds %q, want %q", p.FileName, p.File.String(), c.want)
		}
	}
}
