// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/citizens"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// overlay returns the open dialog or menu.

func (s *Shell) overlay(tb testing.TB) fyne.CanvasObject {
	tb.Helper()
	o := s.window.Canvas().Overlays().Top()
	if o == nil {
		tb.Fatalf("no dialog:\n%s", s.texts())
	}
	return o
}

// answer presses a button of the dialog.

func (s *Shell) answer(tb testing.TB, text string) {
	tb.Helper()
	top := s.overlay(tb)
	for _, b := range widgettest.Find[*widgets.Button](top) {
		if b.Text == text {
			b.OnTapped()
			return
		}
	}
	tb.Fatalf("the dialog has no button %q:\n%s", text, widgettest.Texts(top))
}

// box returns the checkbox of the dialog with a text.

func (s *Shell) box(tb testing.TB, text string) *widgets.Checkbox {
	tb.Helper()
	for _, b := range widgettest.Find[*widgets.Checkbox](s.overlay(tb)) {
		if b.Text == text {
			return b
		}
	}
	tb.Fatalf("no box %q", text)
	return nil
}

// row returns the texts of a row of the visible table.

func (s *Shell) row(tb testing.TB, i int) string {
	tb.Helper()
	cells, ok := s.one(tb).Row(i)
	if !ok {
		tb.Fatalf("no row %d", i)
	}
	var list []string
	for _, c := range cells {
		list = append(list, c.Text)
	}
	return strings.Join(list, " | ")
}

func setupWindow(t *testing.T, people []person, o Options) *Shell {
	t.Helper()
	o.Store = realRegister(t, people)
	s := window(t, o)
	s.logIn(t, "LKN", passphrase)
	s.choose(t, "Opsætning")
	return s
}

// A new user gets a one-time passphrase and must change it at log-in.

func TestNewUserChoosesAPassphrase(t *testing.T) {
	s := setupWindow(t, nil, Options{})
	s.choose(t, "Brugere")
	if got := s.row(t, 0); got != "LKN |  | Sagsbehandler, Teamleder, Administrator | Alle teams | Ja | Sat" {
		t.Errorf("the first user: %s", got)
	}
	s.tap(t, "Ny bruger")
	entries := widgettest.Find[*widgets.Entry](s.overlay(t))
	s.answer(t, "Gem")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "Skriv brugerens initialer.") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	entries[0].SetText("lkn")
	s.answer(t, "Gem")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "LKN findes i forvejen") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	entries[0].SetText("sra")
	entries[1].SetText("Sara Ravn")
	s.box(t, "Nord").SetChecked(true)
	s.answer(t, "Gem")
	s.answer(t, "Lav den")
	s.answer(t, "Kopiér")
	once := s.app.Clipboard().Content()
	if len(once) != 19 {
		t.Fatalf("the passphrase is %q", once)
	}
	s.answer(t, "Luk")
	if got := s.row(t, 1); got != "SRA | Sara Ravn | Sagsbehandler | Nord | Ja | Sat" {
		t.Errorf("the new user: %s", got)
	}

	s.onLock()
	s.logIn(t, "sra", once)
	if find[*citizens.Screen](s.router) != nil || !strings.Contains(s.texts(), "Vælg din egen adgangskode") {
		t.Fatalf("the page says\n%s", s.texts())
	}
	entries = widgettest.Find[*widgets.Entry](s.window.Content())
	entries[0].SetText("en sten i en lang sko")
	entries[1].SetText("en anden sten")
	s.tap(t, "Gem og fortsæt")
	if !strings.Contains(s.texts(), "ikke ens") {
		t.Errorf("the page says\n%s", s.texts())
	}
	entries[1].SetText("en sten i en lang sko")
	s.tap(t, "Gem og fortsæt")
	if find[*citizens.Screen](s.router) == nil {
		t.Fatalf("no list:\n%s", s.texts())
	}
	s.choose(t, "Opsætning")
	if got := strings.Join(find[*setup.Screen](s.router).Tabs(), " "); got != "mine words" {
		t.Errorf("a caseworker sees %s", got)
	}
	s.onLock()
	s.logIn(t, "sra", once)
	if s.session != nil {
		t.Error("the first passphrase still opens")
	}
}

// A deactivated user cannot open the register, and the data key is rotated.

func TestDeactivatingUserRotatesKey(t *testing.T) {
	s := setupWindow(t, nil, Options{})
	if err := s.session.admin.PutUser(t.Context(), model.User{Initials: "SRA", Roles: []model.Role{model.RoleCaseworker}, Active: true}); err != nil {
		t.Fatal(err)
	}
	if err := s.session.admin.SetPassphrase(t.Context(), "SRA", []byte("en sten i en lang sko")); err != nil {
		t.Fatal(err)
	}
	s.choose(t, "Brugere")
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.box(t, "Aktiv: kan åbne registeret").SetChecked(false)
	s.answer(t, "Gem")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "SRA kan ikke længere åbne registeret") {
		t.Fatalf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	s.answer(t, "Forny nu")
	if due, err := s.session.register.KeyRotationDue(t.Context()); due || err != nil {
		t.Errorf("still due: %v, %v", due, err)
	}
	if got := s.row(t, 1); got != "SRA |  | Sagsbehandler |  | Nej | Mangler" {
		t.Errorf("the user: %s", got)
	}
	s.press(fyne.KeyHome, fyne.KeyReturn)
	s.box(t, "Administrator").SetChecked(false)
	s.answer(t, "Gem")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "mindst én aktiv administrator") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
}

