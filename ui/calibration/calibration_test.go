// SPDX-License-Identifier: MPL-2.0

package calibration_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/calibration"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

var errDisk = errors.New("the disk is full")

// register is the scores without a register.
type register struct {
	ratings []analysis.Rating
	result  analysis.Calibration
	saved   []string
	fail    error
}

func (r *register) VignetteRatings(context.Context) ([]analysis.Rating, error) { return r.ratings, nil }

func (r *register) RateVignette(_ context.Context, vignette, item string, value int) error {
	if r.fail != nil {
		return r.fail
	}
	r.saved = append(r.saved, fmt.Sprintf("%s %s=%d", vignette, item, value))
	return nil
}

func (r *register) Calibration(context.Context, string) (analysis.Calibration, error) {
	return r.result, r.fail
}

// desk is the screen in a window of a test shell.
type desk struct {
	*screentest.Shell
	screen *calibration.Screen
	timers screentest.Timers
	items  []model.Item
}

func open(t *testing.T, reg *register, leader bool, run widgets.Runner) *desk {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	vignettes, err := assets.Vignettes()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Shell: screentest.New(t, nil), items: in.ItemsOf(model.ByCaseworker)}
	env := d.Env()
	env.Run, env.After = run, d.timers.After
	d.screen = calibration.New(calibration.Options{
		Env: env, Register: reg, Instrument: in, Vignettes: vignettes, User: "LKN", Leader: leader,
	}, calibration.State{})
	d.Show(d.screen)
	return d
}

// at is the code of the question with the keyboard.
func (d *desk) at() string {
	if in, ok := d.Window.Canvas().Focused().(*widgets.ScaleInput); ok {
		return in.Code
	}
	return ""
}

func (d *desk) foot() string {
	return strings.Join(widgettest.Find[*widgets.FootStrip](d.Window.Content())[0].Texts, ", ")
}

// lines are the rows of a table that is shown.
func (d *desk) lines(t *testing.T, table int) []string {
	t.Helper()
	tables := widgettest.Find[*widgets.DataTable](d.Window.Content())
	if table >= len(tables) {
		t.Fatalf("%d tables are shown", len(tables))
	}
	var list []string
	for i := range tables[table].Length() {
		cells, _ := tables[table].Row(i)
		var texts []string
		for _, c := range cells {
			texts = append(texts, c.Text)
		}
		list = append(list, strings.Join(texts, " | "))
	}
	return list
}

// The whole of a vignette is scored with digits alone; every answer is saved as
// it is given.
func TestVignetteByDigits(t *testing.T) {
	reg := &register{}
	d := open(t, reg, false, widgets.Inline)
	if got := d.Texts(); !strings.Contains(got, "Mette, 34 år\nVignette 1 af 6, 0 af 11 svar\n") || !strings.Contains(got, "Mette har været uden arbejde") {
		t.Fatalf("the page says\n%s", got)
	}
	if d.foot() != "Hvert svar gemmes med det samme, 0 af 66 svar i alt" {
		t.Errorf("the foot says %q", d.foot())
	}
	var want []string
	for i, it := range d.items {
		value := 2 + i%3
		d.Type(fmt.Sprint(value))
		want = append(want, fmt.Sprintf("V1 %s=%d", it.Code, value))
	}
	if !slices.Equal(reg.saved, want) {
		t.Errorf("saved %v, want %v", reg.saved, want)
	}
	if d.foot() != "Alt er gemt, 11 af 66 svar i alt" {
		t.Errorf("the foot says %q", d.foot())
	}
	d.Keys(fyne.KeyReturn) // the last question led to the button that leads on
	if got := d.Texts(); !strings.Contains(got, "Vignette 2 af 6, 0 af 11 svar") || d.at() != d.items[0].Code {
		t.Errorf("at %s; the page says\n%s", d.at(), got)
	}
}

func TestBackAndForth(t *testing.T) {
	reg := &register{}
	d := open(t, reg, false, widgets.Inline)
	d.Type("3")
	d.Keys(fyne.KeyPageDown)
	d.Type("4")
	d.Keys(fyne.KeyPageUp)
	first := widgettest.Find[*widgets.ScaleInput](d.Window.Content())[0]
	if first.Answer().Value != 3 || d.at() != d.items[1].Code {
		t.Errorf("the answer is %+v, and the keyboard at %s", first.Answer(), d.at())
	}
	d.Keys(fyne.KeyUp, fyne.KeyBackspace)
	want := []string{"V1 " + d.items[0].Code + "=3", "V2 " + d.items[0].Code + "=4", "V1 " + d.items[0].Code + "=0"}
	if !slices.Equal(reg.saved, want) {
		t.Errorf("saved %v, want %v", reg.saved, want)
	}
	d.Keys(fyne.KeyPageUp)
	if d.screen.State().Vignette != 1 {
		t.Error("before the first is nothing")
	}
	d.Keys(fyne.KeyEscape)
	if d.Backs != 1 {
		t.Error("Escape leads back")
	}
}

// Somebody who comes back goes on where something is left.
func TestGoesOnWhereItWasLeft(t *testing.T) {
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	reg := &register{}
	for i, it := range in.ItemsOf(model.ByCaseworker) {
		reg.ratings = append(reg.ratings, analysis.Rating{Vignette: "V1", Rater: "LKN", Item: it.Code, Value: 3})
		if i < 4 {
			reg.ratings = append(reg.ratings, analysis.Rating{Vignette: "V2", Rater: "LKN", Item: it.Code, Value: 3})
		}
	}
	d := open(t, reg, false, widgets.Inline)
	if got := d.Texts(); !strings.Contains(got, "Vignette 2 af 6, 4 af 11 svar") || d.at() != d.items[4].Code {
		t.Errorf("at %s; the page says\n%s", d.at(), got)
	}
}

