// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func showBigScale(t *testing.T, steps []widgets.ScaleStep, reasons ...widgets.ScaleReason) *widgets.BigScale {
	t.Helper()
	start(t)
	b := widgets.NewBigScale()
	b.Set(steps, reasons, widgets.ScaleAnswer{})
	w := show(t, b, fyne.NewSize(1120, 400))
	w.Canvas().Focus(b)
	return b
}

func TestBigScaleByKeyboard(t *testing.T) {
	reasons := scaleReasons[:2]
	for _, c := range []struct {
		name  string
		steps []widgets.ScaleStep
		write string
		keys  []fyne.KeyName // after write
		want  widgets.ScaleAnswer
	}{
		{"a digit", degrees(), "3", nil, value(3)},
		{"the last digit counts", degrees(), "34", nil, value(4)},
		{"no such step", degrees(), "7", nil, widgets.ScaleAnswer{}},
		{"no digit", degrees(), "a-", nil, widgets.ScaleAnswer{}},
		{"two digits", steps(0, 11), "10", nil, value(10)},
		{"one digit of two", steps(0, 11), "1", nil, value(1)},
		{"a second digit that is no step", steps(0, 11), "15", nil, value(1)},
		{"a new digit after an arrow", steps(0, 11), "1", []fyne.KeyName{fyne.KeyRight}, value(2)},
		{"right begins with the first step", degrees(), "", []fyne.KeyName{fyne.KeyRight}, value(1)},
		{"left begins with the last step", degrees(), "", []fyne.KeyName{fyne.KeyLeft}, value(5)},
		{"left stops at the first step", degrees(), "1", []fyne.KeyName{fyne.KeyLeft}, value(1)},
		{"right goes on to the reasons", degrees(), "5", []fyne.KeyName{fyne.KeyRight}, missing(-1)},
		{"right stops at the last reason", degrees(), "5", []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyRight}, missing(-2)},
		{"down goes to the reasons", degrees(), "2", []fyne.KeyName{fyne.KeyDown}, missing(-1)},
		{"up goes back to the steps", degrees(), "2", []fyne.KeyName{fyne.KeyDown, fyne.KeyUp}, value(1)},
		{"Backspace clears", degrees(), "2", []fyne.KeyName{fyne.KeyBackspace}, widgets.ScaleAnswer{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := showBigScale(t, c.steps, reasons...)
			write(b, c.write)
			key(b, c.keys...)
			if got := b.Answer(); got != c.want {
				t.Errorf("answer %+v, want %+v", got, c.want)
			}
		})
	}
}

// Answering stays at the question; Enter goes on. An unchanged answer is not reported.
func TestBigScaleReports(t *testing.T) {
	b := showBigScale(t, degrees())
	var answers []widgets.ScaleAnswer
	next, escaped := 0, 0
	b.OnAnswer = func(a widgets.ScaleAnswer) { answers = append(answers, a) }
	b.OnNext = func() { next++ }
	fyne.CurrentApp().Driver().CanvasForObject(b).SetOnTypedKey(func(*fyne.KeyEvent) { escaped++ })
	write(b, "224")
	key(b, fyne.KeyRight, fyne.KeyRight, fyne.KeyEscape)
	if want := []widgets.ScaleAnswer{value(2), value(4), value(5)}; !slices.Equal(answers, want) || next != 0 {
		t.Errorf("reported %+v, moved on %d times", answers, next)
	}
	if escaped != 1 {
		t.Error("the screen does not get Escape")
	}
	if key(b, fyne.KeyReturn); next != 1 {
		t.Error("Enter does not go on")
	}
	b.Set(degrees(), nil, value(1))
	if b.Answer() != value(1) || len(answers) != 3 {
		t.Error("Set is reported, or does not show its answer")
	}
}

func TestBigScaleByPointer(t *testing.T) {
	b := showBigScale(t, steps(1, 3), scaleReasons[:2]...)
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	for _, click := range []struct {
		x, y float32
		want widgets.ScaleAnswer
	}{
		{130, 60, value(1)},
		{260 + 20 + 130, 130, value(2)},
		{270, 60, value(2)}, // between two boxes
		{60, 136 + 34 + 20, missing(-1)},
		{1000, 380, missing(-1)}, // below everything
	} {
		test.TapCanvas(c, fyne.NewPos(click.x, click.y))
		if got := b.Answer(); got != click.want {
			t.Errorf("a click at %g,%g gives %+v, want %+v", click.x, click.y, got, click.want)
		}
	}
}

// A short scale has its labels in the boxes, a long one only those of the ends and of
// the chosen step.
func TestBigScaleLabels(t *testing.T) {
	b := showBigScale(t, degrees())
	if got := seen(b); !slices.Contains(got, "I nogen grad") || !slices.Contains(got, "I lav grad") {
		t.Errorf("a short scale shows %q", got)
	}
	b.Set(steps(0, 11), nil, widgets.ScaleAnswer{})
	got := seen(b)
	for label, want := range map[string]bool{"Slet ikke": true, "Helt og holdent": true, "trin 4": false, "10": true} {
		if slices.Contains(got, label) != want {
			t.Errorf("a long scale shows %q: want %q %t", got, label, want)
		}
	}
	write(b, "4")
	if got := seen(b); !slices.Contains(got, "trin 4") {
		t.Errorf("the chosen step is not named: %q", got)
	}
}

// Reasons that do not fit next to each other take more rows.
func TestBigScaleHeight(t *testing.T) {
	b := showBigScale(t, degrees(), scaleReasons...)
	wide, narrow := b.HeightFor(1400), b.HeightFor(600)
	if narrow <= wide {
		t.Errorf("%g high at 600, %g at 1400", narrow, wide)
	}
	b.Set(degrees(), nil, widgets.ScaleAnswer{})
	short := b.HeightFor(1400)
	b.Set(steps(0, 11), nil, widgets.ScaleAnswer{})
	if long := b.HeightFor(1400); short >= wide || long <= short {
		t.Errorf("%g without reasons, %g with labels below", short, long)
	}
}

func TestBigProgressHasABarPerQuestion(t *testing.T) {
	start(t)
	p := widgets.NewBigProgress()
	w := show(t, p, p.MinSize())
	if !uniform(w.Canvas().Capture()) {
		t.Error("bars are drawn without questions")
	}
	p.Set(2, 10)
	pal := widgets.CurrentPalette()
	img := w.Canvas().Capture()
	for x, want := range map[int]any{5: pal.Ink, 2*46 + 5: pal.Focus, 5*46 + 5: pal.Line} {
		if got := img.At(x, 4); !sameColour(got, want) {
			t.Errorf("at %d the bar is %v, want %v", x, got, want)
		}
	}
	// What is left is thinner, not only of another colour.
	if got := img.At(5*46+10, 0); sameColour(got, pal.Line) {
		t.Error("the bar of a coming question is as high as that of an answered one")
	}
}