func TestNewRecoveryKeyRecovers(t *testing.T) {
	s := setupWindow(t, nil, Options{})
	s.choose(t, "Brugere")
	s.tap(t, "Ny gendannelsesnøgle …")
	s.answer(t, "Lav en ny")
	s.tap(t, "Kopiér")
	key := s.app.Clipboard().Content()
	widgettest.Find[*widgets.Checkbox](s.window.Content())[0].SetChecked(true)
	s.tap(t, "Fortsæt")
	if find[*setup.Screen](s.router) == nil || find[*setup.Screen](s.router).State().Tab != setup.TabUsers {
		t.Fatal("not back among the users")
	}
	s.onLock()
	s.tap(t, "Jeg har glemt min adgangskode")
	entries := widgettest.Find[*widgets.Entry](s.window.Content())
	entries[0].SetText("FORKERT")
	entries[2].SetText("en sten i en lang sko")
	entries[3].SetText("en sten i en lang sko")
	s.tap(t, "Gem og lås op")
	if !strings.Contains(s.texts(), "Gendannelsesnøglen er tastet forkert") {
		t.Fatalf("the page says\n%s", s.texts())
	}
	entries[0].SetText(strings.ToLower(key))
	s.tap(t, "Gem og lås op")
	if s.session == nil {
		t.Fatalf("it did not open:\n%s", s.texts())
	}
	s.onLock()
	s.logIn(t, "LKN", "en sten i en lang sko")
	if s.session == nil {
		t.Error("the new passphrase does not open")
	}
}

func TestOwnPassphraseAndWindow(t *testing.T) {
	s := setupWindow(t, nil, Options{})
	entries := widgettest.Find[*widgets.Entry](s.window.Content())
	entries[0].SetText("et andet sted end her")
	entries[1].SetText("en sten i en lang sko")
	entries[2].SetText("en sten i en lang sko")
	s.tap(t, "Skift adgangskode")
	if !strings.Contains(s.texts(), "forkert") {
		t.Errorf("the page says\n%s", s.texts())
	}
	entries[0].SetText(passphrase)
	s.tap(t, "Skift adgangskode")
	if !strings.Contains(s.texts(), "Adgangskoden er skiftet.") {
		t.Errorf("the page says\n%s", s.texts())
	}
	drops := widgettest.Find[*widgets.Dropdown](s.window.Content())
	drops[0].SetSelected(0)
	if got := s.settings.idleMinutes(); got != 1 {
		t.Errorf("locks after %d minutes", got)
	}
	drops[1].SetSelected(1)
	if find[*setup.Screen](s.router) == nil || !strings.Contains(s.texts(), "Your passphrase") {
		t.Errorf("in English the page says\n%s", s.texts())
	}
}

// The log is purged only by a rule.

// Retention rules select citizens, and a deletion takes two users.

func TestWordsAreListed(t *testing.T) {
	s := setupWindow(t, nil, Options{})
	s.choose(t, "Ordliste og skemaer")
	if got := s.names(t); !strings.Contains(got, "Målgrupper") || !strings.Contains(got, "KTH-A") {
		t.Errorf("the words: %s", got)
	}
}

// The extract for a citizen can be written in every format, and is logged.

func TestCitizenIsGivenEverything(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	dir := t.TempDir()
	for i, c := range []struct{ name, begins string }{
		{"alt.pdf", "%PDF"}, {"alt.json", "{\n  \"format\": \"fremskridt-dossier/"}, {"log.csv", "\ufeffTidspunkt;Handling;Formål\r\n"},
	} {
		s.choose(t, "Udskriv alt om borgeren …")
		widgettest.Find[*widgets.Dropdown](s.overlay(t))[0].SetSelected(i)
		s.answer(t, "Vælg fil …")
		path := filepath.Join(dir, c.name)
		widgettest.Find[*widgets.Entry](s.overlay(t))[0].SetText(path)
		s.answer(t, "Gem")
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(data), c.begins) {
			t.Errorf("%s begins %.60q, %v", c.name, data, err)
		}
		if s.frame.toast.Text() != "Gemt som "+path {
			t.Errorf("the toast says %q", s.frame.toast.Text())
		}
	}
	s.choose(t, "Udskriv alt om borgeren …")
	s.answer(t, "Vælg fil …")
	widgettest.Find[*widgets.Entry](s.overlay(t))[0].SetText(filepath.Join(dir, "alt.pdf"))
	s.answer(t, "Gem")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "findes i forvejen") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	s.answer(t, "Annullér")
	s.choose(t, "Log")
	if got := s.row(t, 1); !strings.Contains(got, "Eksporteret | Loggen, uden ansatte") {
		t.Errorf("the log: %s", got)
	}
}

func TestMasterDataIsCorrectedWithAReason(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.choose(t, "Stamdata")
	s.press(fyne.KeyReturn)
	entries := widgettest.Find[*widgets.Entry](s.overlay(t))
	entries[0].SetText("Åse Nyt Prøvesen")
	s.answer(t, "Gem")
	if !strings.Contains(widgettest.Texts(s.overlay(t)), "Skriv hvorfor.") {
		t.Errorf("the dialog says\n%s", widgettest.Texts(s.overlay(t)))
	}
	entries[len(entries)-1].SetText("gift")
	s.answer(t, "Gem")
	if !strings.HasPrefix(s.window.Title(), "Åse Nyt Prøvesen") || find[*citizen.Page](s.router).State().Tab != citizen.TabMaster {
		t.Fatalf("the window is called %q", s.window.Title())
	}
	s.tap(t, "Se rettelser")
	table := widgettest.Find[*widgets.DataTable](s.overlay(t))[0]
	cells, _ := table.Row(0)
	if len(cells) != 6 || cells[2].Text != "Navn" || cells[3].Text != "Åse Prøvesen" || cells[4].Text != "Åse Nyt Prøvesen" || cells[5].Text != "gift" {
		t.Errorf("the corrections: %+v", cells)
	}
}
