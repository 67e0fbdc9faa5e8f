// SPDX-License-Identifier: MPL-2.0

package setup_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestDeletion(t *testing.T) {
	r := &register{
		due: []store.DueCitizen{{Citizen: "a", CaseNumber: "2020-1", Closed: model.NewDate(2025, 1, 1)}, {Citizen: "b", CaseNumber: "2020-2", Proposed: true}},
		proposals: []store.DeletionProposal{
			{ID: "p", CaseNumber: "2020-3", Ground: model.GroundRetention, ProposedBy: "SRA"},
			{ID: "q", CaseNumber: "2020-4", Ground: model.GroundRetention, ProposedBy: "lkn"},
		},
		records: []store.DeletionRecord{{Ground: model.GroundRetention, Rule: model.RetentionRule{Days: 30}, Rows: map[string]int{"answer": 1200, "citizen": 1}}},
	}
	d := show(t, r, setup.TabDeletion, nil)
	part := widgettest.Find[*widgets.Segmented](d.Visible())[0]
	if got := d.Row(0); got[0] != "2020-1" || got[1] != "–" {
		t.Errorf("due is %q", got)
	}
	d.Tap("Foreslå alle")
	d.Tap("Foreslå")
	part.SetSelected(1)
	d.Table().Select(1)
	d.Tap("Godkend …")
	if !strings.Contains(d.Texts(), store.ErrFourEyes.Error()) {
		t.Errorf("of one's own proposal it says\n%s", d.Texts())
	}
	d.Tap("Luk")
	d.Table().Select(0)
	d.Tap("Afvis …")
	d.Tap("Afvis")
	if !strings.Contains(d.Texts(), store.ErrNoReason.Error()) {
		t.Errorf("without a reason it says\n%s", d.Texts())
	}
	d.Entries()[0].SetText("stadig i forløb")
	d.Tap("Afvis")
	d.Tap("Godkend …")
	d.Keys(fyne.KeyReturn) // deletes nothing
	if strings.Contains(strings.Join(r.done, ", "), "approve") {
		t.Fatal("Enter alone deletes")
	}
	d.Tap("Godkend …")
	d.Tap("Slet for altid")
	if got := strings.Join(r.done, ", "); got != "propose, reject stadig i forløb, approve" || d.Changes != 1 {
		t.Errorf("did %s, and reported %d changes", got, d.Changes)
	}
	part.SetSelected(2)
	if got := d.Row(0); got[2] != "Efter 30 dage" || got[6] != "1.201" {
		t.Errorf("the record is %q", got)
	}
}

func TestRetentionRules(t *testing.T) {
	d := show(t, &register{}, setup.TabDeletion, nil)
	widgettest.Find[*widgets.Segmented](d.Visible())[0].SetSelected(3)
	if got := d.Row(0); got[1] != "Ingen regel" {
		t.Errorf("the default is %q", got)
	}
	d.Tap("Ret reglen …")
	for _, text := range []string{"0", "-3", "tre", "40000"} {
		d.Entries()[0].SetText(text)
		if d.Tap("Gem"); !d.open() {
			t.Errorf("%q is accepted", text)
		}
	}
	d.Entries()[0].SetText("1")
	d.Tap("Gem")
	if got := d.Row(0); got[1] != "Efter 1 dag" {
		t.Errorf("the default is %q", got)
	}
	d.Tap("Ret reglen …")
	d.Entries()[0].SetText("")
	d.Tap("Gem")
	if len(d.rules) > 0 {
		t.Errorf("the rules are %+v", d.rules)
	}
}
