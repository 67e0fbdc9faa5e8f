// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

var scaleWords = widgets.ScaleWords{Missing: "Mangler", Skipped: "Sprunget over", Why: "Hvorfor mangler svaret?", Clear: "Slet svaret"}

var scaleReasons = []widgets.ScaleReason{
	{Code: -1, Label: "Ved ikke"},
	{Code: -2, Label: "Ønsker ikke at svare"},
	{Code: -3, Label: "Ikke relevant"},
	{Code: -4, Label: "Ikke spurgt"},
	{Code: -5, Label: "Ulæseligt skema"},
}

func degrees() []widgets.ScaleStep {
	var steps []widgets.ScaleStep
	for i, l := range []string{"I meget lav grad", "I lav grad", "I nogen grad", "I høj grad", "I meget høj grad"} {
		steps = append(steps, widgets.ScaleStep{Value: i + 1, Label: l})
	}
	return steps
}

// steps are the steps of a scale from first, with a word each.
func steps(first, n int) []widgets.ScaleStep {
	var list []widgets.ScaleStep
	for i := range n {
		label := fmt.Sprintf("trin %d", first+i)
		switch i {
		case 0:
			label = "Slet ikke"
		case n - 1:
			label = "Helt og holdent"
		}
		list = append(list, widgets.ScaleStep{Value: first + i, Label: label})
	}
	return list
}

// scaleForm is a column of scales between which the keyboard goes as in a form.
type scaleForm struct {
	inputs []*widgets.ScaleInput
	said   []widgets.ScaleAnswer
	window fyne.Window
}

func newScaleForm(t *testing.T, scales ...[]widgets.ScaleStep) *scaleForm {
	t.Helper()
	f := &scaleForm{}
	column := container.NewVBox()
	keys := &widgets.ScaleKeys{}
	for i, steps := range scales {
		in := widgets.NewScaleInput(fmt.Sprintf("B%02d", i+1), "I hvilken grad?", steps, scaleReasons, scaleWords)
		in.Keys = keys
		in.OnAnswer = func(a widgets.ScaleAnswer) { f.said = append(f.said, a) }
		in.OnMove = func(by int) {
			if j := i + by; j >= 0 && j < len(f.inputs) {
				f.inputs[j].Focus()
			}
		}
		f.inputs = append(f.inputs, in)
		column.Add(in)
	}
	f.window = show(t, column, fyne.NewSize(1246, 700))
	f.inputs[0].Focus()
	return f
}

func (f *scaleForm) focused() int {
	for i, in := range f.inputs {
		if f.window.Canvas().Focused() == fyne.Focusable(in) {
			return i
		}
	}
	return -1
}

func (f *scaleForm) write(text string) {
	for _, r := range text {
		f.window.Canvas().Focused().TypedRune(r)
	}
}

