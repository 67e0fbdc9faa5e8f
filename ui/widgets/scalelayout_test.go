// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func drawScale(t *rapid.T) *ScaleInput {
	first := rapid.IntRange(0, 1).Draw(t, "first")
	var steps []ScaleStep
	for i := range rapid.IntRange(2, 11).Draw(t, "steps") {
		steps = append(steps, ScaleStep{Value: first + i, Label: words(t)})
	}
	question := strings.Repeat("I hvilken grad kan du det? ", rapid.IntRange(0, 8).Draw(t, "length"))
	s := NewScaleInput("B01", question, steps, []ScaleReason{{-1, "Ved ikke"}, {-2, words(t)}}, ScaleWords{Missing: "Mangler", Skipped: "Sprunget over"})
	s.Skipped = rapid.Bool().Draw(t, "skipped")
	s.Note = rapid.SampledFrom([]string{"", "Før: 3"}).Draw(t, "note")
	return s
}

// At every width and scale, the boxes follow each other inside the row, to the right
// of the question; pointing at the middle of a box finds it.
func TestScaleGeometry(t *testing.T) {
	lightApp(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawScale(t)
		width := float32(rapid.IntRange(640, 2000).Draw(t, "width"))
		s.Resize(fyne.NewSize(width, s.HeightFor(width)))
		test.WidgetRenderer(s).Layout(s.Size())
		g := s.shape
		x := scaleText + g.text
		for i := range s.Steps {
			if g.boxX(i) < x {
				t.Fatalf("box %d at %g overlaps what ends at %g", i, g.boxX(i), x)
			}
			x = g.boxX(i) + g.box
			if got := s.boxAt(fyne.NewPos(g.boxX(i)+g.box/2, g.top+scaleBoxHeight/2)); got != i {
				t.Fatalf("the middle of box %d finds %d", i, got)
			}
		}
		if g.missing < x || g.missing+scaleMissingWidth > width {
			t.Fatalf("the missing box is at %g, the steps end at %g, the row at %g", g.missing, x, width)
		}
		for _, p := range []fyne.Position{{X: 5, Y: g.top}, {X: g.first, Y: g.top - 1}, {X: g.first, Y: g.top + scaleBoxHeight + 1}, {X: width, Y: g.top}} {
			if got := s.boxAt(p); got != noBox {
				t.Fatalf("at %v is box %d", p, got)
			}
		}
		if g.top < 0 || g.top+scaleBoxHeight > g.height {
			t.Fatalf("the boxes reach from %g to %g in a row of %g", g.top, g.top+scaleBoxHeight, g.height)
		}
	})
}

// Neither the focus nor an answer changes the height of a row: a form does not jump.
func TestScaleHeightIsSteady(t *testing.T) {
	lightApp(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawScale(t)
		s.Skipped = false
		width := float32(rapid.IntRange(640, 2000).Draw(t, "width"))
		want := s.HeightFor(width)
		s.FocusGained()
		for _, a := range []ScaleAnswer{{}, {Entered: true, Value: s.Steps[0].Value}, {Entered: true, Missing: -2}} {
			s.SetAnswer(a)
			if got := s.HeightFor(width); got != want {
				t.Fatalf("with the focus and %+v: %g high, want %g", a, got, want)
			}
		}
	})
}

// A question that is out of view has no canvas objects, and gets them back.
func TestCulledScaleHasNoObjects(t *testing.T) {
	lightApp(t)
	s := NewScaleInput("B01", "I hvilken grad?", []ScaleStep{{1, "Lav"}, {2, "Høj"}}, nil, ScaleWords{})
	s.SetCulled(true)
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(1246, 60))
	r := test.WidgetRenderer(s)
	if n := len(r.Objects()); n != 0 {
		t.Errorf("a culled question has %d objects", n)
	}
	s.SetAnswer(ScaleAnswer{Entered: true, Value: 2}) // while it is out of view
	s.SetCulled(false)
	if len(r.Objects()) == 0 || s.Answer().Value != 2 {
		t.Errorf("back in view: %d objects, answer %+v", len(r.Objects()), s.Answer())
	}
}

