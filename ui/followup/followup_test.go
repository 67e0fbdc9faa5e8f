// SPDX-License-Identifier: MPL-2.0

package followup_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func mine(rows ...store.FollowUpRow) *register {
	return &register{rows: map[store.Scope][]store.FollowUpRow{store.ScopeMine: rows}}
}

func TestListSaysWhatToDo(t *testing.T) {
	d := open(t, mine(one()...), followup.State{})
	want := `Overskredne 1
Olga Skabelonsen | 2024-0335 | Næste måling | 31 dage over | Åbn skema | LKN
Målinger nu 1
Bo Demosen | 2024-0335 | Næste måling | 9 dage over | Åbn skema | LKN
Inden 14 dage 2
Gry Papfigur | 2024-0335 | Næste måling, flyttet | om 3 dage | Åbn skema | LKN
Ærla Figurby | 2024-0335 | Første måling | om 14 dage | Åbn skema | LKN
Kladder 1
Viggo Påfundsen | 2024-0335 | Borgerens skema | begyndt | Fortsæt kladde | LKN
Kun én har svaret 1
Finn Attrapsen | 2024-0335 | Sagsbehandlerens skema | 11 dage over | Åbn skema | LKN
Kontrolindtastning 1
Rikke Stråmand | 2024-0335 | Borgerens skema | fra 15. aug 2026 | Kontrolindtast | LKN
Kun målt én gang 1
Olga Skabelonsen | 2024-0335 | Målt 27. maj 2026 | 31 dage over | Åbn skema | LKN
Uden aktivitet 1
Svend Kulissen | 2024-0335 | Ingen aktivitet | 11 uger | Åbn borger | LKN`
	if got := d.list(); got != want {
		t.Errorf("the list is\n%s\nwant\n%s", got, want)
	}
	want = `Alle | 9
Overskredne | 1
Målinger nu | 1
Inden 14 dage | 2
Kladder | 1
Kun én har svaret | 1
Kontrolindtastning | 1
Kun målt én gang | 1
Uden aktivitet | 1`
	if got := d.kinds(); got != want {
		t.Errorf("the kinds are\n%s\nwant\n%s", got, want)
	}
	if d.urgent != 3 {
		t.Errorf("%d are urgent, want the overdue one, the due one and the draft", d.urgent)
	}
	foot := widgettest.Find[*widgets.FootStrip](d.window.Content())[0]
	if got := strings.Join(foot.Texts, ", "); got != "9 punkter, 8 borgere" {
		t.Errorf("the foot says %q", got)
	}
}

func TestKeysOpenWhatTheRowAsksFor(t *testing.T) {
	d := open(t, mine(one()...), followup.State{})
	d.press(fyne.KeyReturn)
	if d.opened != "Olga Skabelonsen, overdue" {
		t.Errorf("Enter opened %q", d.opened)
	}
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if d.opened != "Viggo Påfundsen, draft" {
		t.Errorf("Enter opened %q", d.opened)
	}
	d.press(fyne.KeyEnd, fyne.KeySpace)
	if d.citizen != "Svend Kulissen" {
		t.Errorf("space opened %q", d.citizen)
	}
}

func TestKindsNarrowTheList(t *testing.T) {
	d := open(t, mine(one()...), followup.State{})
	d.screen.FocusKinds()
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if got := d.list(); !strings.HasPrefix(got, "Gry Papfigur") || strings.Count(got, "\n") != 1 {
		t.Errorf("what comes within 14 days:\n%s", got)
	}
	d.press(fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	if d.opened != "Ærla Figurby, coming" {
		t.Errorf("Enter went to the list and opened %q", d.opened)
	}
	if at := d.screen.State(); at.Kind != model.TaskUpcoming || at.Selected != 1 {
		t.Errorf("the place is %+v", at)
	}
}

func TestScopeAndWeeks(t *testing.T) {
	reg := mine(one()...)
	reg.rows[store.ScopeTeam] = one()[:1]
	d := open(t, reg, followup.State{})
	d.screen.SelectScope(store.ScopeTeam)
	if got := d.list(); !strings.HasPrefix(got, "Overskredne 1\nOlga") || strings.Count(got, "\n") != 1 {
		t.Errorf("the team's list:\n%s", got)
	}
	if d.urgent != 3 {
		t.Errorf("the rail counts the user's own: %d", d.urgent)
	}
	widgettest.Find[*widgets.Dropdown](d.window.Content())[0].SetSelected(1)
	last := reg.asked[len(reg.asked)-1]
	if d.weeks != 4 || last.PassiveWeeks != 4 || last.Scope != store.ScopeTeam || last.AsOf != today {
		t.Errorf("%d weeks: asked %+v", d.weeks, last)
	}
	if reg.asked[0].PassiveWeeks != followup.DefaultWeeks {
		t.Errorf("at first asked %+v", reg.asked[0])
	}
}

func TestTeamLeaderBeginsWithTheTeam(t *testing.T) {
	reg := mine()
	d := openAs(t, reg, model.User{Initials: "TLE", Roles: []model.Role{model.RoleTeamLeader}, Teams: []string{"Nord"}}, followup.State{})
	if reg.asked[0].Scope != store.ScopeTeam || d.urgent != -1 {
		t.Errorf("asked %+v, and told %d", reg.asked[0], d.urgent)
	}
}

func TestNothingToDo(t *testing.T) {
	reg := mine()
	d := open(t, reg, followup.State{})
	if got := d.texts(); !strings.Contains(got, "Intet at følge op på\nGodt gået.") {
		t.Errorf("the page says\n%s", got)
	}
	d.screen.FocusKinds()
	d.press(fyne.KeyEnd)
	if got := d.texts(); !strings.Contains(got, "Der er ingen under »uden aktivitet« lige nu.") {
		t.Errorf("the page says\n%s", got)
	}
	d.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeySpace)
	if d.opened+string(d.citizen) != "" {
		t.Errorf("opened %q", d.opened)
	}
	reg.rows[store.ScopeAll] = one()
	d.screen.SelectScope(store.ScopeAll)
	if got := d.list(); !strings.HasPrefix(got, "Svend Kulissen") {
		t.Errorf("the list is\n%s", got)
	}
	reg.fail = errDisk
	d.screen.Load()
	if got := d.texts(); !strings.Contains(got, "Listen kunne ikke hentes\nthe disk is full.") || d.list() != "" {
		t.Errorf("the page says\n%s", got)
	}
}

