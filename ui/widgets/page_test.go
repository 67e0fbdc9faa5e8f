// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// The body of a page fills what title, tabs and foot leave.
func TestTabbedPage(t *testing.T) {
	start(t)
	for _, c := range []struct {
		name string
		foot *widgets.FootStrip
		want rect
	}{
		{"with a foot", widgets.NewFootStrip([]string{"43 borgere"}, nil), rect{0, 82, 900, 490}},
		{"without", nil, rect{0, 82, 900, 518}},
	} {
		body := box(10, 10)
		page := widgets.NewTabbedPage("Opsætning", widgets.NewTabs([]string{"Brugere", "Log"}, nil), body, c.foot)
		show(t, page, fyne.NewSize(900, 600))
		if got := rectOf(body); got != c.want {
			t.Errorf("%s: the body is at %v, want %v", c.name, got, c.want)
		}
		if got := page.MinSize(); got.Width > 1024 || got.Height > 600 {
			t.Errorf("%s: the page needs %v", c.name, got)
		}
	}
}

// The tools of a card keep their room; a long note is shortened.
func TestTitledCard(t *testing.T) {
	start(t)
	tool, content := widgets.NewButton("Kopiér", nil), box(100, 50)
	tool.Compact = true
	card := widgets.NewTitledCard("Udvikling", "En note, som er alt for lang til at kunne være på den linje, den har fået", content, tool)
	show(t, card, fyne.NewSize(400, 200))
	inner := rect{0, 38, 398, 160}
	if got := rectOf(content); got != inner {
		t.Errorf("the content is at %v, want %v", got, inner)
	}
	if at := rectOf(tool); at.x+at.w != 398-widgets.Gap || at.w != tool.MinSize().Width || at.y+at.h > 38 {
		t.Errorf("the tool is at %v", at)
	}
	texts := seen(card)
	if texts[0] != "Udvikling" || !strings.HasSuffix(texts[1], "…") {
		t.Errorf("shows %q", texts)
	}
}

// In a narrow window the texts of a foot give way to the keys, which stay whole.
func TestFootStripGivesWay(t *testing.T) {
	start(t)
	foot := widgets.NewFootStrip([]string{"43 borgere", "6 målinger er overskredet"}, []widgets.KeyHint{{Key: "Enter", Text: "åbn"}, {Key: "Ctrl+N", Text: "nyt skema"}})
	show(t, foot, fyne.NewSize(900, 28))
	all := []string{"43 borgere", "6 målinger er overskredet", "Enter", "åbn", "Ctrl+N", "nyt skema"}
	sorted := func() []string {
		list := seen(foot)
		slices.Sort(list)
		return list
	}
	slices.Sort(all)
	if got := sorted(); !slices.Equal(got, all) {
		t.Errorf("shows %q", got)
	}
	foot.Resize(fyne.NewSize(260, 28))
	got := seen(foot)
	if slices.Contains(got, "6 målinger er overskredet") || !slices.Contains(got, "Ctrl+N") || !slices.Contains(got, "nyt skema") {
		t.Errorf("narrow: shows %q", got)
	}
	foot.Resize(fyne.NewSize(900, 28))
	if foot.SetTexts("1 borger"); !slices.Contains(seen(foot), "1 borger") || slices.Contains(seen(foot), "43 borgere") {
		t.Errorf("shows %q", seen(foot))
	}
}

func TestBusyNamesWhatIsDone(t *testing.T) {
	start(t)
	page := widgets.NewBusy("Åbner registret", "Det tager et øjeblik")
	show(t, page, fyne.NewSize(900, 600))
	if got := seen(page); !slices.Equal(got, []string{"Åbner registret", "Det tager et øjeblik"}) {
		t.Errorf("shows %q", got)
	}
}

func TestLabelIsShortened(t *testing.T) {
	start(t)
	l := widgets.NewLabel(widgets.Body, "Aktivitetsparat uddannelseshjælp")
	show(t, l, fyne.NewSize(400, 20))
	full := l.MinSize().Width
	l.Shrinks = true
	if l.MinSize().Width >= full {
		t.Error("a label that shrinks asks for its full width")
	}
	l.Resize(fyne.NewSize(80, 20))
	if got := seen(l)[0]; !strings.HasSuffix(got, "…") || widgets.Body.Width(got) > 80 {
		t.Errorf("shows %q", got)
	}
	l.Resize(fyne.NewSize(400, 20))
	if l.SetText("Kort"); !slices.Equal(seen(l), []string{"Kort"}) {
		t.Errorf("shows %q", seen(l))
	}
}

