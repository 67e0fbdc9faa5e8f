// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestPassphraseIsHiddenUntilShown(t *testing.T) {
	start(t)
	p := widgets.NewPassphrase("Vis", "Skjul")
	w := show(t, p, fyne.NewSize(400, 30))
	p.Focus()
	write(w.Canvas().Focused(), "rød cykel")
	if p.Shown() || slices.Contains(seen(p), "rød cykel") {
		t.Fatal("the passphrase is shown")
	}
	w.Canvas().FocusNext() // to the button
	key(w.Canvas().Focused(), fyne.KeySpace)
	if !p.Shown() || !slices.Contains(seen(p), "Skjul") {
		t.Errorf("the button does not show the passphrase: %q", seen(p))
	}
	width := p.MinSize().Width
	p.Clear()
	if p.Text() != "" || p.Shown() || p.MinSize().Width != width {
		t.Errorf("Clear leaves %q, shown %t, width %g of %g", p.Text(), p.Shown(), p.MinSize().Width, width)
	}
	// The field and its button are the only stops for the Tab key.
	p.Focus()
	first := w.Canvas().Focused()
	w.Canvas().FocusNext()
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != first {
		t.Error("there is a third tab stop")
	}
}

func newPair(t *testing.T) (*widgets.PassphrasePair, fyne.Window) {
	t.Helper()
	start(t)
	p := widgets.NewPassphrasePair(widgets.PassphraseWords{First: "Ny", Again: "Igen", Show: "Vis", Hide: "Skjul"},
		func(text string) (string, bool) {
			if len(text) < 5 {
				return "For kort", false
			}
			return strings.Repeat("God og lang nok til at blive brugt. ", 3), true
		})
	return p, show(t, container.NewVBox(p.Objects()...), fyne.NewSize(400, 300))
}

func TestPassphrasePairValue(t *testing.T) {
	for _, c := range []struct {
		name, first, again string
		state              widgets.PairState
		want               string
		focus              func(p *widgets.PassphrasePair) *widgets.Passphrase
	}{
		{"good", "hemmelig", "hemmelig", widgets.PairGood, "hemmelig", nil},
		{"weak", "kort", "kort", widgets.PairWeak, "", func(p *widgets.PassphrasePair) *widgets.Passphrase { return p.First }},
		{"different", "hemmelig", "Hemmelig", widgets.PairDiffers, "", func(p *widgets.PassphrasePair) *widgets.Passphrase { return p.Again }},
		{"typed once", "hemmelig", "", widgets.PairDiffers, "", func(p *widgets.PassphrasePair) *widgets.Passphrase { return p.Again }},
		{"empty", "", "", widgets.PairWeak, "", func(p *widgets.PassphrasePair) *widgets.Passphrase { return p.First }},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, _ := newPair(t)
			p.First.Entry.SetText(c.first)
			p.Again.Entry.SetText(c.again)
			got, state := p.Value()
			if got != c.want || state != c.state {
				t.Errorf("%q, state %d; want %q, %d", got, state, c.want, c.state)
			}
			if c.focus != nil && !c.focus(p).Entry.Focused() {
				t.Error("the entry to correct has no focus")
			}
		})
	}
}

func TestPassphrasePairByKeyboard(t *testing.T) {
	p, w := newPair(t)
	judged, submitted := 0, 0
	p.OnJudged = func() { judged++ }
	p.First.Focus()
	write(w.Canvas().Focused(), "hemmelig")
	if judged != 1 {
		t.Errorf("%d changes of height reported, want 1", judged)
	}
	if got := strings.Join(seen(w.Content()), ""); !strings.Contains(got, "God og lang") {
		t.Errorf("shows %q", got)
	}
	key(w.Canvas().Focused(), fyne.KeyReturn)
	if !p.Again.Entry.Focused() {
		t.Fatal("Enter does not go to the second entry")
	}
	p.OnSubmitted = func() { submitted++ }
	key(w.Canvas().Focused(), fyne.KeyReturn)
	if submitted != 1 {
		t.Error("Enter in the second entry does not submit")
	}
	p.SetEnabled(false)
	write(w.Canvas().Focused(), "x")
	if p.Again.Text() != "" {
		t.Error("a disabled entry takes text")
	}
	p.SetEnabled(true)
	p.Clear()
	if p.First.Text() != "" || p.First.Entry.Disabled() {
		t.Error("the pair is not empty and enabled")
	}
}

// Without OnSubmitted, Enter in the second entry accepts the dialog around the pair.
func TestPassphrasePairInADialog(t *testing.T) {
	p, w := newPair(t)
	accepted := false
	d := widgets.NewKeyDialog("Ny adgangskode", container.NewVBox(p.Objects()...), "Gem", "Fortryd")
	d.OnAccept = func() bool { accepted = true; return true }
	d.Open(w.Canvas())
	p.Again.Focus()
	key(w.Canvas().Focused(), fyne.KeyReturn)
	if !accepted {
		t.Error("the dialog is not accepted")
	}
}
