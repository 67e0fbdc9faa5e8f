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

func TestHeader(t *testing.T) {
	closed := some(t)
	closed.history.Citizen.Closed = day(2026, 8, 20)
	noCPR := empty(t)
	noCPR.history.Citizen.CPR = ""
	for _, c := range []struct {
		name     string
		register *register
		want     []string
	}{
		{"open case", some(t), []string{
			"Åse Prøvesen\nSag 2024-00001 · CPR 020160-•••• · Aktivitetsparat kontanthjælp · sagsbehandler LKN, Nord · sag åbnet 8. januar 2024\n",
			"Næste måling 2. november 2026\nvindue 19. oktober – 16. november · om 59 dage\n",
		}},
		{"closed case", closed, []string{"sag afsluttet 20. august 2026\n\n"}},
		{"no CPR", noCPR, []string{"Sag 2024-00001 · Aktivitetsparat"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := open(t, c.register, citizen.TabMaster).Texts()
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in\n%s", want, text)
				}
			}
		})
	}
}

func TestTabsCountTheirRows(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	if got := strings.Join(find[*widgets.Tabs](p)[0].Items, ", "); got != "Forløb, Skemaer 7, Aktiviteter 3, Stamdata, Log" {
		t.Errorf("tabs %s", got)
	}
	if p.Title() != "Åse Prøvesen" {
		t.Errorf("title %q", p.Title())
	}
}

func TestCitizenThatCannotBeRead(t *testing.T) {
	r := some(t)
	r.fail = errDisk
	p := open(t, r, citizen.TabFigure)
	if want := "Borgeren kunne ikke hentes\nthe disk is full."; !strings.Contains(p.Texts(), want) {
		t.Fatalf("no %q in\n%s", want, p.Texts())
	}
	if _, ok := p.CaseHistory(); ok {
		t.Error("there is a case history")
	}
	// No command may fail on a page without a citizen.
	for _, c := range p.Menu().Commands {
		if c.Do != nil && c.Name != "Nyt skema …" && c.Name != "Tilbage til listen" {
			c.Do()
		}
	}
	for _, c := range p.Menu().View {
		c.Do()
	}
	if !p.closed() || len(r.done) > 0 {
		t.Errorf("a dialog is open, or done: %q", r.done)
	}
	p.Tap("Tilbage til listen")
	r.fail = nil
	p.Refresh()
	if p.Backs != 1 || !strings.Contains(p.Texts(), "Sag 2024-00001") {
		t.Errorf("back %d times; the page says\n%s", p.Backs, p.Texts())
	}
}

func TestEmptyCase(t *testing.T) {
	p := open(t, empty(t), citizen.TabFigure)
	if !strings.Contains(p.Texts(), "Der er ingen målinger endnu.") {
		t.Errorf("the summary is missing:\n%s", p.Texts())
	}
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn, fyne.KeyA, fyne.KeyPlus, fyne.KeyMinus, fyne.KeyComma, fyne.KeyHome, fyne.KeyPageDown} {
		p.TypedKey(&fyne.KeyEvent{Name: key})
	}
	p.ChooseDomains()
	if !p.closed() || p.LastToast() == "" {
		t.Error("domains are offered without an answer")
	}
	for tab, want := range map[int]string{
		citizen.TabAssessments: "Ingen skemaer endnu", citizen.TabActivities: "", citizen.TabLog: "Ingen har set borgeren endnu",
	} {
		p.SelectTab(tab)
		table := p.Table()
		if want != "" && (table.Length() != 0 || table.Empty != want) {
			t.Errorf("tab %d has %d rows and says %q", tab, table.Length(), table.Empty)
		}
	}
	p.SelectTab(citizen.TabMaster)
	if !strings.Contains(p.Texts(), "Intet er registreret endnu.") {
		t.Errorf("the timeline says\n%s", p.Texts())
	}
}

func TestKeyboardOfThePage(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	for _, c := range []struct {
		command string
		tab     int
	}{{"Skemaer", citizen.TabAssessments}, {"Aktiviteter", citizen.TabActivities}, {"Log", citizen.TabLog}} {
		p.choose(t, c.command)
		if p.State().Tab != c.tab || p.Window.Canvas().Focused() == nil {
			t.Errorf("%s leads to tab %d, focus %v", c.command, p.State().Tab, p.Window.Canvas().Focused())
		}
	}
	p.choose(t, "Stamdata")
	if b, ok := p.Window.Canvas().Focused().(*widgets.Button); !ok || b.Text != "Ret stamdata …" {
		t.Errorf("the focus is on %v", p.Window.Canvas().Focused())
	}
	p.Refresh()
	if p.State().Tab != citizen.TabMaster {
		t.Error("reading again changes the tab")
	}
	p.Window.Canvas().Unfocus()
	p.Keys(fyne.KeyEscape)
	if p.Backs != 1 {
		t.Errorf("Escape went back %d times", p.Backs)
	}
}

// Every command of the page is also in the menu of the list, disabled.
func TestCommandsWithoutAPage(t *testing.T) {
	p := open(t, empty(t), citizen.TabFigure)
	with, without := citizen.Commands(p.Env().Words, p.Page), citizen.Commands(p.Env().Words, nil)
	for i, c := range without {
		if !c.Disabled || c.Name != with[i].Name || with[i].Disabled {
			t.Errorf("command %q of the list, %q of the page", c.Name, with[i].Name)
		}
	}
}

func TestCPRIsShownOnRequest(t *testing.T) {
	r := some(t)
	p := open(t, r, citizen.TabMaster)
	p.Tap("Vis CPR")
	if !strings.Contains(p.Texts(), "CPR 020160-0000") || r.last() != "reveal CPR" {
		t.Errorf("done %q; the page says\n%s", r.done, p.Texts())
	}
	p.Tap("Skjul CPR")
	if strings.Contains(p.Texts(), "020160-0000") || len(r.done) != 1 {
		t.Errorf("done %q; the page says\n%s", r.done, p.Texts())
	}
	r.fail = errDisk
	p.Tap("Vis CPR")
	if strings.Contains(p.Texts(), "020160-0000") || p.LastToast() != "the disk is full." {
		t.Errorf("toast %q", p.LastToast())
	}
}

func TestAccessLog(t *testing.T) {
	r := some(t)
	at := time.Date(2026, 9, 3, 8, 5, 9, 0, time.Local)
	r.log = []store.LogEntry{
		{At: at, Initials: "SRA", Role: "caseworker", Action: store.ActionRead, Purpose: model.ForCasework, Detail: model.Message{Code: "case_history"}},
	}
	p := open(t, r, citizen.TabFigure)
	p.SelectTab(citizen.TabLog)
	if got, want := strings.Join(p.Row(0), " | "), "3. sep 2026 08:05:09 | SRA | Sagsbehandler | Læst | Forløbet | Sagsarbejde"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	r.log = append(r.log, r.log[0]) // the tab is read again each time it is opened
	p.SelectTab(citizen.TabFigure)
	p.SelectTab(citizen.TabLog)
	if p.Table().Length() != 2 {
		t.Errorf("%d lines", p.Table().Length())
	}
	r.fail = errDisk
	p.SelectTab(citizen.TabFigure)
	p.SelectTab(citizen.TabLog)
	if !strings.Contains(p.Texts(), "the disk is full.") {
		t.Errorf("the page says\n%s", p.Texts())
	}
}
