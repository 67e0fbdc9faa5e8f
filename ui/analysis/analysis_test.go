// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	numbers "codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/ui/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

var now = time.Date(2026, time.September, 4, 10, 0, 0, 0, time.UTC)

// register is a register of some citizens; its errors are returned once.
type register struct {
	cohort *cohort.Cohort
	reads  int
	err    error
}

func (r *register) Cohort(_ context.Context, progress func(done, total int)) (*cohort.Cohort, error) {
	r.reads++
	progress(1, 1)
	err := r.err
	r.err = nil
	return r.cohort, err
}

func (r *register) Norms(context.Context) (numbers.Norms, error) { return numbers.Norms{}, nil }

// citizens returns n citizens of two teams with four assessments of each respondent,
// two thirds of them with an activity.
func citizens(t *testing.T, n int) *register {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	b := cohort.NewBuilder(map[string]*model.Instrument{in.Key(): in}, v)
	for i := range n {
		c := model.CaseHistory{Citizen: model.Citizen{
			ID: model.ID(rune('a'+i%26)) + model.ID(rune('a'+i/26)), TargetGroup: "KTH-A", Caseworker: "LKN", Team: []string{"Nord", "Syd"}[i%2],
			Opened: model.NewDate(2025, time.January, 1),
		}}
		for k := range 4 {
			for _, who := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
				a := model.Assessment{
					Instrument: in.Key(), Respondent: who, Date: model.NewDate(2025, time.February, 1).Add(91*k + i%9),
					Status: model.StatusComplete, Kind: model.KindOrdinary,
				}
				for j, it := range in.ItemsOf(who) {
					a.Answers = append(a.Answers, model.NewAnswer(it.Code, 1+(i+j+k*(1+i%3))%5))
				}
				c.Assessments = append(c.Assessments, a)
			}
		}
		if i%3 > 0 {
			c.Activities = []model.Activity{{Type: "VPP", Start: model.NewDate(2025, time.March, 1).Add(3 * i), End: model.NewDate(2025, time.September, 1).Add(7 * i)}}
		}
		b.Add(c)
	}
	return &register{cohort: b.Cohort(now)}
}

type page struct {
	*screentest.Shell
	*analysis.Screen
	reports []cohort.Choice
	left    int
}

func open(t *testing.T, r *register, at analysis.State) *page {
	t.Helper()
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	p := &page{Shell: screentest.New(t, func() time.Time { return now })}
	p.Screen = analysis.New(analysis.Options{
		Env: p.Env(), Register: r, Vocabulary: v,
		OnBack: func() { p.left++ }, OnReport: func(c cohort.Choice) { p.reports = append(p.reports, c) },
	}, at)
	p.Show(p.Screen)
	return p
}

func (p *page) texts() string { return widgettest.Texts(p.Content()) }

func (p *page) dropdown(t *testing.T, label string) *widgets.Dropdown {
	t.Helper()
	all := widgettest.Find[*widgets.Dropdown](p.Content())
	i := slices.IndexFunc(all, func(d *widgets.Dropdown) bool {
		return d.Label == label || label == "" && slices.Contains(d.Options, "Figur")
	})
	if i < 0 {
		t.Fatalf("no dropdown %q", label)
	}
	return all[i]
}

// Every page says what its numbers do not show, and has its own figures.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	p := open(t, citizens(t, 40), analysis.State{})
	for i, want := range []string{"Forbehold ved tallene", "Kurverne i tal", "Pålidelighed"} {
		p.SelectTab(i)
		if got := p.State().Tab; got != i {
			t.Fatalf("page %d is shown, want %d", got, i)
		}
		text := p.texts()
		for _, want := range []string{want, "ikke hvad der virkede", "ikke en anvisning"} {
			if !strings.Contains(text, want) {
				t.Errorf("page %d does not say %q", i, want)
			}
		}
	}
}

// Each table of the first page has a row for every item.
func TestTables(t *testing.T) {
	p := open(t, citizens(t, 40), analysis.State{})
	views := len(p.dropdown(t, "").Options)
	for view := 1; view < views; view++ {
		p.dropdown(t, "").SetSelected(view)
		tables := widgettest.Find[*widgets.DataTable](p.Content())
		if len(tables) != 1 || tables[0].Length() != 21 {
			t.Errorf("%s: %d tables", p.dropdown(t, "").Value(), len(tables))
		}
		if p.State().View != view {
			t.Errorf("the state has view %d, want %d", p.State().View, view)
		}
	}
}

// The group is chosen by the filters, named beside the figures, and reported as shown.
func TestFilters(t *testing.T) {
	p := open(t, citizens(t, 40), analysis.State{})
	team := p.dropdown(t, "Team")
	team.SetSelected(slices.Index(team.Options, "Nord"))
	if got := p.State().Choice.Team; got != "Nord" {
		t.Fatalf("the team is %q", got)
	}
	if !strings.Contains(p.texts(), "· Nord") {
		t.Error("the figure does not say of which team it is")
	}
	p.Choose(p.Screen, "Gem rapport …")
	if len(p.reports) != 1 || p.reports[0].Team != "Nord" {
		t.Errorf("reported %+v", p.reports)
	}
}

// Small groups are withheld with their reason, and no team of few is offered.
func TestSmallGroups(t *testing.T) {
	p := open(t, citizens(t, 8), analysis.State{})
	for _, d := range widgettest.Find[*widgets.Dropdown](p.Content()) {
		if d.Label == "Team" {
			t.Errorf("teams of four are offered: %v", d.Options)
		}
	}
	p.dropdown(t, "").SetSelected(1)
	if !strings.Contains(p.texts(), "–") {
		t.Error("nothing is withheld")
	}
}

// A failed reading says why and can be tried again.
func TestFailureAndRetry(t *testing.T) {
	r := citizens(t, 40)
	r.err = errors.New("the disk is gone")
	p := open(t, r, analysis.State{})
	if !strings.Contains(p.texts(), "the disk is gone.") {
		t.Fatalf("the failure is not explained:\n%s", p.texts())
	}
	if p.Choose(p.Screen, "Gem rapport …"); len(p.reports) > 0 {
		t.Errorf("reported %+v, which was not read", p.reports)
	}
	again := widgettest.Find[*widgets.Button](p.Content())
	again[slices.IndexFunc(again, func(b *widgets.Button) bool { return b.Text == "Prøv igen" })].OnTapped()
	if !strings.Contains(p.texts(), "Forbehold ved tallene") {
		t.Error("the second reading is not shown")
	}
}

// Changed data is read again, at the same place.
func TestRefresh(t *testing.T) {
	r := citizens(t, 40)
	p := open(t, r, analysis.State{Tab: analysis.TabJob, Flex: true})
	p.Env().Changed()
	if r.reads != 2 || p.State().Tab != analysis.TabJob || !p.State().Flex {
		t.Errorf("read %d times, at %+v", r.reads, p.State())
	}
}

// While the citizens are read, the keyboard is on the button that cancels, which goes
// back where nothing has been shown yet.
func TestCancel(t *testing.T) {
	r := citizens(t, 40)
	shell := screentest.New(t, func() time.Time { return now })
	env := shell.Env()
	cancelled := 0
	env.Run = func(func(context.Context) error, func(error)) func() { return func() { cancelled++ } }
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	left := 0
	s := analysis.New(analysis.Options{Env: env, Register: r, Vocabulary: v, OnBack: func() { left++ }}, analysis.State{})
	shell.Show(s)
	shell.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if left != 1 || cancelled != 1 {
		t.Errorf("left %d times, cancelled %d", left, cancelled)
	}
}
