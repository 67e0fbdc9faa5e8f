// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func now() time.Time { return time.Date(2026, time.September, 4, 10, 0, 0, 0, time.UTC) }

// person is what tests vary of a citizen.
type person struct {
	name, caseworker string
	activities       []model.Activity
	closed           model.Date
	latest           model.Date
}

func few() []person {
	day := model.NewDate
	return []person{
		{
			name: "Åse Prøvesen", caseworker: "LKN", latest: day(2026, 8, 24),
			activities: []model.Activity{
				{Type: "VPP", Start: day(2026, 7, 1), Minutes: 900, Provider: "Øvegartneri"},
				{Type: "MEN", Start: day(2026, 6, 1), Minutes: 120},
			},
		},
		{name: "Zoe Demosen", caseworker: "LKN", latest: day(2026, 5, 27)},
		{name: "Ærø Opdigt", caseworker: "LKN", latest: day(2026, 6, 17)},
		{name: "Bo Fiktivsen", caseworker: "SRA", latest: day(2026, 7, 16)},
		{name: "Øjvind Modelby", caseworker: "LKN"},
		{name: "Carla Kulissen", caseworker: "LKN", closed: day(2026, 1, 5), latest: day(2025, 12, 1)},
	}
}

// caseHistory invents the history of a person: an assessment by each respondent every
// 91 days for two years.
func caseHistory(in *model.Instrument, i int, p person) model.CaseHistory {
	c := model.CaseHistory{Citizen: model.Citizen{
		ID: model.NewID(), CaseNumber: fmt.Sprintf("2024-%05d", i+1), CPR: cprOf(i),
		Name: p.name, TargetGroup: "AKT-KTH", Caseworker: p.caseworker, Team: "Nord",
		Opened: model.NewDate(2024, time.January, 8), Closed: p.closed,
	}}
	for _, a := range p.activities {
		a.ID, a.Citizen, a.Source = model.NewID(), c.Citizen.ID, model.FromEntry
		c.Activities = append(c.Activities, a)
	}
	if p.latest.IsZero() {
		return c
	}
	for n := 7; n >= 0; n-- {
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			a := model.Assessment{
				ID: model.NewID(), Citizen: c.Citizen.ID, Instrument: in.Key(), Date: p.latest.Add(-91 * n), Respondent: r,
				Rater: p.caseworker, Kind: model.KindOrdinary, Status: model.StatusComplete, EnteredBy: p.caseworker, EnteredAt: now(),
			}
			for k, item := range in.ItemsOf(r) {
				a.Answers = append(a.Answers, model.NewAnswer(item.Code, 1+(k+n)%4))
			}
			c.Assessments = append(c.Assessments, a)
		}
	}
	return c
}

// cprOf returns an impossible CPR number for i.
func cprOf(i int) model.CPR {
	day := model.NewDate(1960, time.January, 1).Add(i / 9000)
	y, m, d := day.Civil()
	return model.CPR(fmt.Sprintf("%02d%02d%02d%04d", d, int(m), y%100, 1000+i%9000))
}

// testRegister returns an invented register, which opens without a passphrase.
func testRegister(tb testing.TB, people []person) string {
	tb.Helper()
	return registerOf(tb, people, store.Setup{Invented: true})
}

// templates are registers that tests have copies of, by what is in them.
var templates = struct {
	sync.Mutex
	root string
	dirs map[string]string
}{dirs: map[string]string{}}

func TestMain(m *testing.M) {
	code := m.Run()
	if templates.root != "" {
		_ = os.RemoveAll(templates.root)
	}
	os.Exit(code)
}

