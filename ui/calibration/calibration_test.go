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
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/calibration"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
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

// desk is the screen in a window, and what it has told.
type desk struct {
	screen *calibration.Screen
	window fyne.Window
	reg    *register
	items  []model.Item
	back   bool
	said   string
	ends   []func(ctx context.Context) error
}

func open(t *testing.T, reg *register, leader bool, run widgets.Runner) *desk {
	t.Helper()
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	vignettes, err := assets.Vignettes()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{reg: reg, items: in.ItemsOf(model.ByCaseworker)}
	d.screen = calibration.New(calibration.Options{
		Register: reg, Instrument: in, Vignettes: vignettes, User: "LKN", Leader: leader, Env: screen.Env{
			Words: w, Run: run,
			BeforeClose: func(do func(ctx context.Context) error) func() {
				d.ends = append(d.ends, do)
				return func() { d.ends = nil }
			},
			Back: func() { d.back = true }, Focus: func(f fyne.Focusable) { d.window.Canvas().Focus(f) },
			Explain: func(err error) string { return err.Error() + "." }, Toast: func(text string) { d.said = text },
		},
	}, calibration.State{})
	d.window = test.NewWindow(d.screen.Content())
	t.Cleanup(d.window.Close)
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1278, 712))
	d.window.Canvas().SetOnTypedKey(d.screen.TypedKey)
	d.screen.Load()
	return d
}

// at is the code of the question with the keyboard.
func (d *desk) at() string {
	if in, ok := d.window.Canvas().Focused().(*widgets.ScaleInput); ok {
		return in.Code
	}
	return ""
}

func (d *desk) foot() string {
	return strings.Join(widgettest.Find[*widgets.FootStrip](d.window.Content())[0].Texts, ", ")
}

// lines are the rows of a table that is shown.
func (d *desk) lines(t *testing.T, table int) []string {
	t.Helper()
	tables := widgettest.Find[*widgets.DataTable](d.window.Content())
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
	if got := d.texts(); !strings.Contains(got, "Mette, 34 år\nVignette 1 af 6, 0 af 11 svar\n") || !strings.Contains(got, "Mette har været uden arbejde") {
		t.Fatalf("the page says\n%s", got)
	}
	if d.foot() != "Hvert svar gemmes med det samme, 0 af 66 svar i alt" {
		t.Errorf("the foot says %q", d.foot())
	}
	var want []string
	for i, it := range d.items {
		value := 2 + i%3
		d.write(fmt.Sprint(value))
		want = append(want, fmt.Sprintf("V1 %s=%d", it.Code, value))
	}
	if !slices.Equal(reg.saved, want) {
		t.Errorf("saved %v, want %v", reg.saved, want)
	}
	if d.foot() != "Alt er gemt, 11 af 66 svar i alt" {
		t.Errorf("the foot says %q", d.foot())
	}
	d.press(fyne.KeyReturn) // the last question led to the button that leads on
	if got := d.texts(); !strings.Contains(got, "Vignette 2 af 6, 0 af 11 svar") || d.at() != d.items[0].Code {
		t.Errorf("at %s; the page says\n%s", d.at(), got)
	}
}

func TestBackAndForth(t *testing.T) {
	reg := &register{}
	d := open(t, reg, false, widgets.Inline)
	d.write("3")
	d.press(fyne.KeyPageDown)
	d.write("4")
	d.press(fyne.KeyPageUp)
	first := widgettest.Find[*widgets.ScaleInput](d.window.Content())[0]
	if first.Answer().Value != 3 || d.at() != d.items[1].Code {
		t.Errorf("the answer is %+v, and the keyboard at %s", first.Answer(), d.at())
	}
	d.press(fyne.KeyUp, fyne.KeyBackspace)
	want := []string{"V1 " + d.items[0].Code + "=3", "V2 " + d.items[0].Code + "=4", "V1 " + d.items[0].Code + "=0"}
	if !slices.Equal(reg.saved, want) {
		t.Errorf("saved %v, want %v", reg.saved, want)
	}
	d.press(fyne.KeyPageUp)
	if d.screen.State().Vignette != 1 {
		t.Error("before the first is nothing")
	}
	d.press(fyne.KeyEscape)
	if !d.back {
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
	if got := d.texts(); !strings.Contains(got, "Vignette 2 af 6, 4 af 11 svar") || d.at() != d.items[4].Code {
		t.Errorf("at %s; the page says\n%s", d.at(), got)
	}
}

func TestWhatIsNotSavedIsNotShown(t *testing.T) {
	reg := &register{fail: errDisk}
	d := open(t, reg, false, widgets.Inline)
	d.write("3")
	if d.said != "Svaret blev ikke gemt. the disk is full." {
		t.Errorf("said %q", d.said)
	}
	if a := widgettest.Find[*widgets.ScaleInput](d.window.Content())[0].Answer(); a.Entered {
		t.Errorf("shown is %+v", a)
	}
}

// Answers that come faster than they can be saved are saved in their order, and
// at the latest when the register closes.
func TestSavedInOrderAndAtTheEnd(t *testing.T) {
	reg := &register{}
	var waiting []func()
	queue := func(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
		waiting = append(waiting, func() { done(work(context.Background())) })
		return func() {}
	}
	d := open(t, reg, false, queue)
	waiting[0]() // what there was is read
	waiting = waiting[1:]
	code := d.items[0].Code
	d.write("3")
	d.press(fyne.KeyUp)
	d.write("4")
	if len(waiting) != 1 || !strings.HasPrefix(d.foot(), "Gemmer …") {
		t.Fatalf("%d are being saved, and the foot says %q", len(waiting), d.foot())
	}
	for _, end := range d.ends {
		if err := end(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if want := []string{"V1 " + code + "=3", "V1 " + code + "=4"}; !slices.Equal(reg.saved, want) {
		t.Errorf("saved at the end %v", reg.saved)
	}
	reg.saved = nil
	waiting[0]()
	waiting[1]()
	if want := []string{"V1 " + code + "=3", "V1 " + code + "=4"}; !slices.Equal(reg.saved, want) || len(d.ends) != 0 {
		t.Errorf("saved %v", reg.saved)
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
	got := d.texts()
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
	got := d.texts()
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
	if got := d.texts(); !strings.Contains(got, "ikke til en rangliste") || !strings.Contains(got, "på samme trin") {
		t.Errorf("the page says\n%s", got)
	}
	reg.fail = errDisk
	d.screen.SelectTab(calibration.TabVignettes)
	d.screen.SelectTab(calibration.TabResult)
	if got := d.texts(); !strings.Contains(got, "Kalibreringen kunne ikke hentes\nthe disk is full.") {
		t.Errorf("the page says\n%s", got)
	}
}

func (d *desk) press(names ...fyne.KeyName) { widgettest.Press(d.window.Canvas(), names...) }

func (d *desk) write(text string) { widgettest.Write(d.window.Canvas(), text) }

func (d *desk) texts() string { return widgettest.Texts(d.window.Content()) }
