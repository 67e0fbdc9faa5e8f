// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/entry"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// typist counts the keys it presses. A shortcut counts as two.
type typist struct {
	t       *testing.T
	s       *Shell
	presses int
}

func (p *typist) press(names ...fyne.KeyName) {
	p.presses += len(names)
	p.s.press(names...)
}

func (p *typist) write(text string) {
	p.presses += len(text)
	p.s.write(text)
}

func (p *typist) shortcut(item string) {
	p.t.Helper()
	p.presses += 2
	p.s.choose(p.t, item)
}

func historyOf(t *testing.T, s *Shell, name string) model.CaseHistory {
	t.Helper()
	list, err := s.session.access.Citizens(t.Context(), store.CitizenQuery{Text: name, Scope: store.ScopeAll, Limit: 1})
	if err != nil || len(list.Rows) != 1 {
		t.Fatalf("found %d of %s, %v", len(list.Rows), name, err)
	}
	c, err := s.session.access.CaseHistory(t.Context(), list.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Two assessments with 21 answers take at most 75 keys from the citizen's page on.
func TestAssessmentsTakeFewKeys(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // Øjvind, who was never measured
	p := &typist{t: t, s: s}
	citizens, workers := "3142534512", "15243151423"

	p.shortcut("Nyt skema …")
	p.press(fyne.KeyReturn)
	p.write(citizens)
	p.shortcut("Afslut skema")
	p.shortcut("Nyt skema …")
	p.press(fyne.KeyReturn) // the caseworker's is what lacks now
	p.write(workers)
	p.shortcut("Afslut skema")

	t.Logf("%d key presses for %d questions", p.presses, len(citizens)+len(workers))
	if p.presses > 75 {
		t.Errorf("it takes %d key presses", p.presses)
	}
	if find[*entry.Form](s.router) != nil || find[*citizen.Page](s.router) == nil || find[*citizen.Page](s.router).State().Tab != citizen.TabFigure {
		t.Fatal("it does not end at the citizen's figure")
	}
	got := historyOf(t, s, "Øjvind").Assessments
	if len(got) != 2 {
		t.Fatalf("%d assessments", len(got))
	}
	in := s.session.instruments[got[0].Instrument]
	for i, c := range []struct {
		who    model.Respondent
		digits string
	}{{model.ByCitizen, citizens}, {model.ByCaseworker, workers}} {
		a := got[i]
		if a.Respondent != c.who {
			a = got[1-i]
		}
		if a.Respondent != c.who || a.Status != model.StatusComplete || a.Kind != model.KindBaseline || a.Date != s.today() || a.Rater != "LKN" {
			t.Errorf("saved %+v", a)
		}
		for k, it := range in.ItemsOf(c.who) {
			if w := model.FindAnswer(a.Answers, it.Code); !w.HasValue() || w.Value != int(c.digits[k]-'0') {
				t.Errorf("%s is %+v, want %c", it.Code, w, c.digits[k])
			}
		}
	}
}

// openForm begins an assessment of the last citizen in the list, who has earlier ones.
func openForm(t *testing.T, s *Shell) {
	t.Helper()
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.choose(t, "Nyt skema …")
	s.press(fyne.KeyReturn)
	if find[*entry.Form](s.router) == nil {
		t.Fatalf("no form:\n%s", s.texts())
	}
}

func TestDraftIsListedAndReopened(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	openForm(t, s)
	if got := s.window.Title(); !strings.HasPrefix(got, "Skema – Åse Prøvesen – ") {
		t.Errorf("the window is called %q", got)
	}
	s.write("34")
	s.press(fyne.KeyEscape)
	if find[*entry.Form](s.router) != nil || find[*citizen.Page](s.router) == nil {
		t.Fatal("Escape does not go back to the citizen")
	}
	s.choose(t, "Skemaer")
	row, _ := s.one(t).Row(0)
	if row[5].Text != "Kladde" || row[4].Text != "Opfølgende" {
		t.Fatalf("the first row is %+v", row)
	}
	s.press(fyne.KeyReturn)
	if find[*entry.Form](s.router) == nil {
		t.Fatal("Enter on a draft does not go on with it")
	}
	s.write("5")
	s.choose(t, "Fortryd svar")
	s.choose(t, "Annullér fortryd")
	s.press(fyne.KeyEscape)
	s.choose(t, "Nyt skema …")
	if !strings.Contains(widgettest.Texts(s.window.Canvas().Overlays().Top()), "Der er en kladde fra 4. september 2026") {
		t.Error("the draft is not mentioned")
	}
	s.press(fyne.KeyReturn)
	var got []string
	for _, in := range widgettest.Find[*widgets.ScaleInput](s.window.Content()) {
		if a := in.Answer(); a.Entered {
			got = append(got, fmt.Sprint(in.Code, a.Value))
		}
	}
	if strings.Join(got, " ") != "B013 B024 B035" {
		t.Errorf("the draft holds %v", got)
	}
}

// Locking drops the form. Its answers are in the register, and the same user gets the
// form back.
func TestLockKeepsTheDraft(t *testing.T) {
	s := window(t, Options{Store: realRegister(t, few())})
	s.logIn(t, "LKN", passphrase)
	openForm(t, s)
	s.write("3412")
	s.choose(t, "Lås")
	if find[*entry.Form](s.router) != nil || strings.Contains(s.texts(), "Prøvesen") {
		t.Fatalf("locked, and it shows\n%s", s.texts())
	}
	s.write(passphrase)
	s.press(fyne.KeyReturn)
	if find[*entry.Form](s.router) == nil {
		t.Fatalf("the form does not come back:\n%s", s.texts())
	}
	if in, ok := s.window.Canvas().Focused().(*widgets.ScaleInput); !ok || in.Code != "B05" {
		t.Errorf("the keyboard is at %+v", s.window.Canvas().Focused())
	}
}

// Answers that are still being saved are written before the register closes.
func TestLockSavesPendingAnswers(t *testing.T) {
	var q queue
	s := windowBy(t, Options{Store: realRegister(t, few())}, func(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
		return q.run(work, done)
	})
	run := func() {
		q.drain()
	}
	run()
	s.logIn(t, "LKN", passphrase)
	run()
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	run()
	s.choose(t, "Nyt skema …")
	s.press(fyne.KeyReturn)
	run()
	s.write("34")
	s.choose(t, "Lås")
	// Run the lock last: it waits for the other work, which here runs on one goroutine.
	for i := len(q) - 1; i >= 0; i-- {
		if i == len(q)-1 {
			continue
		}
		q[i]()
	}
	q = q[len(q)-1:]
	run()
	s.write(passphrase)
	s.press(fyne.KeyReturn)
	run()
	n := 0
	for _, in := range widgettest.Find[*widgets.ScaleInput](s.window.Content()) {
		if in.Answer().Entered {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d answers came back", n)
	}
}

func TestLanguageKeepsTheForm(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	openForm(t, s)
	s.write("34")
	s.choose(t, "English")
	if find[*entry.Form](s.router) == nil || !strings.Contains(s.texts(), "Date of the conversation") {
		t.Fatalf("in English:\n%s", s.texts())
	}
	if in, ok := s.window.Canvas().Focused().(*widgets.ScaleInput); !ok || in.Code != "B03" {
		t.Error("the place in the form is lost")
	}
}

func TestBeginSuggests(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.choose(t, "Nyt skema …")
	top := s.window.Canvas().Overlays().Top()
	if d := widgettest.Find[*widgets.Dropdown](top); d[len(d)-1].Value() != "Opfølgende" {
		t.Errorf("for one who was measured before it suggests %q", d[len(d)-1].Value())
	}
	if got := widgettest.Find[*widgets.DateField](top)[0].Text(); got != "4.9.2026" {
		t.Errorf("the date is %q", got)
	}
	s.press(fyne.KeyRight, fyne.KeyEscape)
	if find[*entry.Form](s.router) != nil || s.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close it")
	}
}

// Citizen mode has no menu and so no shortcuts, does not close, shows no name, and is
// left only with the passphrase.
func TestCitizenModeIsLeftOnlyWithPassphrase(t *testing.T) {
	s := window(t, Options{Store: realRegister(t, few())})
	s.logIn(t, "LKN", passphrase)
	openForm(t, s)
	s.write("5")
	s.choose(t, "Borgertilstand")
	if s.window.MainMenu() != nil || !s.window.FullScreen() {
		t.Fatal("there is a menu, or it is not the whole screen")
	}
	if len(widgettest.Find[*widgets.Rail](s.window.Content())) > 0 || strings.Contains(s.window.Title(), "Prøvesen") {
		t.Error("more is shown than the question")
	}
	text := s.texts()
	if !strings.Contains(text, "Spørgsmål 1 af 10") || strings.Contains(text, "Prøvesen") || strings.Contains(text, "2024-") {
		t.Errorf("it shows\n%s", text)
	}
	s.onQuit() // the window is asked to close, by Alt+F4 or its button
	if s.session == nil || find[*entry.CitizenScreen](s.router) == nil || s.window.Canvas().Overlays().Top() == nil {
		t.Fatal("closing the window does not ask for the passphrase")
	}
	s.press(fyne.KeyEscape)
	s.onSystemTheme()
	s.rebuild()
	if find[*entry.CitizenScreen](s.router) == nil {
		t.Fatal("the system's colours lead out")
	}
	for range 10 {
		s.write("3")
		s.press(fyne.KeyReturn)
	}
	if !strings.Contains(s.texts(), "Tak for dine svar") {
		t.Fatalf("it ends with\n%s", s.texts())
	}
	s.press(fyne.KeyEscape)
	s.write("et andet sted end her")
	s.press(fyne.KeyReturn)
	if find[*entry.CitizenScreen](s.router) == nil {
		t.Fatal("a wrong passphrase leads out")
	}
	s.write(passphrase)
	s.press(fyne.KeyReturn)
	if find[*entry.CitizenScreen](s.router) != nil || find[*entry.Form](s.router) == nil || s.window.MainMenu() == nil || s.window.FullScreen() {
		t.Fatalf("the passphrase does not lead back:\n%s", s.texts())
	}
	s.choose(t, "Afslut skema")
	got := historyOf(t, s, "Åse").Assessments
	last := got[len(got)-1]
	if last.Date != s.today() || last.Status != model.StatusComplete || len(last.Answers) != 10 || last.Answers[0].Value != 3 {
		t.Errorf("in the register: %+v", last)
	}
}

// Citizen mode locks when idle, and the caseworker gets the form back.
func TestCitizenModeLocksWhenIdle(t *testing.T) {
	c := newClock()
	s := window(t, Options{Store: realRegister(t, few()), Now: c.now, After: c.after})
	s.logIn(t, "LKN", passphrase)
	openForm(t, s)
	s.choose(t, "Borgertilstand")
	s.write("4")
	c.pass(11 * time.Minute)
	if s.session != nil || s.window.FullScreen() || !strings.Contains(s.texts(), "Adgangskode") {
		t.Fatalf("after eleven minutes:\n%s", s.texts())
	}
	s.write(passphrase)
	s.press(fyne.KeyReturn)
	if find[*entry.Form](s.router) == nil || find[*entry.CitizenScreen](s.router) != nil {
		t.Fatal("the form does not come back")
	}
	if a := widgettest.Find[*widgets.ScaleInput](s.window.Content())[0].Answer(); a.Value != 4 {
		t.Errorf("the first answer is %+v", a)
	}
}
