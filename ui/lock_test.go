// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/saving"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

const passphrase = "fire ord om vejret"

// realRegister returns a register with a passphrase.
func realRegister(tb testing.TB, people []person) string {
	tb.Helper()
	return registerOf(tb, people, store.Setup{Passphrase: []byte(passphrase)})
}

// logIn fills in the page that asks for the passphrase.
func (s *Shell) logIn(tb testing.TB, initials, pass string) {
	tb.Helper()
	entries := widgettest.Find[*widgets.Entry](s.window.Content())
	if len(entries) != 2 {
		tb.Fatalf("the page has %d entries:\n%s", len(entries), s.texts())
	}
	entries[0].SetText(initials)
	entries[1].SetText(pass)
	s.tap(tb, "Lås op")
}

func TestUnlockByKeyboard(t *testing.T) {
	dir := realRegister(t, few())
	s := window(t, Options{Store: dir})
	if s.session != nil || !strings.Contains(s.texts(), "Eksempelkøbing") {
		t.Fatalf("the page says\n%s", s.texts())
	}
	s.write("lkn")
	s.press(fyne.KeyReturn)
	s.write("et andet sted end her")
	s.press(fyne.KeyReturn)
	if s.session != nil || !strings.Contains(s.texts(), "Brugeren eller adgangskoden er forkert.") {
		t.Fatalf("after a wrong passphrase the page says\n%s", s.texts())
	}
	entries := widgettest.Find[*widgets.Entry](s.window.Content())
	if entries[1].Text() != "" || !entries[1].Focused() {
		t.Error("the passphrase is not empty and focused")
	}
	s.write(passphrase)
	s.press(fyne.KeyReturn)
	if s.session == nil || s.session.user.Initials != "LKN" || find[*citizens.Screen](s.router) == nil {
		t.Fatalf("it did not open:\n%s", s.texts())
	}
	// The initials are not stored in the clear.
	s.choose(t, "Luk registeret")
	s.openRegister(dir, s.startFailed)
	if got := widgettest.Find[*widgets.Entry](s.window.Content())[0].Text(); got != "" {
		t.Errorf("the initials are remembered as %q", got)
	}
}

// After too many failures the page counts down the seconds to wait.
func TestUnlockWaits(t *testing.T) {
	c := newClock()
	s := window(t, Options{Store: realRegister(t, nil), Now: c.now, After: c.after})
	for range 10 {
		if strings.Contains(s.texts(), "mislykkede forsøg") {
			break
		}
		s.logIn(t, "LKN", "et andet sted end her")
	}
	accept := s.button(t, "Lås op")
	if !accept.Disabled() {
		t.Fatalf("no wait:\n%s", s.texts())
	}
	before := s.texts()
	c.pass(time.Second)
	if s.texts() == before {
		t.Errorf("the seconds are not counted:\n%s", before)
	}
	c.pass(time.Hour)
	if accept.Disabled() || strings.Contains(s.texts(), "mislykkede forsøg") {
		t.Fatalf("it still waits:\n%s", s.texts())
	}
	s.logIn(t, "LKN", passphrase)
	if s.session == nil {
		t.Errorf("it did not open:\n%s", s.texts())
	}
}