func TestScaleHover(t *testing.T) {
	p := lightApp(t)
	s := NewScaleInput("B01", "I hvilken grad?", []ScaleStep{{1, "Lav"}, {2, "Høj"}}, []ScaleReason{{-1, "Ved ikke"}}, ScaleWords{})
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(1246, 60))
	s.Resize(fyne.NewSize(1246, 45))
	r := test.WidgetRenderer(s).(*scaleRenderer)
	fills := func() []bool {
		var list []bool
		for _, b := range append(slices.Clone(r.boxes), r.missing) {
			list = append(list, b.frame.inner.FillColor == mix(p.Ink, p.Surface, 6))
		}
		return list
	}
	at := func(x float32) {
		s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, s.shape.top+5)}})
	}
	for _, c := range []struct {
		name string
		do   func()
		want []bool
	}{
		{"the first step", func() { at(s.shape.boxX(0) + 5) }, []bool{true, false, false}},
		{"the missing box", func() { at(s.shape.missing + 5) }, []bool{false, false, true}},
		{"the question", func() { at(100) }, []bool{false, false, false}},
		{"a step that is chosen", func() { s.SetAnswer(ScaleAnswer{Entered: true, Value: 2}); at(s.shape.boxX(1) + 5) }, []bool{false, false, false}},
		{"a step that is not", func() { at(s.shape.boxX(0) + 5) }, []bool{true, false, false}},
		{"outside", s.MouseOut, []bool{false, false, false}},
	} {
		if c.do(); !slices.Equal(fills(), c.want) {
			t.Errorf("%s: hovered %v, want %v", c.name, fills(), c.want)
		}
	}
}

func TestReasonList(t *testing.T) {
	for _, c := range []struct {
		name   string
		keys   []fyne.KeyName
		write  string
		picked string
	}{
		{"a digit", nil, "2", "1 by key"},
		{"a digit of no reason", nil, "3", ""},
		{"minus closes", nil, "-", "-1 by key"},
		{"Escape closes", []fyne.KeyName{fyne.KeyEscape}, "", "-1 by key"},
		{"down and Enter", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "", "1 by key"},
		{"End is the row that clears", []fyne.KeyName{fyne.KeyEnd, fyne.KeySpace}, "", "2 by key"},
		{"up stops at the first", []fyne.KeyName{fyne.KeyUp, fyne.KeyReturn}, "", "0 by key"},
		{"Home", []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyReturn}, "", "0 by key"},
		{"Backspace clears", []fyne.KeyName{fyne.KeyBackspace}, "", "2 by key"},
	} {
		lightApp(t)
		picked := ""
		l := newReasonList("Hvorfor?", []string{"Ved ikke", "Ikke spurgt", "Slet svaret"}, 2, 0, nil)
		l.picked = func(i int, byKey bool) { picked = fmt.Sprintf("%d by key", i) }
		test.NewTempWindow(t, l)
		for _, k := range c.keys {
			l.TypedKey(&fyne.KeyEvent{Name: k})
		}
		for _, r := range c.write {
			l.TypedRune(r)
		}
		if picked != c.picked {
			t.Errorf("%s: %q, want %q", c.name, picked, c.picked)
		}
	}
}

func TestReasonListByPointer(t *testing.T) {
	lightApp(t)
	var picked []string
	l := newReasonList("Hvorfor?", []string{"Ved ikke", "Ikke spurgt"}, 2, 0, nil)
	l.picked = func(i int, byKey bool) { picked = append(picked, fmt.Sprint(i, byKey)) }
	test.NewTempWindow(t, l)
	row := func(i float32) fyne.PointEvent {
		return fyne.PointEvent{Position: fyne.NewPos(20, reasonsTitle+i*reasonsRow)}
	}
	l.MouseMoved(&desktop.MouseEvent{PointEvent: row(1.5)})
	if l.cursor != 1 {
		t.Errorf("the pointer is on row 1, the cursor on %d", l.cursor)
	}
	for _, i := range []float32{-0.5, 0.5, 2.5} { // the title, a row, below
		e := row(i)
		l.Tapped(&e)
	}
	if want := []string{"0 false"}; !slices.Equal(picked, want) {
		t.Errorf("picked %q, want %q", picked, want)
	}
}

// The squares of a long form stay in two rows of a limited width.
func TestScaleProgressSize(t *testing.T) {
	lightApp(t)
	for _, c := range []struct{ n, each int }{{0, 1}, {1, 1}, {20, 20}, {21, 11}, {60, 30}, {133, 67}} {
		m := NewScaleProgress()
		states := slices.Repeat([]ScaleState{ScaleOpen}, c.n)
		m.Set(states, c.n-1)
		if each, step := m.rows(); each != c.each || step < 3 {
			t.Errorf("%d questions: %d in a row, %g apart; want %d", c.n, each, step, c.each)
		}
		if got := m.MinSize(); got.Width > progressMaxWidth || got.Height != 28 {
			t.Errorf("%d questions: %v", c.n, got)
		}
		if got, current := m.States(); len(got) != c.n || current != c.n-1 {
			t.Errorf("%d questions: %d states, current %d", c.n, len(got), current)
		}
	}
}
