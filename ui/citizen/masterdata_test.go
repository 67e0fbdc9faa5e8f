// SPDX-License-Identifier: MPL-2.0

package citizen_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Entries of the form for master data.
const (
	fieldName = iota
	fieldNumber
	fieldCPR
	fieldCaseworker
	fieldOpened
	fieldClosed
	fieldReason
)

func TestConflictsHideTheCPR(t *testing.T) {
	r := empty(t)
	r.conflicts = []store.Conflict{
		{File: "borgere.csv", Line: 12, Column: "CPR", Value: "020160-0000", Reason: "cpr_differs"},
		{File: "borgere.csv", Line: 14, Reason: "case_number_differs"},
	}
	p := open(t, r, citizen.TabMaster)
	for _, want := range []string{"2 oplysninger, der ikke passer sammen", "CPR: 020160-••••", "Intet er overskrevet."} {
		if !strings.Contains(p.Texts(), want) {
			t.Errorf("no %q in\n%s", want, p.Texts())
		}
	}
	if strings.Contains(p.Texts(), "020160-0000") {
		t.Error("the CPR is shown")
	}
}

func TestMasterDataIsRectified(t *testing.T) {
	r := empty(t)
	p := open(t, r, citizen.TabMaster)
	p.Tap("Ret stamdata …")
	for _, c := range []struct {
		field             int
		text, want, valid string
	}{
		{fieldName, " ", "Skriv både navn og sagsnummer.", "Åse Nyt Prøvesen"},
		{fieldNumber, "", "Skriv både navn og sagsnummer.", "2024-00001"},
		{fieldCPR, "0201", "CPR-nummeret skal være ti cifre", ""},
		{fieldOpened, "", "Skriv, hvornår sagen blev åbnet.", "9.1.2024"},
		{fieldClosed, "8.1.2024", "Sagen kan ikke være afsluttet, før den blev åbnet.", ""},
		{fieldClosed, "aldrig", "Skriv en dato", ""},
		{fieldReason, "", store.ErrNoReason.Error(), "navneændring"},
	} {
		p.enter(c.field, c.text)
		p.Tap("Gem")
		if p.closed() || !strings.Contains(p.Texts(), c.want) {
			t.Errorf("field %d %q: no %q in\n%s", c.field, c.text, c.want, p.Texts())
		}
		p.enter(c.field, c.valid)
	}
	p.Tap("Gem")
	c := r.history.Citizen
	if r.last() != "rectify citizen: navneændring" || c.Name != "Åse Nyt Prøvesen" || c.CPR != "0201600000" || c.Opened != day(2024, 1, 9) {
		t.Errorf("done %q; the citizen is %+v", r.done, c)
	}
	if !p.closed() || p.Changes != 1 || p.Title() != "Åse Nyt Prøvesen" {
		t.Errorf("title %q, %d changes", p.Title(), p.Changes)
	}
}

// The check digit only warns, once for each number.
func TestCPRWithoutCheckDigit(t *testing.T) {
	r := empty(t)
	p := open(t, r, citizen.TabMaster)
	p.Tap("Ret stamdata …")
	p.enter(fieldReason, "tastefejl")
	for _, cpr := range []string{"0301600000", "0501600000"} {
		p.enter(fieldCPR, cpr)
		p.Tap("Gem")
		if p.closed() || !strings.Contains(p.Texts(), "Kontrolcifferet passer ikke") {
			t.Errorf("%s is not questioned:\n%s", cpr, p.Texts())
		}
	}
	p.Tap("Gem")
	if r.history.Citizen.CPR != "0501600000" {
		t.Errorf("the CPR is %s", r.history.Citizen.CPR)
	}
}

func TestCorrections(t *testing.T) {
	r := some(t)
	at := time.Date(2026, 9, 2, 14, 3, 0, 0, time.Local)
	code := instrument(t).ItemsOf(model.ByCitizen)[0].Code
	r.changes = []store.Change{
		{At: at, By: "LKN", Reason: "tastefejl", Assessment: "citizen-2", OldAnswer: model.NewAnswer(code, 2), NewAnswer: model.NewMissingAnswer(code, -1)},
		{At: at, By: "LKN", Reason: "fejl", Assessment: "gone", OldAnswer: model.Answer{Item: code}, NewAnswer: model.NewAnswer(code, 2)},
		{At: at, By: "SRA", Reason: "import", Field: "cpr", New: "0201600000"},
		{At: at, By: "SRA", Reason: "flytning", Field: "opened", Old: "2024-01-08", New: "2024-01-09"},
		{At: at, By: "SRA", Reason: "flytning", Field: "target_group", Old: r.history.Citizen.TargetGroup, New: "UKENDT"},
		{At: at, By: "SRA", Reason: "nyt nummer", Field: "case_number", Old: "1", New: "2"},
	}
	p := open(t, r, citizen.TabMaster)
	p.Tap("Se rettelser")
	for i, want := range []string{
		"2. sep 2026 14:03 | LKN | Svar " + code + " | 2, I lav grad | × Ved ikke | tastefejl",
		"2. sep 2026 14:03 | LKN | Svar " + code + " | ikke besvaret | 2 | fejl",
		"2. sep 2026 14:03 | SRA | CPR | – | 020160-•••• | Import",
		"2. sep 2026 14:03 | SRA | Sag åbnet | 8. januar 2024 | 9. januar 2024 | flytning",
		"2. sep 2026 14:03 | SRA | Målgruppe | Aktivitetsparat kontanthjælp | UKENDT | flytning",
		"2. sep 2026 14:03 | SRA | Sagsnummer | 1 | 2 | nyt nummer",
	} {
		if got := strings.Join(p.Row(i), " | "); got != want {
			t.Errorf("row %d is\n%s, want\n%s", i, got, want)
		}
	}
	p.Keys(fyne.KeyEscape)
	r.fail = errDisk
	p.Tap("Se rettelser")
	if !p.closed() || p.LastToast() != "the disk is full." {
		t.Errorf("said %q", p.LastToast())
	}
}

func TestCitizenIsCreated(t *testing.T) {
	for _, c := range []struct {
		name  string
		teams []string
		want  string
	}{
		{"own team", []string{"Nord", "Syd"}, "create 2026-00007 Bo Fiktivsen, KTH-A, LKN, Nord, opened 2026-09-04"},
		{"no team yet", nil, "create 2026-00007 Bo Fiktivsen, KTH-A, LKN, Vest, opened 2026-09-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := empty(t)
			p := open(t, r, citizen.TabMaster)
			var created model.Citizen
			citizen.Create(citizen.CreateOptions{
				Env: p.Env(), Register: r, Vocabulary: vocabulary(t), Teams: c.teams, User: "LKN", OnCreated: func(c model.Citizen) { created = c },
			})
			p.Type("Bo Fiktivsen")
			p.Entries()[fieldNumber].SetText("2026-00007")
			p.Tap("Opret")
			if created.ID != "" || !strings.Contains(p.Texts(), "Vælg målgruppe og team.") {
				t.Errorf("created %+v:\n%s", created, p.Texts())
			}
			find[*widgets.Dropdown](p)[0].SetSelected(0)
			if c.teams == nil {
				p.Entries()[4].SetText("Vest")
			}
			p.Tap("Opret")
			if r.last() != c.want || created.ID != "created" || !p.closed() {
				t.Errorf("done %q, want %q:\n%s", r.last(), c.want, p.Texts())
			}
		})
	}
}