func TestUnlockReportsOpenRegister(t *testing.T) {
	dir := realRegister(t, nil)
	r, err := store.Open(t.Context(), dir, store.Credentials{Passphrase: []byte(passphrase)}, store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	s := window(t, Options{Store: dir})
	s.logIn(t, "LKN", passphrase)
	if !strings.Contains(s.texts(), "åbent") {
		t.Errorf("the page says\n%s", s.texts())
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	s.tap(t, "Lås op") // with what was typed before
	if s.session == nil {
		t.Errorf("it did not open:\n%s", s.texts())
	}
}

func TestAnotherRegister(t *testing.T) {
	s := window(t, Options{Store: realRegister(t, nil)})
	s.tap(t, "Et andet register")
	if find[*start.Screen](s.router) == nil || find[*unlock.Screen](s.router) != nil {
		t.Error("the start page is not shown")
	}
}

// A locked window holds nothing about a citizen, and the same user resumes.
func TestLockForgetsAndResumes(t *testing.T) {
	people := few()
	s := window(t, Options{Store: realRegister(t, people)})
	s.logIn(t, "LKN", passphrase)
	s.choose(t, "Søg")
	s.write("prøve")
	s.press(fyne.KeyDown, fyne.KeyReturn)
	s.choose(t, "Kopiér forløbet i ord")
	s.choose(t, "Skemaer")
	s.press(fyne.KeyReturn) // the answers, in a dialog
	if s.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no dialog")
	}
	if len(about(s, people)) == 0 {
		t.Fatal("the walk finds no citizen in an open window")
	}
	s.onLock()
	if left := about(s, people); len(left) > 0 {
		t.Errorf("the locked window holds %q", left)
	}
	if s.session != nil || s.app.Clipboard().Content() != "" {
		t.Errorf("open: %v, clipboard %q", s.session, s.app.Clipboard().Content())
	}
	if title := s.window.Title(); title != "Fremskridt" {
		t.Errorf("the window is called %q", title)
	}
	if got := widgettest.Find[*widgets.Entry](s.window.Content())[0].Text(); got != "LKN" {
		t.Errorf("the initials are %q", got)
	}
	s.logIn(t, "lkn", passphrase)
	if find[*citizen.Page](s.router) == nil || find[*citizen.Page](s.router).State().Tab != citizen.TabAssessments || !strings.HasPrefix(s.window.Title(), "Åse Prøvesen") {
		t.Fatalf("back at %q", s.window.Title())
	}
	s.press(fyne.KeyEscape)
	if got := s.names(t); got != "Åse Prøvesen" {
		t.Errorf("the list has %s", got)
	}
}

func TestLockKeepsForeignClipboard(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.choose(t, "Kopiér forløbet i ord")
	s.app.Clipboard().SetContent("noget andet")
	s.onLock()
	if got := s.app.Clipboard().Content(); got != "noget andet" {
		t.Errorf("the clipboard holds %q", got)
	}
	s.tap(t, "Lås op") // an invented municipality opens without a passphrase
	if find[*citizen.Page](s.router) == nil {
		t.Error("not back at the citizen")
	}
}

func TestAnotherUserDoesNotResume(t *testing.T) {
	s := window(t, Options{Store: testRegister(t, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.onLock()
	s.resume.initials = "SRA"
	s.tap(t, "Lås op")
	if find[*citizen.Page](s.router) != nil || find[*citizens.Screen](s.router) == nil {
		t.Error("another user's citizen is shown")
	}
}

func TestIdleLocks(t *testing.T) {
	c := newClock()
	s := window(t, Options{Store: realRegister(t, few()), Now: c.now, After: c.after})
	s.logIn(t, "LKN", passphrase)
	c.pass(9 * time.Minute)
	s.press(fyne.KeyDown)
	table := s.one(t)
	table.KeyDown(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.pass(9 * time.Minute)
	if s.session == nil {
		t.Fatal("a key does not count")
	}
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(700, 400))
	c.pass(9 * time.Minute)
	if s.session == nil {
		t.Fatal("the mouse does not count")
	}
	c.pass(2 * time.Minute)
	if s.session != nil || !strings.Contains(s.texts(), "i 10 minutter") {
		t.Fatalf("it is not locked:\n%s", s.texts())
	}
	s.settings.setIdleMinutes(2)
	s.logIn(t, "LKN", passphrase)
	c.pass(2 * time.Minute)
	if s.session != nil {
		t.Error("the setting is not followed")
	}
}

func TestSleepLocks(t *testing.T) {
	c := newClock()
	s := window(t, Options{Store: realRegister(t, few()), Now: c.now, After: c.after})
	s.logIn(t, "LKN", passphrase)
	c.pass(time.Minute)
	c.sleep(5 * time.Minute)
	if s.session != nil || !strings.Contains(s.texts(), "har sovet") {
		t.Errorf("it is not locked:\n%s", s.texts())
	}
}

// Reads are cancelled before the register closes, and their results dropped.
func TestLockEndsLoads(t *testing.T) {
	begun, done := make(chan struct{}), make(chan error, 1)
	w := newWork(func(work func(context.Context) error, callback func(error)) func() {
		ctx, cancel := context.WithCancel(t.Context())
		go func() { done <- work(ctx) }()
		t.Cleanup(func() { callback(nil) })
		return cancel
	})
	w.run(func(ctx context.Context) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}, func(error) { t.Error("what was read is shown after the end") })
	<-begun
	must(t, w.end()())
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("the work ended with %v", err)
	}
	w.run(func(context.Context) error { t.Error("work begins after the end"); return nil }, func(error) {})
}

// What cannot be saved before the register closes is said where the user is afterwards.
func TestClosingSaysWhatIsNotSaved(t *testing.T) {
	for name, leave := range map[string]func(*Shell){"lock": (*Shell).onLock, "close": (*Shell).closeToStart, "quit": (*Shell).onQuit} {
		t.Run(name, func(t *testing.T) {
			s := window(t, Options{Store: testRegister(t, few())})
			quit := false
			s.quit = func() { quit = true }
			s.session.work.runBeforeClose(func(context.Context) error {
				return &saving.UnsavedError{Changes: 2, Err: store.ErrForbidden}
			})
			leave(s)
			if s.session != nil || quit {
				t.Errorf("session %v, quit %v", s.session, quit)
			}
			if !strings.Contains(s.texts(), "De seneste 2 ændringer er ikke gemt. ") || !strings.Contains(s.texts(), "Tast dem igen") {
				t.Errorf("the window says\n%s", s.texts())
			}
			if s.onQuit(); !quit {
				t.Error("the window does not close")
			}
		})
	}
}

// The page that unlocks is disabled until the register is closed.
func TestLockWaitsForTheRegister(t *testing.T) {
	var q queue
	s := windowBy(t, Options{Store: testRegister(t, few())}, q.run)
	drain := func() {
		q.drain()
	}
	drain()
	s.onLock()
	if !s.button(t, "Lås op").Disabled() || !strings.Contains(s.texts(), "Låser …") {
		t.Errorf("the page does not wait:\n%s", s.texts())
	}
	drain()
	if s.button(t, "Lås op").Disabled() {
		t.Error("the page still waits")
	}
	s.tap(t, "Lås op")
	drain()
	if find[*citizens.Screen](s.router) == nil {
		t.Errorf("it did not open:\n%s", s.texts())
	}
}

func TestClockSetBackIsReported(t *testing.T) {
	c := newClock()
	s := window(t, Options{Store: realRegister(t, nil), Now: c.now, After: c.after})
	c.at = c.at.Add(-48 * time.Hour)
	s.logIn(t, "LKN", passphrase)
	strips := widgettest.Find[*widgets.FootStrip](s.window.Content())
	if len(strips) != 2 || !strings.Contains(strips[1].Texts[0], "4. september 2026") {
		t.Errorf("%d strips", len(strips))
	}
}

// button returns the button with a text.
func (s *Shell) button(tb testing.TB, text string) *widgets.Button {
	tb.Helper()
	for _, b := range widgettest.Find[*widgets.Button](s.window.Content()) {
		if b.Text == text {
			return b
		}
	}
	tb.Fatalf("there is no button %q", text)
	return nil
}

// about returns all texts in the window, hidden ones too, with the name, case number or
// CPR number of one of the people.
func about(s *Shell, people []person) []string {
	var found []string
	see := func(text string) {
		for i, p := range people {
			if strings.Contains(text, p.name) || strings.Contains(text, fmt.Sprintf("2024-%05d", i+1)) || strings.Contains(text, string(cprOf(i))) {
				found = append(found, text)
			}
		}
	}
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case nil:
		case *canvas.Text:
			see(o.Text)
		case *widget.Entry:
			see(o.Text)
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			walk(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	walk(s.window.Content())
	for _, o := range s.window.Canvas().Overlays().List() {
		walk(o)
	}
	see(s.window.Title())
	for _, m := range s.window.MainMenu().Items {
		for _, item := range m.Items {
			see(item.Label)
		}
	}
	return found
}

// A register that is locked but never closed gets a backup too.
func TestBackupIsMadeWhileOpen(t *testing.T) {
	c := newClock()
	s := window(t, Options{Store: realRegister(t, few()), Now: c.now, After: c.after})
	s.logIn(t, "LKN", passphrase)
	backups := func() int {
		list, err := s.session.register.Backups(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	for range 4 {
		c.pass(time.Minute)
		s.idle.noteActivity()
	}
	if n := backups(); n != 0 {
		t.Errorf("%d backups at once", n)
	}
	for range 3 {
		c.pass(time.Minute)
		s.idle.noteActivity()
	}
	if n := backups(); n != 1 {
		t.Errorf("%d backups after a while, want 1", n)
	}
}

// A wrong passphrase is said at the next log-in, with the time.
func TestFailedLogInIsSaid(t *testing.T) {
	s := window(t, Options{Store: realRegister(t, few())})
	s.logIn(t, "LKN", passphrase)
	s.onLock()
	s.logIn(t, "LKN", "noget helt andet")
	s.logIn(t, "LKN", passphrase)
	if got := s.dialog(); !strings.Contains(got, "forkert adgangskode for LKN én gang") || !strings.Contains(got, "Var det ikke dig") {
		t.Errorf("the window says %q", got)
	}
	s.answer(t, "Luk")
	s.onLock()
	s.logIn(t, "LKN", passphrase)
	if got := s.dialog(); got != "" {
		t.Errorf("and again %q", got)
	}
}
