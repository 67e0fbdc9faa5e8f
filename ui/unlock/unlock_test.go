// SPDX-License-Identifier: MPL-2.0

package unlock_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

const good = "fire ord om vejret"

func judge(text string) (string, bool) { return "is judged", len(text) >= 12 }

// page is the page under test, with what it asked for.
type page struct {
	*screentest.Shell
	screen   *unlock.Screen
	unlocked []string // initials and passphrases
	other    bool
	err      error // of unlocking
	tick     func()
}

func show(t *testing.T, at unlock.State) *page {
	t.Helper()
	p := &page{Shell: screentest.New(t, time.Now)}
	env := p.Env()
	env.After = func(_ time.Duration, f func()) func() {
		p.tick = f
		return func() { p.tick = nil }
	}
	p.screen = unlock.New(unlock.Options{
		Env: env, Judge: judge, OnOtherRegister: func() { p.other = true },
		OnUnlock: func(initials string, pass []byte, done func(error)) {
			p.unlocked = append(p.unlocked, initials+" "+string(pass))
			done(p.err)
		},
		OnRecover: func(code, initials string, pass []byte, done func(error)) {
			p.unlocked = append(p.unlocked, code+" "+initials+" "+string(pass))
			done(p.err)
		},
	}, at)
	p.Show(p.screen)
	return p
}

func TestUnlockByKeyboard(t *testing.T) {
	p := show(t, unlock.State{Dir: "/data/Nord.fremskridt"})
	for _, step := range []struct{ text, want string }{
		{"", "Skriv dine initialer."},
		{"lkn", "Skriv din adgangskode."},
		{good, ""},
	} {
		if step.text != "" {
			p.Type(step.text)
			p.Keys(fyne.KeyReturn)
		}
		if step.text != good {
			p.Tap("Lås op")
		}
		if !strings.Contains(p.Texts(), step.want) {
			t.Errorf("after %q the page says\n%s\nwant %q", step.text, p.Texts(), step.want)
		}
	}
	if len(p.unlocked) != 1 || p.unlocked[0] != "lkn "+good {
		t.Errorf("unlocked with %q", p.unlocked)
	}
	if p.Entries()[1].Text() != "" {
		t.Error("the passphrase is still on the page")
	}
}

func TestPageNamesTheRegister(t *testing.T) {
	for _, c := range []struct {
		state unlock.State
		want  string
	}{
		{unlock.State{Dir: "/data/Nord.fremskridt"}, "Nord\n/data/Nord.fremskridt\n"},
		{unlock.State{Dir: "/data/Nord.fremskridt", LockedMessage: "Låst."}, "Nord\nLåst.\n"},
	} {
		if p := show(t, c.state); !strings.HasPrefix(p.Texts(), c.want) {
			t.Errorf("the page says\n%s\nwant %s", p.Texts(), c.want)
		}
	}
}

func TestKnownUserTypesPassphraseAtOnce(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt", Initials: "LKN"})
	p.Type(good)
	p.Keys(fyne.KeyReturn)
	if len(p.unlocked) != 1 || p.unlocked[0] != "LKN "+good {
		t.Errorf("unlocked with %q", p.unlocked)
	}
}

func TestInventedRegisterNeedsNoPassphrase(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt", Initials: "LKN", NoPassphrase: true})
	if len(p.Entries()) > 0 {
		t.Errorf("the page has %d fields", len(p.Entries()))
	}
	p.Keys(fyne.KeyReturn)
	if len(p.unlocked) != 1 || p.unlocked[0] != "LKN " {
		t.Errorf("unlocked with %q", p.unlocked)
	}
}

func TestWrongPassphraseIsCleared(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt", Initials: "LKN"})
	for _, c := range []struct {
		err     error
		cleared bool
	}{
		{store.ErrWrongPassphrase, true},
		{errors.New("the register is open elsewhere"), false},
	} {
		p.err = c.err
		p.Entries()[1].SetText(good)
		p.Tap("Lås op")
		if !strings.Contains(p.Texts(), c.err.Error()) {
			t.Errorf("the page says\n%s", p.Texts())
		}
		if got := p.Entries()[1].Text() == ""; got != c.cleared {
			t.Errorf("after %v the passphrase is cleared: %v", c.err, got)
		}
	}
}

func TestWaitIsCountedDown(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt", Initials: "LKN"})
	p.err = &store.WaitError{For: 2 * time.Second}
	p.Entries()[1].SetText(good)
	p.Tap("Lås op")
	for range 2 {
		if !p.Button("Lås op").Disabled() || p.tick == nil {
			t.Fatal("it does not wait")
		}
		fire := p.tick
		p.tick = nil
		fire()
	}
	if p.Button("Lås op").Disabled() || p.tick != nil {
		t.Error("it still waits")
	}
}

func TestCloseWipesAndStops(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt", Initials: "LKN"})
	p.err = &store.WaitError{For: time.Minute}
	p.Entries()[1].SetText(good)
	p.Tap("Lås op")
	p.Entries()[1].SetText(good)
	p.screen.Close()
	if p.Entries()[1].Text() != "" || p.tick != nil {
		t.Errorf("after closing, passphrase %q", p.Entries()[1].Text())
	}
}

