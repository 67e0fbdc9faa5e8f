// SPDX-License-Identifier: MPL-2.0

package citizen_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// The latest is first. What comes from the master data cannot be removed here.
func TestTimeline(t *testing.T) {
	r := empty(t)
	v := vocabulary(t)
	r.history.Outcomes = []model.Outcome{{ID: "o", Date: day(2026, 8, 1), Kind: v.OutcomeKinds[0].Code}}
	r.history.Events = []model.Event{
		{ID: "c", Date: day(2026, 9, 1), Kind: model.EventContact, To: "telefonsamtale om praktik"},
		{ID: "d", Date: day(2026, 7, 2), Kind: model.EventContact},
		{ID: "w", Date: day(2026, 6, 1), Kind: model.EventCaseworker, From: "SRA", To: "LKN"},
		{ID: "g", Date: day(2026, 5, 1), Kind: model.EventTargetGroup, To: v.TargetGroups[0].Code},
	}
	p := open(t, r, citizen.TabMaster)
	want := strings.Join([]string{
		"1. sep 2026", "Kontakt: telefonsamtale om praktik",
		"1. aug 2026", "Afgang: " + v.OutcomeKinds[0].Name.DA,
		"2. jul 2026", "Kontakt",
		"1. jun 2026", "Ny sagsbehandler: SRA › LKN",
		"1. maj 2026", "Ny målgruppe: – › Aktivitetsparat kontanthjælp",
	}, "\n")
	if !strings.Contains(p.Texts(), want) {
		t.Errorf("no\n%s\nin\n%s", want, p.Texts())
	}
	removable := 0
	for _, b := range find[*widgets.Button](p) {
		if b.Text == "Fjern" {
			removable++
		}
	}
	if removable != 3 {
		t.Errorf("%d entries can be removed", removable)
	}
}

func TestContactIsAddedAndRemoved(t *testing.T) {
	r := empty(t)
	p := open(t, r, citizen.TabMaster)
	p.Tap("Tilføj kontakt …")
	p.Type("opkald")
	for _, c := range []struct{ date, want string }{
		{"", "Skriv en dato"}, {"engang", "Skriv en dato"}, {"5.9.2026", "Datoen ligger i fremtiden"},
	} {
		p.enter(1, c.date)
		p.Tap("Gem")
		if p.closed() || !strings.Contains(p.Texts(), c.want) {
			t.Errorf("%q: no %q in\n%s", c.date, c.want, p.Texts())
		}
	}
	p.enter(1, "3.9.2026")
	r.fail = errDisk
	p.Tap("Gem")
	if !strings.Contains(p.Texts(), "the disk is full.") {
		t.Errorf("the failure is not shown:\n%s", p.Texts())
	}
	r.fail = nil
	p.Tap("Gem")
	if !p.closed() || !strings.Contains(p.Texts(), "Kontakt: opkald") {
		t.Errorf("the page says\n%s", p.Texts())
	}
	p.Tap("Fjern")
	p.choose(t, "Fortryd ændring")
	p.Tap("Fjern")
	r.fail = errDisk
	p.choose(t, "Fortryd ændring")
	want := []string{`add contact "opkald" on 2026-09-03`, "remove contact", `add contact "opkald" on 2026-09-03`, "remove contact"}
	if !slices.Equal(r.done, want) || p.LastToast() != "the disk is full." {
		t.Errorf("done %q, said %q", r.done, p.LastToast())
	}
}

func TestOutcomeIsAddedAndUndone(t *testing.T) {
	r := empty(t)
	p := open(t, r, citizen.TabFigure)
	p.choose(t, "Ny afgang …")
	p.Keys(fyne.KeyDown) // the second kind
	p.Tap("Gem")
	kind := vocabulary(t).OutcomeKinds[1]
	if want := "add outcome " + kind.Code + " on 2026-09-04"; r.last() != want || p.Changes != 1 {
		t.Errorf("done %q, want %q", r.done, want)
	}
	p.choose(t, "Fortryd ændring")
	if r.last() != "remove outcome" || len(r.history.Outcomes) != 0 || p.LastToast() != "Ændringen er fortrudt." {
		t.Errorf("undone by %q, said %q", r.last(), p.LastToast())
	}
}
