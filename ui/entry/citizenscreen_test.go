// SPDX-License-Identifier: MPL-2.0

package entry_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

var errWrong = errors.New("wrong passphrase")

// handed opens the citizen's screen on a form.
func handed(t *testing.T, p *paper) (*desk, *entry.CitizenScreen, *bool) {
	t.Helper()
	d := open(t, p)
	out := false
	c := d.form.CitizenScreen(entry.CitizenScreenOptions{
		Check: func(_ context.Context, pass []byte) error {
			if string(pass) != "fire ord" {
				return errWrong
			}
			return nil
		},
		OnUnlocked: func() { out = true },
	})
	d.window.SetContent(c.Content())
	d.window.Resize(fyne.NewSize(1366, 768))
	d.window.Canvas().SetOnTypedKey(c.TypedKey)
	c.FocusFirst()
	return d, c, &out
}

func TestCitizenAnswersByKeys(t *testing.T) {
	p := newPaper(instrument(3))
	p.in.Items[1].ShowIf = &model.Condition{Item: "B01", Op: ">", Value: 2}
	d, _, out := handed(t, p)
	if !strings.Contains(d.texts(), "Spørgsmål 1 af 2") {
		t.Errorf("it says\n%s", d.texts())
	}
	d.write("4")
	if p.text() != "B01=4" {
		t.Errorf("saved %s", p.text())
	}
	d.press(fyne.KeyReturn)
	if !strings.Contains(d.texts(), "Spørgsmål 2 af 3") || !strings.Contains(d.texts(), "nummer 2?") {
		t.Errorf("after Enter it says\n%s", d.texts())
	}
	d.press(fyne.KeyRight, fyne.KeyRight, fyne.KeyPageDown)
	d.press(fyne.KeyPageUp, fyne.KeyBackspace)
	if p.text() != "B01=4" {
		t.Errorf("back and cleared: %s", p.text())
	}
	d.press(fyne.KeyDown, fyne.KeyRight, fyne.KeyReturn)
	d.write("2")
	d.press(fyne.KeyReturn)
	if got := p.text(); got != "B01=4 B02=-2 B03=2" {
		t.Errorf("saved %s", got)
	}
	if !strings.Contains(d.texts(), "Tak for dine svar") || *out {
		t.Errorf("it ends with\n%s", d.texts())
	}
	d.press(fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyPageUp)
	if !strings.Contains(d.texts(), "Spørgsmål 3 af 3") {
		t.Errorf("one cannot go back from the last page:\n%s", d.texts())
	}
}

func TestCitizenAnswersByPointer(t *testing.T) {
	p := newPaper(instrument(2))
	d, _, _ := handed(t, p)
	scale := widgettest.Find[*widgets.BigScale](d.window.Content())[0]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(scale)
	test.TapCanvas(d.window.Canvas(), at.AddXY(2*228+100, 60))
	if p.text() != "B01=3" {
		t.Errorf("a click on the third box saves %q", p.text())
	}
	test.TapCanvas(d.window.Canvas(), at.AddXY(40, 136+34+20))
	if p.text() != "B01=-1" {
		t.Errorf("a click on the first reason saves %q", p.text())
	}
	for _, b := range widgettest.Find[*widgets.Button](d.window.Content()) {
		if b.Text == "Næste" {
			test.Tap(b)
		}
	}
	if !strings.Contains(d.texts(), "Spørgsmål 2 af 2") {
		t.Errorf("it says\n%s", d.texts())
	}
}

// The citizen's screen shows nothing about the citizen, and nothing about the
// instrument but its questions.
func TestCitizenSeesNothingElse(t *testing.T) {
	d, _, _ := handed(t, newPaper(instrument(2)))
	text := d.texts()
	for _, word := range []string{"Alma", "Prøvesen", "2024-0117", "PRØV", "LKN", "B01", "Ikke spurgt", "Område"} {
		if strings.Contains(text, word) {
			t.Errorf("it shows %q:\n%s", word, text)
		}
	}
}

func TestOnlyThePassphraseLeaves(t *testing.T) {
	d, _, out := handed(t, newPaper(instrument(2)))
	try := func(pass string) {
		d.press(fyne.KeyEscape)
		d.write(pass)
		d.press(fyne.KeyReturn)
	}
	d.press(fyne.KeyEscape, fyne.KeyEscape)
	if *out || d.window.Canvas().Overlays().Top() != nil {
		t.Fatal("two times Escape leaves")
	}
	d.press(fyne.KeyEscape, fyne.KeyReturn)
	if *out || !strings.Contains(d.texts(), "wrong passphrase.") {
		t.Errorf("nothing written: left %v, it says\n%s", *out, d.texts())
	}
	d.press(fyne.KeyEscape)
	try("et andet")
	d.press(fyne.KeyEscape)
	try("et tredje")
	if !strings.Contains(d.texts(), "Vent lidt") {
		t.Errorf("after three wrong ones it says\n%s", d.texts())
	}
	d.press(fyne.KeyEscape)
	try("fire ord")
	if *out {
		t.Error("it does not wait")
	}
	d.timers.Fire()
	d.press(fyne.KeyEscape)
	try("fire ord")
	if !*out {
		t.Errorf("the passphrase does not leave:\n%s", d.texts())
	}
}

func TestCitizensScreenLooksAsTheMockup(t *testing.T) {
	for _, a := range []struct {
		name    string
		palette plots.Palette
		dark    bool
		steps   int
		size    fyne.Size
	}{
		{"light", plots.Light(), false, 5, fyne.NewSize(1366, 768)},
		{"dark", plots.Dark(), true, 5, fyne.NewSize(1366, 768)},
		{"eleven", plots.Light(), false, 11, fyne.NewSize(1366, 768)},
		{"small", plots.Light(), false, 5, fyne.NewSize(900, 560)},
	} {
		t.Run(a.name, func(t *testing.T) {
			in := instrument(10)
			if a.steps > 5 {
				in.Scales[0].First, in.Scales[0].Labels = 0, nil
				for range a.steps {
					in.Scales[0].Labels = append(in.Scales[0].Labels, model.Text{DA: "I nogen grad"})
				}
			}
			d, _, _ := handed(t, newPaper(in))
			test.ApplyTheme(t, widgets.NewTheme(a.palette, a.dark))
			c := d.form.CitizenScreen(entry.CitizenScreenOptions{})
			d.window.SetContent(c.Content())
			d.window.Resize(a.size)
			c.FocusFirst()
			d.write("3")
			test.AssertImageMatches(t, "citizen-"+a.name+".png", d.window.Canvas().Capture())
		})
	}
}