func TestBusyPageIsDisabled(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt", Initials: "LKN"})
	p.screen.SetBusy("Låser …")
	for _, b := range widgettest.Find[*widgets.Button](p.Visible()) {
		if !b.Disabled() && b.Text != "" {
			t.Errorf("%q is enabled", b.Text)
		}
	}
	p.screen.SetBusy("")
	p.Tap("Et andet register")
	if !p.other {
		t.Error("another register is not asked for")
	}
}

func TestRecovery(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt"})
	p.Tap("Jeg har glemt min adgangskode")
	e := p.Entries() // code, initials, passphrase twice
	for _, step := range []struct {
		entry      int
		text, want string
	}{
		{0, "", "Skriv gendannelsesnøglen."},
		{0, "ABCD", "Skriv dine initialer."},
		{1, "LKN", "is judged"},
		{2, good, "ikke ens"},
		{3, good, ""},
	} {
		e[step.entry].SetText(step.text)
		p.Tap("Gem og lås op")
		if !strings.Contains(p.Texts(), step.want) {
			t.Errorf("with %q in field %d the page says\n%s\nwant %q", step.text, step.entry, p.Texts(), step.want)
		}
	}
	if len(p.unlocked) != 1 || p.unlocked[0] != "ABCD LKN "+good {
		t.Errorf("recovered with %q", p.unlocked)
	}
}

func TestEscapeLeavesRecovery(t *testing.T) {
	p := show(t, unlock.State{Dir: "Nord.fremskridt"})
	p.Tap("Jeg har glemt min adgangskode")
	p.Entries()[0].SetText("ABCD")
	p.Window.Canvas().Unfocus()
	p.Keys(fyne.KeyEscape)
	p.Button("Lås op")
	p.Tap("Jeg har glemt min adgangskode")
	if got := p.Entries()[0].Text(); got != "" {
		t.Errorf("the key is still %q", got)
	}
}

func TestChangePassphrase(t *testing.T) {
	s := screentest.New(t, time.Now)
	var changed []string
	var fail error
	c := unlock.NewChangePage(unlock.ChangeOptions{
		Env: s.Env(), Initials: "LKN", Register: "Nord Kommune", Judge: judge,
		OnChange: func(pass []byte, leaked bool, done func(error)) {
			changed = append(changed, fmt.Sprint(string(pass), " ", leaked))
			done(fail)
		},
	})
	s.Show(c)
	if !strings.Contains(s.Texts(), "Nord Kommune") || !strings.Contains(s.Texts(), "LKN, den adgangskode") {
		t.Errorf("the page says\n%s", s.Texts())
	}
	for _, step := range []struct{ first, second, want string }{
		{"kort", "kort", "is judged"},
		{good, "noget andet", "ikke ens"},
	} {
		s.Entries()[0].SetText(step.first)
		s.Entries()[1].SetText(step.second)
		s.Tap("Gem og fortsæt")
		if !strings.Contains(s.Texts(), step.want) || len(changed) > 0 {
			t.Errorf("with %q and %q the page says\n%s", step.first, step.second, s.Texts())
		}
	}
	fail = errors.New("it is the old passphrase")
	s.Entries()[1].SetText(good)
	s.Tap("Gem og fortsæt")
	if !strings.Contains(s.Texts(), "it is the old passphrase.") {
		t.Errorf("the page says\n%s", s.Texts())
	}
	fail = nil
	widgettest.Find[*widgets.Checkbox](s.Visible())[0].SetChecked(true)
	s.Tap("Gem og fortsæt")
	if len(changed) != 2 || changed[0] != good+" false" || changed[1] != good+" true" || s.Entries()[0].Text() != "" {
		t.Errorf("changed to %q", changed)
	}
}

func TestRecoveryKeyMustBeConfirmed(t *testing.T) {
	s := screentest.New(t, time.Now)
	done := 0
	k := unlock.NewKeyPage(unlock.KeyOptions{
		Env: s.Env(), Key: "AAAA-BBBB-CCCC", Register: "Nord Kommune", Replaces: true,
		OnSave: func(said func(string)) { said("it is saved") }, OnDone: func() { done++ },
	})
	s.Show(k)
	if !strings.Contains(s.Texts(), "Den gamle nøgle virker ikke længere.") {
		t.Errorf("the page says\n%s", s.Texts())
	}
	s.Keys(fyne.KeyReturn) // the button that copies has the keyboard
	if s.Copied != "AAAA-BBBB-CCCC" {
		t.Errorf("copied %q", s.Copied)
	}
	s.Tap("Gem som PDF til udskrift …")
	if !strings.Contains(s.Texts(), "it is saved") {
		t.Errorf("the page says\n%s", s.Texts())
	}
	box := widgettest.Find[*widgets.Checkbox](s.Visible())[0]
	next := s.Button("Fortsæt")
	if !next.Disabled() {
		t.Error("the key need not be confirmed")
	}
	box.SetChecked(true)
	s.Tap("Fortsæt")
	if done != 1 {
		t.Errorf("done %d times", done)
	}
}
