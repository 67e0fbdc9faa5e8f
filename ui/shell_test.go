// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"

	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestListIsInDanishOrder(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	if got, want := s.names(t), "Zoe Demosen, Ærø Opdigt, Øjvind Modelby, Åse Prøvesen"; got != want {
		t.Errorf("the list begins as %s, want %s", got, want)
	}
	if got := s.window.Title(); got != "Fremskridt – Eksempelkøbing Kommune" {
		t.Errorf("the window is called %q", got)
	}
}

func TestTypingSearches(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Søg")
	s.write("øj")
	if got := s.names(t); got != "Øjvind Modelby" {
		t.Errorf("found %s", got)
	}
	s.write("qq")
	if !strings.Contains(s.texts(), "Ingen borgere passer til »øjqq«") {
		t.Errorf("no explanation of the empty list:\n%s", s.texts())
	}
	s.press(fyne.KeyEscape)
	if n := s.one(t).Length(); n != 4 {
		t.Errorf("Escape leaves %d citizens", n)
	}
}

func TestSearchAmongAll(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Søg")
	s.write("carla")
	for _, b := range widgettest.Find[*widgets.Button](s.window.Content()) {
		if b.Text == "Søg blandt alle, også afsluttede" {
			b.OnTapped()
		}
	}
	if got := s.names(t); got != "Carla Kulissen" {
		t.Errorf("found %s", got)
	}
}

func TestRowsShowDetails(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	table := s.one(t)
	row := func(i int) []widgets.Cell {
		cells, _ := table.Row(i)
		return cells
	}
	zoe, ærø, øjvind, åse := row(0), row(1), row(2), row(3)
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"activity", åse[5].Text, "Praktik, Øvegartneri, 15 t"},
		{"more activities", åse[5].Tail, "+1"},
		{"next date", åse[6].Text, "23. nov 2026"},
		{"overdue", zoe[6].Text, "9 dage over"},
		{"overdue is bold", zoe[6].Bold, true},
		{"overdue mark", zoe[6].Mark.Shape, widgets.Diamond},
		{"soon", ærø[6].Text, "om 12 dage"},
		{"soon mark", ærø[6].Mark.Shape, widgets.OpenDiamond},
		{"never measured", øjvind[6].Text, "første mangler"},
		{"passive mark", zoe[5].Mark.Shape, widgets.HatchSquare},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
	if spark, ok := zoe[4].Value.(*widgets.Spark); !ok || len(spark.Segments) != 1 || len(spark.Segments[0]) < 7 {
		t.Errorf("spark line %+v", zoe[4].Value)
	}
}

func TestUserWithoutCitizensSeesAll(t *testing.T) {
	people := few()
	for i := range people {
		people[i].caseworker = "SRA"
	}
	s := window(t, Options{Store: testRegister(t, people)})
	if n := s.one(t).Length(); n != 5 {
		t.Errorf("%d citizens are shown", n)
	}
}

func TestEmptyRegisterExplainsImport(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, nil)})
	if !strings.Contains(s.texts(), "fremskridt import --store") {
		t.Errorf("no command:\n%s", s.texts())
	}
}

func TestEnterOpensAndEscapeGoesBack(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Søg")
	s.write("prøve")
	s.press(fyne.KeyDown, fyne.KeyReturn)
	if find[*citizen.Page](s.router) == nil || s.window.Title() != "Åse Prøvesen – Fremskridt – Eksempelkøbing Kommune" {
		t.Fatalf("the window is called %q", s.window.Title())
	}
	if text := s.texts(); !strings.Contains(text, "CPR 010160-••••") || strings.Contains(text, "010160-1000") {
		t.Errorf("the CPR number is not hidden:\n%s", text)
	}
	s.press(fyne.KeyEscape)
	if find[*citizen.Page](s.router) != nil {
		t.Fatal("Escape does not leave the citizen")
	}
	if got := s.names(t); got != "Åse Prøvesen" || find[*citizens.Screen](s.router).State().Query.Text != "prøve" {
		t.Errorf("back at %s, searching for %q", got, find[*citizens.Screen](s.router).State().Query.Text)
	}
	if s.window.Canvas().Focused() != s.one(t) {
		t.Error("the list does not have the keyboard")
	}
}

