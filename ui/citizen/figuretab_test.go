// SPDX-License-Identifier: MPL-2.0

package citizen_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// key types a key with the focus on no widget.
func (p *page) key(names ...fyne.KeyName) {
	for _, name := range names {
		p.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func TestViewOfTheFigure(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	tools := find[*widgets.Segmented](p)
	respondents, period, axis := tools[0], tools[1], tools[2]
	if respondents.Selected != 2 || period.Selected != 2 || axis.Selected != 0 {
		t.Fatalf("at first %d, %d, %d", respondents.Selected, period.Selected, axis.Selected)
	}
	respondents.SetSelected(0)
	if text := p.Texts(); strings.Contains(text, "Sagsbehandleren:") || !strings.Contains(text, "Borgeren:") || strings.Contains(text, "\nSagsbehandler\n") {
		t.Errorf("of the citizen alone:\n%s", text)
	}
	period.SetSelected(0)
	p.choose(t, p.Env().Words.T("menu.axis"))
	want := citizen.View{Respondents: plots.CitizenOnly, Weeks: true, Days: 365}
	if got := p.State().View; got != want || p.views[len(p.views)-1] != want || axis.Selected != 1 {
		t.Errorf("the view is %+v, want %+v", got, want)
	}
	p.key(fyne.KeyPlus)
	if got := p.State().View.Days; got >= 365 || period.Selected != -1 {
		t.Errorf("zoomed in to %d days", got)
	}
	p.key(fyne.KeyComma)
	if p.State().View.Back == 0 {
		t.Error("the comma does not go back in time")
	}
	p.key(fyne.KeyPeriod, fyne.KeyMinus, fyne.KeyMinus)
	if got := p.State().View; got.Back != 0 || got.Days <= 365 {
		t.Errorf("zoomed out to %+v", got)
	}
	p.key(fyne.KeyHome)
	if got := p.State().View; got.Days != 0 || period.Selected != 2 {
		t.Errorf("Home shows %+v", got)
	}
}

// However the keys zoom and pan, the period stays inside the case.
func TestPeriodStaysInsideTheCase(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	total := day(2026, 9, 4).Sub(day(2024, 1, 8))
	for range 3 {
		for _, name := range []fyne.KeyName{fyne.KeyPlus, fyne.KeyComma, fyne.KeyComma, fyne.KeyPlus, fyne.KeyPeriod, fyne.KeyMinus, fyne.KeyComma} {
			p.key(name)
			if v := p.State().View; v.Back < 0 || v.Days < 0 || v.Days > total || v.Days+v.Back > total {
				t.Fatalf("after %s the view is %+v", name, v)
			}
		}
	}
}

func TestDomainsOfTheFigure(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	p.choose(t, "Områder i figuren …")
	boxes := find[*widgets.Checkbox](p)
	if len(boxes) != 12 {
		t.Errorf("%d domains are offered", len(boxes))
	}
	p.Tap("Ingen")
	p.Tap("Vis")
	if p.closed() || !strings.Contains(p.Texts(), "Vælg mindst ét område.") {
		t.Fatalf("a figure without a domain:\n%s", p.Texts())
	}
	boxes[0].SetChecked(true)
	boxes[3].SetChecked(true)
	p.Tap("Vis")
	if !p.closed() || p.Button("2 af 12 områder") == nil {
		t.Error("the figure does not say how many it shows")
	}
	p.choose(t, "Områder i figuren …")
	if boxes := find[*widgets.Checkbox](p); !boxes[3].Checked || boxes[1].Checked {
		t.Error("the domains are forgotten")
	}
	p.Tap("Alle områder")
	p.Tap("Vis")
	if p.Button("Mere") == nil {
		t.Error("the figure says how many domains it shows, though it shows all")
	}
}

func TestSummaryIsReadAndCopied(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	p.CopyText()
	if !strings.HasPrefix(p.Copied, "Siden 2. februar 2026 (3 målinger på 26 uger):") || p.LastToast() != "Teksten er kopieret." {
		t.Errorf("copied %q", p.Copied)
	}
	p.Shell.Copied = ""
	p.choose(t, "Forløbet i ord")
	if !strings.Contains(p.Texts(), "Virksomhedsrettet i 9 uger.") {
		t.Errorf("the dialog says\n%s", p.Texts())
	}
	p.Tap("Kopiér")
	if p.Copied == "" || !p.closed() {
		t.Error("the dialog does not copy")
	}
}

// In a narrow window the summary and the legend are behind buttons.
func TestNarrowWindow(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	p.Window.Resize(fyne.NewSize(1100, 700))
	if text := p.Texts(); strings.Contains(text, "Virksomhedsrettet i 9 uger.") || strings.Contains(text, "Måleusikkerhed") {
		t.Errorf("the page says\n%s", text)
	}
	p.Tap("Tegnforklaring")
	for _, want := range []string{"Borger", "Sagsbehandler", "Måleusikkerhed: første svar ± 1,52", "Større end måleusikkerheden", "Mangler, med grund"} {
		if !strings.Contains(p.Texts(), want+"\n") {
			t.Errorf("the legend has no %q:\n%s", want, p.Texts())
		}
	}
	p.Keys(fyne.KeyReturn)
	p.Tap("I ord")
	if !strings.Contains(p.Texts(), "Virksomhedsrettet i 9 uger.") {
		t.Errorf("the dialog says\n%s", p.Texts())
	}
}

func TestFigureByKeyboard(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	p.key(fyne.KeyRight, fyne.KeyReturn) // the first answer, its domain large above the others
	if p.State().View.Large == "" {
		t.Fatal("no domain is large")
	}
	p.Keys(fyne.KeyEscape)
	if p.State().View.Large != "" || p.Backs != 0 {
		t.Errorf("Escape leaves %q large and goes back %d times", p.State().View.Large, p.Backs)
	}
	p.key(fyne.KeyRight, fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn) // again, with its questions
	if text := p.Texts(); !strings.Contains(text, "Borgeren: ") || !strings.Contains(text, "Sagsbehandleren: ") {
		t.Errorf("the enlarged domain has no questions:\n%s", text)
	}
	p.Keys(fyne.KeyEscape)
	p.Keys(fyne.KeyEscape)
	before := p.Texts()
	p.key(fyne.KeyA) // the first activity
	if p.Texts() == before {
		t.Error("the tooltip of the activity is missing")
	}
	p.Keys(fyne.KeyEscape)
	if p.Backs != 0 {
		t.Error("Escape leaves the page instead of deselecting the activity")
	}
	p.Keys(fyne.KeyEscape)
	if p.Backs != 1 {
		t.Error("Escape does not leave the page")
	}
}

// The citizen sees the own answers; the caseworker's only if they are shared.
func TestForCitizen(t *testing.T) {
	p := open(t, some(t), citizen.TabFigure)
	p.choose(t, p.Env().Words.T("menu.for_citizen"))
	text := p.Texts()
	for _, want := range []string{"Du har svaret 3 gange", "Her er dine svar gået op"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Indeks") {
		t.Errorf("the citizen sees the index:\n%s", text)
	}
	low := widgettest.Find[*widgets.PlotView](p.Visible())[0].MinFigure.Height
	find[*widgets.Checkbox](p)[0].SetChecked(true)
	if high := widgettest.Find[*widgets.PlotView](p.Visible())[0].MinFigure.Height; high <= low {
		t.Errorf("with the caseworker's answers the figure is %v high, without %v", high, low)
	}
	p.Tap("Gem arket til borgeren")
	if p.FileName != "Skridt 2024-00001.pdf" || p.register.last() != "export hand_out" {
		t.Errorf("%s, done %q", p.FileName, p.register.done)
	}
}
