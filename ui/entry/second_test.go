// SPDX-License-Identifier: MPL-2.0

package entry_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestSecondEntryIsACleanSheet(t *testing.T) {
	p := newPaper(instrument(4))
	p.first = []model.Answer{model.NewAnswer("B01", 1), model.NewAnswer("B02", 2), model.NewAnswer("B03", 3), model.NewMissingAnswer("B04", -1)}
	d := openBy(t, p, widgets.Inline, true)
	if text := d.texts(); strings.Contains(text, "LKN") || !strings.Contains(text, "kontrolindtastning") {
		t.Errorf("it says\n%s", text)
	}
	for _, in := range widgettest.Find[*widgets.Dropdown](d.window.Content()) {
		if !in.Disabled() {
			t.Error("the head can be changed")
		}
	}
	d.press(fyne.KeyF4)
	if p.asked {
		t.Error("earlier answers can be looked at")
	}
	d.write("125-1")
	d.form.Complete()
	want := []store.Difference{{Item: "B03", First: model.NewAnswer("B03", 3), Second: model.NewAnswer("B03", 5)}}
	if !slices.Equal(d.differ, want) || d.done {
		t.Errorf("it differs in %+v", d.differ)
	}
	d = openBy(t, p, widgets.Inline, true)
	d.press(fyne.KeyUp, fyne.KeyUp)
	d.form.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	d.write("123")
	d.form.Complete()
	if !d.done {
		t.Errorf("it still differs in %+v", d.differ)
	}
}

// judge decides differences without a register.
type judge struct {
	left    int
	decided []model.Answer
	fail    error
}

func (j *judge) ResolveDifference(_ context.Context, _ model.ID, a model.Answer) (int, error) {
	if j.fail != nil {
		return 0, j.fail
	}
	j.decided = append(j.decided, a)
	j.left--
	return j.left, nil
}

func differing(t *testing.T, j *judge) (*desk, *bool) {
	t.Helper()
	in := instrument(4)
	agreed := false
	d := &desk{}
	s := entry.NewComparison(entry.ComparisonOptions{
		Decider: j, Citizen: model.Citizen{Name: "Alma Prøvesen"}, Instrument: in, SecondBy: "SRA",
		Assessment: model.Assessment{Date: model.DateOf(now()), Respondent: model.ByCitizen, EnteredBy: "LKN"},
		Differences: []store.Difference{
			{Item: "B01", First: model.NewAnswer("B01", 1), Second: model.NewAnswer("B01", 2)},
			{Item: "B02", First: model.NewMissingAnswer("B02", -1), Second: model.Answer{}},
			{Item: "B04", First: model.NewAnswer("B04", 4), Second: model.NewAnswer("B04", 5)},
		},
		Env: screen.Env{
			Words: words(t), Run: widgets.Inline, Now: now, Changed: func() {}, Back: func() { d.left = true },
			Canvas: func() fyne.Canvas { return d.window.Canvas() }, Explain: func(err error) string { return err.Error() },
			Toast: func(text string) { d.said = append(d.said, text) },
		},
		OnAgreed: func() { agreed = true },
	})
	d.window = test.NewWindow(s.Content())
	t.Cleanup(d.window.Close)
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1278, 712))
	d.window.Canvas().SetOnTypedKey(s.TypedKey)
	s.FocusFirst()
	return d, &agreed
}

func TestDifferencesAreDecided(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, widgets.NewTheme(plots.Light(), false))
	j := &judge{left: 3}
	d, agreed := differing(t, j)
	var buttons []string
	for _, b := range widgettest.Find[*widgets.Button](d.window.Content()) {
		buttons = append(buttons, b.Text)
	}
	for _, want := range []string{"LKN: 1, I meget lav grad", "SRA: 2, I lav grad", "LKN: × Ved ikke", "SRA: mangler – intet indtastet"} {
		if !slices.Contains(buttons, want) {
			t.Errorf("%q is not among %q", want, buttons)
		}
	}
	test.AssertImageMatches(t, "differ-light.png", d.window.Canvas().Capture())
	c := d.window.Canvas()
	c.FocusNext()
	d.press(fyne.KeyReturn) // the second entry is right
	j.fail = errDisk
	d.press(fyne.KeyReturn)
	if len(j.decided) != 1 || len(d.said) != 1 {
		t.Errorf("decided %v, said %q", j.decided, d.said)
	}
	j.fail = nil
	d.press(fyne.KeyReturn) // the first one is right
	c.FocusNext()
	c.FocusNext()
	d.write("3") // what the paper says
	want := []model.Answer{model.NewAnswer("B01", 2), model.NewMissingAnswer("B02", -1), model.NewAnswer("B04", 3)}
	if !slices.Equal(j.decided, want) || !*agreed {
		t.Errorf("decided %+v, agreed %v", j.decided, *agreed)
	}
	d.press(fyne.KeyEscape)
}

func TestDifferencesCanWait(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, widgets.NewTheme(plots.Light(), false))
	d, agreed := differing(t, &judge{left: 3})
	d.press(fyne.KeyEscape)
	if !d.left || *agreed {
		t.Error("Escape does not leave them for later")
	}
}