// registerOf returns a new copy of a register with some people.
func registerOf(tb testing.TB, people []person, setup store.Setup) string {
	tb.Helper()
	templates.Lock()
	defer templates.Unlock()
	if templates.root == "" {
		root, err := os.MkdirTemp("", "fremskridt-ui-*")
		must(tb, err)
		templates.root = root
	}
	key := fmt.Sprintf("%v %v %s", people, setup.Invented, setup.Passphrase)
	if templates.dirs[key] == "" {
		dir := filepath.Join(templates.root, fmt.Sprint(len(templates.dirs)))
		createRegister(tb, dir, people, setup)
		templates.dirs[key] = dir
	}
	dir := filepath.Join(tb.TempDir(), "Eksempelkøbing"+store.Extension)
	must(tb, os.CopyFS(dir, os.DirFS(templates.dirs[key])))
	return dir
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func createRegister(tb testing.TB, dir string, people []person, setup store.Setup) {
	tb.Helper()
	in, err := assets.Instrument()
	must(tb, err)
	v, err := assets.Vocabulary()
	must(tb, err)
	user := model.FirstUser("LKN")
	user.Teams = []string{"Nord"}
	setup.Municipality, setup.User, setup.Instrument, setup.Vocabulary = "Eksempelkøbing", user, in, v
	r, _, err := store.Create(tb.Context(), dir, setup, store.Options{Now: now, Cost: vault.ForTests})
	must(tb, err)
	a, err := r.As(tb.Context(), model.ForImport, model.RoleTeamLeader)
	must(tb, err)
	must(tb, a.Load(tb.Context(), "test", func(l *store.Load) error {
		for i, p := range people {
			c := caseHistory(in, i, p)
			c.Citizen.TargetGroup = v.TargetGroups[0].Code
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	}))
	must(tb, r.Close())
}

// window opens the window of a test, in Danish and light.
func window(tb testing.TB, o Options) *Shell {
	tb.Helper()
	return windowBy(tb, o, widgets.Inline)
}

func windowBy(tb testing.TB, o Options, run widgets.Runner) *Shell {
	tb.Helper()
	a := test.NewTempApp(tb)
	if o.Now == nil {
		o.Now = now
	}
	if o.After == nil {
		o.After = newClock().after
	}
	o.Cost = vault.ForTests
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	settings{a.Preferences()}.setAppearance(light)
	s, err := New(a, o, run)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	s.window.Resize(fyne.NewSize(1366, 740))
	s.Start()
	return s
}

func (s *Shell) one(tb testing.TB) *widgets.DataTable {
	tb.Helper()
	list := widgettest.Find[*widgets.DataTable](s.window.Content())
	if len(list) != 1 {
		tb.Fatalf("%d tables are shown", len(list))
	}
	return list[0]
}

// names returns the first cells of all rows of the visible table.
func (s *Shell) names(tb testing.TB) string {
	tb.Helper()
	table := s.one(tb)
	var names []string
	for i := range table.Length() {
		cells, ok := table.Row(i)
		if !ok {
			tb.Fatalf("row %d is not read", i)
		}
		names = append(names, cells[0].Text)
	}
	return strings.Join(names, ", ")
}

// choose runs the menu item with a name.
func (s *Shell) choose(tb testing.TB, name string) {
	tb.Helper()
	var walk func(items []*fyne.MenuItem) bool
	walk = func(items []*fyne.MenuItem) bool {
		for _, m := range items {
			if m.Label == name && m.Action != nil {
				m.Action()
				return true
			}
			if m.ChildMenu != nil && walk(m.ChildMenu.Items) {
				return true
			}
		}
		return false
	}
	for _, m := range s.window.MainMenu().Items {
		if walk(m.Items) {
			return
		}
	}
	tb.Fatalf("the menu has no item %q", name)
}

// tap presses the button with a text.
func (s *Shell) tap(tb testing.TB, text string) {
	tb.Helper()
	for _, b := range widgettest.Find[*widgets.Button](s.window.Content()) {
		if b.Text == text {
			b.OnTapped()
			return
		}
	}
	tb.Fatalf("there is no button %q", text)
}

func copyDir(to, from string) error { return os.CopyFS(to, os.DirFS(from)) }

func (s *Shell) press(names ...fyne.KeyName) { widgettest.Press(s.window.Canvas(), names...) }

func (s *Shell) write(text string) { widgettest.Write(s.window.Canvas(), text) }

func (s *Shell) texts() string { return widgettest.Texts(s.window.Content()) }

// windowError returns the error of a window that cannot be made.
func windowError(tb testing.TB, o Options) error {
	tb.Helper()
	o.Now = now
	_, err := New(test.NewTempApp(tb), o, widgets.Inline)
	return err
}
