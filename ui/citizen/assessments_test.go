// SPDX-License-Identifier: MPL-2.0

package citizen_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestAssessments(t *testing.T) {
	p := open(t, some(t), citizen.TabAssessments)
	for i, want := range []string{
		"3. september 2026 | Borger |  |  | Opfølgende | Kladde |  | 1 af 10 |  | PROG-20 1.0",
		"3. august 2026 | Sagsbehandler | LKN | Samtale | Opfølgende | Afsluttet | 43 | 11 af 11 |  | PROG-20 1.0",
		"3. august 2026 | Borger | LKN | Samtale | Opfølgende | Afsluttet | 34 | 9 af 10 | 1 | PROG-20 1.0",
	} {
		if got := strings.Join(p.Row(i), " | "); got != want {
			t.Errorf("row %d is\n%s, want\n%s", i, got, want)
		}
	}
}

func TestAssessmentIsOpened(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	p.SelectTab(citizen.TabAssessments)
	p.Keys(fyne.KeyReturn) // the draft
	p.choose(t, "Kontrolindtastning")
	p.Keys(fyne.KeyDown)
	p.choose(t, "Kontrolindtastning")
	p.Tap("Nyt skema")
	if want := []string{"draft draft", "second entry of draft", "second entry of caseworker-2", "new"}; !slices.Equal(p.opened, want) {
		t.Errorf("opened %q, want %q", p.opened, want)
	}
	p.SelectTab(citizen.TabFigure)
	p.choose(t, "Kontrolindtastning")
	if p.State().Tab != citizen.TabAssessments || len(p.opened) != 4 {
		t.Error("from another tab, the list is not shown first")
	}
}

func TestAnswersOfAnAssessment(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	p.SelectTab(citizen.TabAssessments)
	p.Keys(fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	if !strings.Contains(p.Texts(), "Notat: Kom for sent") {
		t.Errorf("the note is missing:\n%s", p.Texts())
	}
	if first, second := p.Row(0), p.Row(1); first[2] != "3, I nogen grad" || second[2] != "× Ved ikke" {
		t.Errorf("the answers are %q and %q", first, second)
	}
	p.Keys(fyne.KeyEscape)
	if !p.closed() || p.Backs != 0 {
		t.Error("Escape does not close the dialog alone")
	}
}

func TestAssessmentOfAnUnknownInstrument(t *testing.T) {
	r := some(t)
	r.history.Assessments[5].Instrument = "GAMMEL/0.1"
	p := open(t, r, citizen.TabFigure)
	p.SelectTab(citizen.TabAssessments)
	if row := p.Row(1); row[9] != "GAMMEL/0.1" {
		t.Errorf("the row is %q", row)
	}
	p.Keys(fyne.KeyDown, fyne.KeyReturn)
	if !p.closed() || !strings.Contains(p.LastToast(), "GAMMEL/0.1") {
		t.Errorf("toast %q", p.LastToast())
	}
}

func TestAnswerIsRectified(t *testing.T) {
	r := some(t)
	p := open(t, r, citizen.TabFigure)
	p.SelectTab(citizen.TabAssessments)
	p.Keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyReturn)
	answer := find[*widgets.Dropdown](p)[0]
	if answer.Value() != "3, I nogen grad" {
		t.Fatalf("the present answer is %q", answer.Value())
	}
	p.Tap("Gem")
	unchanged := p.Texts()
	answer.SetSelected(3)
	p.Tap("Gem")
	noReason := p.Texts()
	if !strings.Contains(unchanged, store.ErrUnchanged.Error()) || !strings.Contains(noReason, store.ErrNoReason.Error()) || len(r.done) != 0 {
		t.Errorf("done %q; said\n%s\n%s", r.done, unchanged, noReason)
	}
	p.enter(0, " tastefejl ")
	r.fail = errDisk
	p.Tap("Gem")
	if p.closed() || !strings.Contains(p.Texts(), "the disk is full.") {
		t.Errorf("the failure is not shown:\n%s", p.Texts())
	}
	r.fail = nil
	p.Tap("Gem")
	code := instrument(t).ItemsOf(model.ByCitizen)[0].Code
	if want := "rectify " + code + " to 4 of revision 4: tastefejl"; r.last() != want || !p.closed() || p.Changes != 1 {
		t.Errorf("done %q, want %q; %d changes reported", r.last(), want, p.Changes)
	}
}