// A score that cannot be saved stays on the screen, is reported and tried again.
func TestWhatFailsIsTriedAgain(t *testing.T) {
	reg := &register{fail: errDisk}
	d := open(t, reg, false, widgets.Inline)
	d.Type("3")
	if want := "Ikke gemt endnu – prøver igen. the disk is full."; !strings.HasPrefix(d.foot(), want) {
		t.Errorf("the foot says %q", d.foot())
	}
	left := false
	d.screen.Leave(func() { left = true })
	if left || !strings.Contains(d.Texts(), "Den seneste ændring er ikke gemt.") {
		t.Fatalf("left %v, asked\n%s", left, d.Texts())
	}
	reg.fail = nil
	d.Keys(fyne.KeyReturn)
	if want := []string{"V1 " + d.items[0].Code + "=3"}; !left || !slices.Equal(reg.saved, want) {
		t.Errorf("left %v, saved %v", left, reg.saved)
	}
}

// Answers that come faster than they can be saved are saved in their order, and
// at the latest when the register closes.
func TestSavedInOrderAndAtTheEnd(t *testing.T) {
	reg := &register{}
	var work screentest.Steps
	d := open(t, reg, false, work.Run)
	work.Next() // reads the scores
	code := d.items[0].Code
	d.Type("3")
	d.Keys(fyne.KeyUp)
	d.Type("4")
	if len(work) != 1 || !strings.HasPrefix(d.foot(), "Gemmer …") {
		t.Fatalf("%d pieces of work are waiting, and the foot says %q", len(work), d.foot())
	}
	for _, save := range d.BeforeClose {
		if err := save(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if want := []string{"V1 " + code + "=4"}; !slices.Equal(reg.saved[len(reg.saved)-1:], want) {
		t.Errorf("saved before closing: %v", reg.saved)
	}
	work.Next()
	if len(work) != 0 || len(d.BeforeClose) != 0 || !strings.HasPrefix(d.foot(), "Alt er gemt") {
		t.Errorf("%d pieces of work left, the foot says %q", len(work), d.foot())
	}
}

func rater(name string, kappa, higher float64) analysis.RaterAgreement {
	return analysis.RaterAgreement{Rater: name, MedianComparison: analysis.MedianComparison{N: 60, Kappa: kappa, OK: true, Higher: higher}}
}

func TestOwnResultInWords(t *testing.T) {
	own := rater("LKN", .724, .31)
	own.Items = []analysis.RaterItem{{Item: "S01", MedianComparison: analysis.MedianComparison{N: 6, Higher: .5}}}
	reg := &register{}
	d := open(t, reg, false, widgets.Inline)
	own.Items[0].Item = d.items[0].Code
	reg.result = analysis.Calibration{
		Raters: []analysis.RaterAgreement{own},
		Items: []analysis.ItemAgreement{
			{Item: d.items[0].Code, Raters: 4, Vignettes: 6, ICC: .81, OK: true}, {Item: d.items[1].Code, Raters: 1, Vignettes: 6},
		},
	}
	d.screen.SelectTab(calibration.TabResult)
	got := d.Texts()
	for _, want := range []string{
		"Kappa 0,72: god enighed, målt på 60 svar.", "Du ligger i gennemsnit 0,3 trin tættere på arbejde", "De siger ikke, hvem der har ret",
		"Her ser du kun dit eget.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not said: %s\n%s", want, got)
		}
	}
	rows := d.lines(t, 0)
	if len(rows) != 2 || !strings.HasSuffix(rows[0], " | +0,5 | 0,81 | 4 | 6") || !strings.HasSuffix(rows[1], " | – | – | 1 | 6") {
		t.Errorf("the questions:\n%s", strings.Join(rows, "\n"))
	}
	d.screen.SelectTab(calibration.TabVignettes)
	if d.at() != d.items[0].Code {
		t.Errorf("back at %q", d.at())
	}
}

func TestNobodyElseYet(t *testing.T) {
	d := open(t, &register{}, true, widgets.Inline)
	d.screen.SelectTab(calibration.TabResult)
	got := d.Texts()
	if !strings.Contains(got, "Der er endnu ingen andre") || !strings.Contains(got, "vises, når mindst fem har svaret") {
		t.Errorf("the page says\n%s", got)
	}
}

func TestLeaderSeesTheRaters(t *testing.T) {
	reg := &register{}
	for i, name := range []string{"TBO", "SRA", "LKN", "MPE", "AHO"} {
		reg.result.Raters = append(reg.result.Raters, rater(name, .3+.1*float64(i), -.2+.1*float64(i)))
	}
	d := open(t, reg, true, widgets.Inline)
	d.screen.SelectTab(calibration.TabResult)
	want := []string{"TBO | 0,30 | –0,2 | 60", "SRA | 0,40 | –0,1 | 60", "LKN | 0,50 | 0,0 | 60", "MPE | 0,60 | +0,1 | 60", "AHO | 0,70 | +0,2 | 60"}
	if got := d.lines(t, 1); !slices.Equal(got, want) {
		t.Errorf("the raters:\n%s", strings.Join(got, "\n"))
	}
	if got := d.Texts(); !strings.Contains(got, "ikke til en rangliste") || !strings.Contains(got, "på samme trin") {
		t.Errorf("the page says\n%s", got)
	}
	reg.fail = errDisk
	d.screen.SelectTab(calibration.TabVignettes)
	d.screen.SelectTab(calibration.TabResult)
	if got := d.Texts(); !strings.Contains(got, "Kalibreringen kunne ikke hentes\nthe disk is full.") {
		t.Errorf("the page says\n%s", got)
	}
}