func TestMoveDue(t *testing.T) {
	d := open(t, mine(one()...), followup.State{})
	d.screen.MoveDue()
	if got := d.texts(); !strings.Contains(got, "Olga Skabelonsen: næste måling er 4. august 2026.") {
		t.Fatalf("the dialog says\n%s", got)
	}
	entries := widgettest.Find[*widgets.Entry](d.window.Canvas().Overlays().Top())
	if entries[0].Text() != "18.9.2026" {
		t.Errorf("suggested is %s", entries[0].Text())
	}
	entries[0].SetText("1.9.2026")
	d.press(fyne.KeyReturn)
	if got := d.texts(); !strings.Contains(got, "Fristen skal være i dag eller senere.") {
		t.Errorf("the dialog says\n%s", got)
	}
	entries[0].SetText("1.10.2026")
	d.press(fyne.KeyReturn)
	if got := d.texts(); !strings.Contains(got, "Skriv kort hvorfor") || d.reg.moved != "" {
		t.Errorf("the dialog says\n%s", got)
	}
	d.write("Aftalt")
	d.press(fyne.KeyReturn)
	if d.reg.moved != "Olga Skabelonsen to 2026-10-01: Aftalt" || !d.moved {
		t.Errorf("moved %q", d.reg.moved)
	}
	if d.said != "Næste måling er flyttet til 1. oktober 2026." || d.window.Canvas().Overlays().Top() != nil || len(d.reg.asked) != 2 {
		t.Errorf("said %q, asked %d times", d.said, len(d.reg.asked))
	}

	d.press(fyne.KeyEnd)
	d.screen.MoveDue()
	if d.window.Canvas().Overlays().Top() != nil || !strings.HasPrefix(d.said, "Vælg en måling") {
		t.Errorf("a passive citizen has no due day to move: %q", d.said)
	}
}

func TestMoveDueSaysWhatWentWrong(t *testing.T) {
	d := open(t, mine(one()...), followup.State{})
	d.reg.fail = errDisk
	d.screen.MoveDue()
	entries := widgettest.Find[*widgets.Entry](d.window.Canvas().Overlays().Top())
	entries[1].SetText("Aftalt")
	d.press(fyne.KeyReturn)
	if got := d.texts(); !strings.Contains(got, "the disk is full.") {
		t.Errorf("the dialog says\n%s", got)
	}
}

func TestExport(t *testing.T) {
	rows := one()[:2]
	rows[1].Name = "=cmd|' /C calc'!A0"
	d := open(t, mine(rows...), followup.State{Kind: model.TaskDue})
	d.screen.Export()
	want := "\ufeffSlags;Borger;Sag;Hvad mangler;Dato;Frist;Sagsbehandler\r\n" +
		"Målinger nu;'=cmd|' /C calc'!A0;2024-0335;Næste måling;2026-08-26;9 dage over;LKN\r\n"
	if got := d.content.String(); got != want {
		t.Errorf("the file holds\n%q\nwant\n%q", got, want)
	}
	if d.file != "Opfølgning 2026-09-04.csv" || !d.reg.took || d.said != "Listen er gemt: /tmp/Opfølgning 2026-09-04.csv" {
		t.Errorf("saved as %q, said %q", d.file, d.said)
	}
}

// What was selected stays so when the list is read again.
func TestSelectionStays(t *testing.T) {
	reg := mine(one()...)
	d := open(t, reg, followup.State{})
	d.press(fyne.KeyDown, fyne.KeyDown)
	reg.rows[store.ScopeMine] = one()[1:]
	d.screen.Load()
	d.press(fyne.KeyReturn)
	if d.opened != "Gry Papfigur, coming" {
		t.Errorf("opened %q", d.opened)
	}
	reg.rows[store.ScopeMine] = one()[8:]
	d.screen.Load()
	d.press(fyne.KeyReturn)
	if d.opened != "Svend Kulissen, passive" {
		t.Errorf("opened %q", d.opened)
	}
}

func TestLooks(t *testing.T) {
	for _, look := range []struct {
		name    string
		palette plots.Palette
	}{{"light", plots.Light()}, {"dark", plots.Dark()}} {
		rows := append(one(), row("Lau Tænktsen", model.TaskOverdue, due(-189)))
		d := open(t, mine(rows...), followup.State{})
		fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(look.palette, look.name == "dark"))
		d.window.Content().Refresh()
		test.AssertImageMatches(t, look.name+".png", d.window.Canvas().Capture())
	}
}

// The citizens of the visible rows count as shown once the list has rested.
func TestShownCitizensAreLogged(t *testing.T) {
	d := open(t, mine(one()...), followup.State{})
	d.window.Canvas().Capture()
	d.timers.Fire()
	d.timers.Fire()
	if want := []string{"follow_up 9"}; !slices.Equal(d.reg.logged, want) {
		t.Errorf("logged %q, want %q", d.reg.logged, want)
	}
}