// The theme answers for every colour and size of the toolkit, and takes the program's
// own where the palette has them.
func TestThemeIsComplete(t *testing.T) {
	start(t)
	for _, th := range []*widgets.Theme{widgets.NewTheme(plots.Light(), false), widgets.NewTheme(plots.Dark(), true)} {
		p := th.Palette()
		for name, want := range map[fyne.ThemeColorName]any{
			theme.ColorNameBackground: p.Window, theme.ColorNameForeground: p.Ink, theme.ColorNameInputBackground: p.Surface,
			theme.ColorNamePlaceHolder: p.Muted, theme.ColorNamePrimary: p.Focus, theme.ColorNameSeparator: p.Line,
			theme.ColorNameDisabled: p.Edge, theme.ColorNameForegroundOnPrimary: p.OnPrimary,
		} {
			if got := th.Color(name, theme.VariantLight); !sameColour(got, want) {
				t.Errorf("dark %t: %s is %v, want %v", th.Dark(), name, got, want)
			}
		}
		for _, name := range []fyne.ThemeColorName{
			theme.ColorNameButton, theme.ColorNameMenuBackground, theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameSelection,
			theme.ColorNameFocus, theme.ColorNameScrollBar, theme.ColorNameOverlayBackground, theme.ColorNameError, "of a later version",
		} {
			if th.Color(name, theme.VariantDark) == nil {
				t.Errorf("dark %t: no colour %s", th.Dark(), name)
			}
		}
		if sameColour(th.Color(theme.ColorNameMenuBackground, theme.VariantLight), p.Window) {
			t.Errorf("dark %t: a menu has the colour of the window", th.Dark())
		}
		if th.Size(theme.SizeNameModalBlurRadius) != 0 || th.Size(theme.SizeNameText) != 13 || th.Size("of a later version") != 0 {
			t.Errorf("dark %t: sizes %g, %g, %g", th.Dark(), th.Size(theme.SizeNameModalBlurRadius), th.Size(theme.SizeNameText), th.Size("of a later version"))
		}
		if th.Font(fyne.TextStyle{Bold: true}).Name() == th.Font(fyne.TextStyle{}).Name() {
			t.Errorf("dark %t: bold is the regular font", th.Dark())
		}
		if th.Icon(theme.IconNameHome) == nil {
			t.Errorf("dark %t: no icon", th.Dark())
		}
	}
	if widgets.PaletteOf(theme.DefaultTheme()) != plots.Light() {
		t.Error("another theme has no palette")
	}
}

// A Runner reports what the work returned, or that it was cancelled.
func TestBackground(t *testing.T) {
	start(t)
	broken := errors.New("broken")
	for _, c := range []struct {
		name   string
		work   func(context.Context) error
		cancel bool
		want   error
	}{
		{"done", func(context.Context) error { return nil }, false, nil},
		{"failed", func(context.Context) error { return broken }, false, broken},
		{"cancelled", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, true, context.Canceled},
		{"cancelled and not noticed", func(ctx context.Context) error { <-ctx.Done(); return nil }, true, context.Canceled},
	} {
		done := make(chan error, 1)
		cancel := widgets.Background(c.work, func(err error) { done <- err })
		if c.cancel {
			cancel()
		}
		if err := <-done; !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		cancel() // too late
	}
}

// The timer of the program runs on the UI goroutine and can be stopped.
func TestAfterOnUI(t *testing.T) {
	start(t)
	fired := make(chan string, 2)
	stop := widgets.AfterOnUI(time.Hour, func() { fired <- "stopped" })
	stop()
	widgets.AfterOnUI(0, func() { fired <- "due" })
	if got := <-fired; got != "due" {
		t.Errorf("%s fires first", got)
	}
}

func TestFormDialogSaysWhatIsWrong(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(600, 400))
	name := widgets.NewEntry()
	d := widgets.NewFormDialog("Ny borger", widgets.Flow{Gap: 8, Width: 300}, []fyne.CanvasObject{name}, "Opret", "Fortryd")
	d.First = name.Focusable()
	var work error
	done := 0
	d.Work(widgets.Inline, func(err error) string { return "Fejl: " + err.Error() }, func() (string, func(context.Context) error, func()) {
		if name.Text() == "" {
			return "Skriv et navn", nil, nil
		}
		return "", func(context.Context) error { return work }, func() { done++ }
	})
	d.Open(w.Canvas())
	for _, c := range []struct {
		text string
		err  error
		says string
	}{{"", nil, "Skriv et navn"}, {"Alma", errors.New("disken er fuld"), "Fejl: disken er fuld"}} {
		name.SetText(c.text)
		work = c.err
		key(w.Canvas().Focused(), fyne.KeyReturn)
		if got := strings.Join(seen(d), ""); !strings.Contains(got, c.says) || done != 0 || w.Canvas().Overlays().Top() == nil {
			t.Errorf("%q, %v: shows %q, done %d", c.text, c.err, got, done)
		}
	}
	work = nil
	if key(w.Canvas().Focused(), fyne.KeyReturn); done != 1 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("done %d times, or the dialog stays", done)
	}
}
