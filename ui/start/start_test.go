// SPDX-License-Identifier: MPL-2.0

package start_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

const good = "fire ord om vejret"

// page is the start page under test, with what it asked for.
type page struct {
	*screentest.Shell
	screen  *start.Screen
	opened  []string
	created []start.NewRegister
	err     error // of opening and creating
}

func show(t *testing.T, change func(*page, *start.Options)) *page {
	t.Helper()
	p := &page{Shell: screentest.New(t, time.Now)}
	o := start.Options{
		Env: p.Env(), Home: filepath.FromSlash("/home/lkn"),
		OnCreate: func(r start.NewRegister, done func(error)) { p.created = append(p.created, r); done(p.err) },
		OnOpen:   func(dir string, done func(error)) { p.opened = append(p.opened, dir); done(p.err) },
		Judge: func(text string, names ...string) (string, bool) {
			if slices.ContainsFunc(names, func(n string) bool { return n != "" && strings.Contains(text, n) }) {
				return "contains a name", false
			}
			return "is good", true
		},
	}
	if change != nil {
		change(p, &o)
	}
	p.screen = start.New(o)
	p.Show(p.screen)
	return p
}

func TestOpenRecentByKeyboard(t *testing.T) {
	p := show(t, func(_ *page, o *start.Options) {
		o.Recent = []string{filepath.FromSlash("/data/Nord.fremskridt"), filepath.FromSlash("/data/Syd.fremskridt")}
	})
	if got := p.Row(1); got[0] != "Syd" {
		t.Errorf("the second row is %q", got)
	}
	p.Keys(fyne.KeyDown, fyne.KeyReturn)
	if len(p.opened) != 1 || filepath.Base(p.opened[0]) != "Syd.fremskridt" {
		t.Errorf("opened %q", p.opened)
	}
}

func TestErrorStaysUntilTheNextAttempt(t *testing.T) {
	p := show(t, func(p *page, o *start.Options) {
		o.Recent = []string{"Nord.fremskridt"}
		p.err = errors.New("the register is damaged")
	})
	p.Keys(fyne.KeyReturn)
	if !strings.Contains(p.Texts(), "the register is damaged.") {
		t.Errorf("the page says\n%s", p.Texts())
	}
	p.screen.ShowError(context.Canceled)
	if strings.Contains(p.Texts(), "damaged") {
		t.Errorf("after a cancellation the page says\n%s", p.Texts())
	}
}

func TestOpenDialog(t *testing.T) {
	p := show(t, nil)
	p.screen.OpenDialog()
	p.Tap("Åbn")
	if !strings.Contains(p.Texts(), "Skriv eller find den mappe") || len(p.opened) > 0 {
		t.Errorf("without a folder the dialog says\n%s", p.Texts())
	}
	p.Folder = "/data/Nord.fremskridt"
	p.Tap("Find mappe …")
	p.err = errors.New("no such folder")
	p.Tap("Åbn")
	if !strings.Contains(p.Texts(), "no such folder.") {
		t.Errorf("after an error the dialog says\n%s", p.Texts())
	}
	p.err = nil
	p.Tap("Åbn")
	if p.Window.Canvas().Overlays().Top() != nil || p.opened[1] != p.Folder {
		t.Errorf("opened %q", p.opened)
	}
}

func TestCreateDialogSuggestsFolder(t *testing.T) {
	p := show(t, nil)
	p.screen.CreateDialog()
	name, path := p.Entries()[0], p.Entries()[len(p.Entries())-1]
	for _, c := range []struct{ name, want string }{
		{"Nord", "/home/lkn/Nord.fremskridt"},
		{"Nord/Syd: ?", "/home/lkn/Nord-Syd- -.fremskridt"},
		{" ", ""},
	} {
		name.SetText(c.name)
		if got := path.Text(); got != filepath.FromSlash(c.want) {
			t.Errorf("for %q it suggests %q, want %q", c.name, got, c.want)
		}
	}
	path.SetText("/elsewhere")
	name.SetText("Nord")
	if path.Text() != "/elsewhere" {
		t.Errorf("a typed folder becomes %q", path.Text())
	}
	p.Folder = filepath.FromSlash("/data")
	p.Tap("Find mappe …")
	if got := path.Text(); got != filepath.FromSlash("/data/Nord.fremskridt") {
		t.Errorf("in a chosen folder it suggests %q", got)
	}
}

func TestCreateDialogChecksFields(t *testing.T) {
	p := show(t, nil)
	p.screen.CreateDialog()
	e := p.Entries() // municipality, initials, passphrase twice, folder
	for _, step := range []struct {
		entry int
		text  string
		want  string
	}{
		{0, "", "Skriv kommunens navn."},
		{0, "Nord", "Skriv dine initialer"},
		{1, "lkn", "Vælg en adgangskode"},
		{2, "Nord er mit sted", "contains a name"},
		{2, good, "ikke ens"},
		{3, good, ""},
	} {
		e[step.entry].SetText(step.text)
		p.Tap("Opret")
		if !strings.Contains(p.Texts(), step.want) {
			t.Errorf("with %q in field %d the dialog says\n%s\nwant %q", step.text, step.entry, p.Texts(), step.want)
		}
	}
	want := start.NewRegister{Municipality: "Nord", Initials: "LKN", Passphrase: good, Dir: filepath.FromSlash("/home/lkn/Nord.fremskridt")}
	if len(p.created) != 1 || p.created[0] != want {
		t.Errorf("created %+v", p.created)
	}
	if e[2].Text() != "" || e[3].Text() != "" {
		t.Error("the passphrase is still in the dialog")
	}
}

func TestCreateDialogShowsError(t *testing.T) {
	p := show(t, func(p *page, _ *start.Options) { p.err = errors.New("the disk is full") })
	p.screen.CreateDialog()
	for i, text := range []string{"Nord", "LKN", good, good} {
		p.Entries()[i].SetText(text)
	}
	p.Tap("Opret")
	if !strings.Contains(p.Texts(), "the disk is full.") {
		t.Errorf("the dialog says\n%s", p.Texts())
	}
	p.Tap("Opret")
	if len(p.created) != 2 {
		t.Error("no second attempt")
	}
}

func TestDemoShowsProgressAndIsCancelled(t *testing.T) {
	var progress func(done, total int)
	var finish func(error)
	cancelled := false
	p := show(t, func(_ *page, o *start.Options) {
		o.OnDemo = func(tell func(done, total int), done func(error)) func() {
			progress, finish = tell, done
			return func() { cancelled = true }
		}
	})
	p.Keys(fyne.KeySpace) // the demo has the keyboard without recent registers
	progress(100, 400)
	if !strings.Contains(p.Texts(), "100 af 400 borgere") {
		t.Errorf("the page says\n%s", p.Texts())
	}
	for _, b := range widgettest.Find[*widgets.Button](p.Visible()) {
		if enabled := b.Text == "Annullér"; b.Disabled() == enabled {
			t.Errorf("meanwhile %q is disabled: %v", b.Text, b.Disabled())
		}
	}
	p.Tap("Annullér")
	if !cancelled {
		t.Error("it is not cancelled")
	}
	finish(context.Canceled)
	p.Button("Prøv nu")
	if strings.Contains(p.Texts(), "canceled") {
		t.Errorf("the page says\n%s", p.Texts())
	}
}

func TestWithoutDemo(t *testing.T) {
	p := show(t, nil)
	if strings.Contains(p.Texts(), "opdigtet kommune") {
		t.Errorf("the page offers a demo:\n%s", p.Texts())
	}
}