func TestTabsOfACitizen(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	if n := len(widgettest.Find[*widgets.PlotView](s.window.Content())); n != 2 {
		t.Fatalf("the figure has %d parts", n)
	}
	for _, v := range widgettest.Find[*widgets.PlotView](s.window.Content()) {
		s.window.Canvas().Capture()
		if v.Stale() {
			t.Error("the figure is not drawn")
		}
	}
	s.choose(t, "Skemaer")
	if n := s.one(t).Length(); n != 16 {
		t.Errorf("%d assessments", n)
	}
	s.press(fyne.KeyReturn)
	if top := s.window.Canvas().Overlays().Top(); top == nil {
		t.Error("Enter does not show the answers")
	}
	s.press(fyne.KeyEscape)
	s.choose(t, "Aktiviteter")
	if got := s.names(t); !strings.Contains(got, "Passiv") || !strings.Contains(got, "praktik") {
		t.Errorf("activities: %s", got)
	}
	s.choose(t, "Stamdata")
	if !strings.Contains(s.texts(), "8. januar 2024") {
		t.Errorf("master data:\n%s", s.texts())
	}
	s.choose(t, "Log")
	if got := s.one(t).Length(); got < 2 {
		t.Errorf("%d lines of the log", got)
	}
}

func TestShowingTheCPRIsLogged(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.choose(t, "Vis eller skjul CPR")
	if !strings.Contains(s.texts(), "CPR 010160-1000") {
		t.Errorf("the CPR number is not shown:\n%s", s.texts())
	}
	log, err := s.session.access.CitizenLog(t.Context(), find[*citizen.Page](s.router).State().Citizen)
	if err != nil || len(log) < 2 || log[1].Detail.Code != "cpr" {
		t.Errorf("the log says %+v, %v", log, err)
	}
	s.choose(t, "Vis eller skjul CPR")
	if strings.Contains(s.texts(), "010160-1000") {
		t.Error("the CPR number is not hidden again")
	}
}

func TestPeriodAndRespondentChangeTheWords(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.window.Resize(fyne.NewSize(1920, 1040))
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	text := s.texts()
	if !strings.Contains(text, "Borgeren:") || !strings.Contains(text, "Sagsbehandleren:") {
		t.Fatalf("the words beside the figure:\n%s", text)
	}
	s.press(fyne.KeyPlus)
	if v := find[*citizen.Page](s.router).State().View; v.Days == 0 {
		t.Error("plus does not show less time")
	}
	for _, c := range widgettest.Find[*widgets.Segmented](s.window.Content()) {
		if c.Segments[0].Text == "Borger" {
			c.SetSelected(0)
		}
	}
	if text := s.texts(); strings.Contains(text, "Sagsbehandleren:") {
		t.Errorf("the text still mentions the caseworker:\n%s", text)
	}
}

func TestCopiedWordsCarryTheCaution(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.choose(t, "Kopiér forløbet i ord")
	if got := s.app.Clipboard().Content(); !strings.Contains(got, "Siden ") || !strings.Contains(got, "ikke hvad der virkede") {
		t.Errorf("copied:\n%s", got)
	}
}

func TestLanguageChangesAtOnceAndKeepsState(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	if got := lang.L("Cancel"); got != "Annullér" {
		t.Errorf("the toolkit says %q", got)
	}
	s.choose(t, "Søg")
	s.write("prøve")
	s.press(fyne.KeyDown, fyne.KeyReturn)
	s.choose(t, "Skemaer")
	s.choose(t, "English")
	if find[*citizen.Page](s.router) == nil || find[*citizen.Page](s.router).State().Tab != citizen.TabAssessments {
		t.Fatal("the place is lost")
	}
	if got := lang.L("Cancel"); got != "Cancel" {
		t.Errorf("the toolkit says %q", got)
	}
	if !strings.HasSuffix(s.window.Title(), "Eksempelkøbing Municipality") {
		t.Errorf("the window is called %q", s.window.Title())
	}
	s.choose(t, "Back to the list")
	if got := s.names(t); got != "Åse Prøvesen" {
		t.Errorf("the search is lost: %s", got)
	}
}

func TestLanguageFollowsSystem(t *testing.T) {
	s := window(t, Options{Getenv: func(name string) string {
		if name == "LANG" {
			return "en_GB.UTF-8"
		}
		return ""
	}})
	if !strings.Contains(s.texts(), "Open a register") {
		t.Errorf("the start page says\n%s", s.texts())
	}
}