func (f *scaleForm) press(names ...fyne.KeyName) {
	for _, n := range names {
		f.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func value(v int) widgets.ScaleAnswer   { return widgets.ScaleAnswer{Entered: true, Value: v} }
func missing(c int) widgets.ScaleAnswer { return widgets.ScaleAnswer{Entered: true, Missing: c} }

// Every scale from 3 to 11 steps, from 0 and from 1, and every one of its steps
// by digits.
func TestDigitsAnswerOnEveryScale(t *testing.T) {
	start(t)
	for n := 3; n <= 11; n++ {
		for first := range 2 {
			for v := first; v < first+n; v++ {
				f := newScaleForm(t, steps(first, n), steps(first, n))
				f.write(fmt.Sprint(v))
				if v == 1 && first+n-1 >= 10 {
					if f.focused() != 0 {
						t.Errorf("%d steps from %d: 1 does not wait for a second digit", n, first)
					}
					f.press(fyne.KeyReturn)
				}
				if got := f.inputs[0].Answer(); got != value(v) || f.focused() != 1 {
					t.Errorf("%d steps from %d: %d gives %+v, the keyboard is at %d", n, first, v, got, f.focused())
				}
			}
			f := newScaleForm(t, steps(first, n))
			if f.write(fmt.Sprint(first + n)); first+n < 10 && f.inputs[0].Answer().Entered {
				t.Errorf("%d steps from %d: %d is an answer", n, first, first+n)
			}
		}
	}
}

// A second digit that makes no step is the answer to the next question, however
// fast it comes.
func TestOneDigitOfTwo(t *testing.T) {
	start(t)
	for _, c := range []struct {
		write string
		want  []widgets.ScaleAnswer
		at    int
	}{
		{"10", []widgets.ScaleAnswer{value(10), {}, {}}, 1},
		{"15", []widgets.ScaleAnswer{value(1), value(5), {}}, 2},
		{"1010", []widgets.ScaleAnswer{value(10), value(10), {}}, 2},
		{"110", []widgets.ScaleAnswer{value(1), value(10), {}}, 2},
		{"7", []widgets.ScaleAnswer{value(7), {}, {}}, 1},
	} {
		f := newScaleForm(t, steps(0, 11), steps(0, 11), steps(0, 11))
		f.write(c.write)
		for i, want := range c.want {
			if got := f.inputs[i].Answer(); got != want {
				t.Errorf("%s: question %d has %+v, want %+v", c.write, i, got, want)
			}
		}
		if f.focused() != c.at {
			t.Errorf("%s: the keyboard is at %d, want %d", c.write, f.focused(), c.at)
		}
	}
	f := newScaleForm(t, steps(0, 11), steps(0, 11))
	f.write("1")
	f.press(fyne.KeyDown, fyne.KeyUp)
	f.write("0")
	if got := f.inputs[0].Answer(); got != value(0) {
		t.Errorf("after leaving and coming back 0 completes what was begun: %+v", got)
	}
}

func TestArrowsMoveTheValue(t *testing.T) {
	start(t)
	f := newScaleForm(t, degrees(), degrees(), degrees())
	in := f.inputs[0]
	f.press(fyne.KeyRight)
	if in.Answer() != value(1) {
		t.Errorf("right begins at %+v", in.Answer())
	}
	f.press(fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	if in.Answer() != value(2) || f.focused() != 0 {
		t.Errorf("the arrows give %+v at %d", in.Answer(), f.focused())
	}
	f.press(fyne.KeyLeft, fyne.KeyLeft)
	if in.Answer() != value(1) {
		t.Errorf("left goes past the end: %+v", in.Answer())
	}
	f.press(fyne.KeyDown, fyne.KeyLeft)
	if f.inputs[1].Answer() != value(5) {
		t.Errorf("left begins at %+v", f.inputs[1].Answer())
	}
	f.press(fyne.KeyUp)
	if f.focused() != 0 {
		t.Error("up does not go back")
	}
	f.press(fyne.KeyReturn, fyne.KeyEnter)
	if f.focused() != 2 {
		t.Error("Enter does not go on")
	}
}

func TestBackspaceClears(t *testing.T) {
	start(t)
	f := newScaleForm(t, degrees(), degrees())
	f.write("3")
	f.press(fyne.KeyUp, fyne.KeyBackspace)
	if f.inputs[0].Answer().Entered || f.focused() != 0 {
		t.Error("Backspace does not clear and stay")
	}
	if n := len(f.said); n != 2 {
		t.Errorf("%d answers reported, want 2", n)
	}
	f.press(fyne.KeyBackspace)
	if n := len(f.said); n != 2 {
		t.Error("an unchanged answer is reported")
	}
}

func TestMinusOpensTheReasons(t *testing.T) {
	start(t)
	f := newScaleForm(t, degrees(), degrees())
	f.write("-2")
	if got := f.inputs[0].Answer(); got != missing(-2) || f.focused() != 1 {
		t.Fatalf("minus and 2 give %+v at %d", got, f.focused())
	}
	f.write("-")
	f.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if got := f.inputs[1].Answer(); got != missing(-3) {
		t.Errorf("the arrow keys choose %+v", got)
	}
	f.write("-")
	f.press(fyne.KeyEscape)
	if got := f.inputs[1].Answer(); got != missing(-3) || f.focused() != 1 {
		t.Errorf("Escape leaves %+v at %d", got, f.focused())
	}
	f.write("-9-")
	if got := f.inputs[1].Answer(); got != missing(-3) || f.window.Canvas().Overlays().Top() != nil {
		t.Errorf("a digit without a reason chooses %+v", got)
	}
	f.write("-")
	f.press(fyne.KeyEnd, fyne.KeyReturn)
	if f.inputs[1].Answer().Entered {
		t.Error("the last row does not clear")
	}
	f.write("4")
	if got := f.inputs[1].Answer(); got != value(4) {
		t.Errorf("a value after a reason: %+v", got)
	}
}

func TestScaleByPointer(t *testing.T) {
	start(t)
	f := newScaleForm(t, degrees(), degrees())
	in := f.inputs[1]
	at := func(x float32) {
		test.TapCanvas(f.window.Canvas(), f.window.Content().(*fyne.Container).Objects[1].Position().AddXY(x, 22))
	}
	at(545 + 2*114 + 50)
	if in.Answer() != value(3) || f.focused() != 1 {
		t.Errorf("a click on the third box gives %+v at %d", in.Answer(), f.focused())
	}
	at(1246 - 60)
	if f.window.Canvas().Overlays().Top() == nil {
		t.Fatal("a click on the last box does not open the reasons")
	}
	f.press(fyne.KeyEscape)
	at(200)
	if in.Answer() != value(3) || f.focused() != 1 {
		t.Error("a click on the question changes the answer")
	}
}

// One stop for Tab a question, and the next when it is pressed.
func TestScaleIsOneStop(t *testing.T) {
	start(t)
	f := newScaleForm(t, degrees(), steps(0, 11), steps(1, 3))
	for i := range 3 {
		if f.focused() != i {
			t.Fatalf("stop %d is %d", i, f.focused())
		}
		f.window.Canvas().FocusNext()
	}
	f.window.Canvas().FocusPrevious()
	f.window.Canvas().FocusPrevious()
	if f.focused() != 1 {
		t.Error("Shift+Tab does not go back")
	}
}

// A digit that is held down is repeated by the keyboard, and answers once.
func TestHeldDigitAnswersOnce(t *testing.T) {
	start(t)
	f := newScaleForm(t, degrees(), degrees(), degrees())
	down := func() { f.inputs[f.focused()].KeyDown(&fyne.KeyEvent{Name: fyne.Key3}) }
	down()
	f.write("333")
	if f.focused() != 1 || f.inputs[1].Answer().Entered {
		t.Errorf("the keyboard is at %d after one press", f.focused())
	}
	down()
	f.write("3")
	if f.focused() != 2 {
		t.Error("a second press does not answer")
	}
}

func scaleGallery() (o fyne.CanvasObject, focused *widgets.ScaleInput) {
	column := container.NewWithoutLayout()
	y := float32(10)
	add := func(code, question string, steps []widgets.ScaleStep, a widgets.ScaleAnswer) *widgets.ScaleInput {
		in := widgets.NewScaleInput(code, question, steps, scaleReasons, scaleWords)
		in.SetAnswer(a)
		h := in.HeightFor(1246)
		column.Add(put(in, 10, y, 1246, h))
		y += h
		return in
	}
	add("B01", "I hvilken grad har du overskud i din hverdag til også at arbejde hen imod et job?", degrees(), value(3))
	add("B03", "I hvilken grad kan du selv håndtere dine helbredsproblemer, så de ikke står i vejen for et arbejde?", degrees(), missing(-3))
	skipped := add("B05", "I hvilken grad gør du noget bestemt for at komme nærmere et arbejde?", degrees(), widgets.ScaleAnswer{})
	skipped.SetSkipped(true)
	focused = add("B06", "I hvilken grad ved du, hvilke slags job dine evner kan bruges til?", degrees(), widgets.ScaleAnswer{})
	add("B07", "Hvor let er det for dig at være sammen og arbejde sammen med mennesker, du ikke kender i forvejen?", degrees(), widgets.ScaleAnswer{})
	for n := 3; n <= 11; n++ {
		if n != 5 {
			first := n % 2
			add(fmt.Sprintf("T%02d", n), fmt.Sprintf("Et spørgsmål med %d trin", n), steps(first, n), value(first+n*2/3))
		}
	}
	open := add("T12", "Et spørgsmål med 11 trin og uden svar", steps(0, 11), widgets.ScaleAnswer{})
	open.SetNote("Før: 24. aug 2026: 7 · 25. maj 2026: 6")
	marks := widgets.NewScaleProgress()
	marks.Set([]widgets.ScaleState{widgets.ScaleAnswered, widgets.ScaleAnswered, widgets.ScaleMissing, widgets.ScaleOpen, widgets.ScaleOpen}, 3)
	column.Add(put(marks, 20, y+8, 100, 28))
	many := widgets.NewScaleProgress()
	states := make([]widgets.ScaleState, 60)
	for i := range states {
		states[i] = []widgets.ScaleState{widgets.ScaleAnswered, widgets.ScaleOpen, widgets.ScaleMissing}[i%3]
	}
	many.Set(states, 40)
	column.Add(put(many, 200, y+8, 268, 28))
	return column, focused
}

func TestScalesLookAsTheMockups(t *testing.T) {
	appearances(t, func(t *testing.T, name string) {
		o, focused := scaleGallery()
		w := show(t, o, fyne.NewSize(1266, 860))
		focused.Focus()
		test.AssertImageMatches(t, fmt.Sprintf("scales-%s.png", name), w.Canvas().Capture())
		write(focused, "-")
		key(w.Canvas().Focused(), fyne.KeyDown)
		test.AssertImageMatches(t, fmt.Sprintf("reasons-%s.png", name), w.Canvas().Capture())
	})
}