func TestAppearanceChangesAtOnce(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.choose(t, "Mørkt")
	if th, ok := s.app.Settings().Theme().(*widgets.Theme); !ok || !th.Dark() {
		t.Error("the window is not dark")
	}
	if n := s.one(t).Length(); n != 4 {
		t.Errorf("the list shows %d", n)
	}
}

func TestUnknownFolderIsExplained(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "væk.fremskridt")
	s := window(t, Options{Store: gone})
	if !strings.Contains(s.texts(), gone+" findes ikke.") {
		t.Errorf("the page says\n%s", s.texts())
	}
	empty := t.TempDir()
	s.openRegister(empty, s.startFailed)
	if !strings.Contains(s.texts(), "er ikke et register") {
		t.Errorf("the page says\n%s", s.texts())
	}
}

func TestCreateRegister(t *testing.T) {
	s := window(t, Options{})
	s.choose(t, "Opret et register …")
	dir := filepath.Join(t.TempDir(), "Ny.fremskridt")
	s.write("Nyby")
	s.press(fyne.KeyReturn)
	if s.session != nil {
		t.Fatal("a register without initials")
	}
	s.write("abc")
	s.window.Canvas().FocusNext()
	entries := widgettest.Find[*widgets.Entry](s.window.Canvas().Overlays().Top())
	entries[2].SetText("abcabcabcabc")
	if !strings.Contains(widgettest.Texts(s.window.Canvas().Overlays().Top()), "gentager de samme få tegn") {
		t.Error("a weak passphrase is not judged while it is written")
	}
	entries[2].SetText("fire ord om vejret")
	entries[3].SetText("fire ord om vejret")
	entries[4].SetText(dir)
	entries[3].Focus()
	s.press(fyne.KeyReturn)
	if find[*unlock.KeyPage](s.router) == nil || s.window.Canvas().Overlays().Top() != nil {
		t.Fatalf("the recovery key is not shown:\n%s\n%v", s.texts(), widgettest.Texts(s.window.Canvas().Overlays().Top()))
	}
	next := s.button(t, "Fortsæt")
	if !next.Disabled() {
		t.Error("one goes on without keeping the key")
	}
	s.tap(t, "Kopiér")
	key := s.app.Clipboard().Content()
	if len(strings.Split(key, "-")) != 9 {
		t.Errorf("copied %q", key)
	}
	s.tap(t, "Gem som PDF til udskrift …")
	path := filepath.Join(t.TempDir(), "nøgle.pdf")
	widgettest.Find[*widgets.Entry](s.window.Canvas().Overlays().Top())[0].SetText(path)
	s.press(fyne.KeyReturn)
	if data, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(data), "%PDF") {
		t.Errorf("the sheet: %v", err)
	}
	widgettest.Find[*widgets.Checkbox](s.window.Content())[0].SetChecked(true)
	s.tap(t, "Fortsæt")
	if s.session == nil || s.session.user.Initials != "ABC" || s.session.register.Dir() != dir {
		t.Fatalf("no register: %s", s.texts())
	}
	s.choose(t, "Luk registeret")
	if s.app.Clipboard().Content() != "" {
		t.Error("the key is still on the clipboard")
	}
	if got := s.settings.recent(); len(got) != 1 || got[0] != dir {
		t.Errorf("recent registers %v", got)
	}
}

func TestDemoIsMadeOnceAndNeverHalf(t *testing.T) {
	source := testRegister(t, few())
	root, made := t.TempDir(), 0
	fail := true
	o := Options{DemoDir: root, Demo: func(ctx context.Context, dir string, _ model.Date, progress func(done, total int)) error {
		made++
		progress(1, 2)
		if fail {
			return errors.Join(context.Canceled)
		}
		r, err := store.Open(ctx, source, store.Credentials{}, store.Options{})
		if err != nil {
			return err
		}
		if err := r.Close(); err != nil {
			return err
		}
		return copyDir(dir, source)
	}}
	s := window(t, o)
	s.tap(t, "Prøv nu")
	if s.session != nil {
		t.Fatal("a cancelled municipality was opened")
	}
	if left, _ := filepath.Glob(filepath.Join(root, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	fail = false
	s.tap(t, "Prøv nu")
	if s.session == nil {
		t.Fatalf("it did not open: %s", s.texts())
	}
	s.choose(t, "Luk registeret")
	s.tap(t, "Prøv nu")
	if s.session == nil || made != 2 {
		t.Errorf("made %d times", made)
	}
}
