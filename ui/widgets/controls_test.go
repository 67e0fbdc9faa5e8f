// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestButtonReactsToEnterSpaceAndTap(t *testing.T) {
	start(t)
	n := 0
	b := widgets.NewButton("Gem", func() { n++ })
	show(t, b, b.MinSize())
	key(b, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyA)
	test.Tap(b)
	if n != 4 {
		t.Errorf("pressed %d times, want 4", n)
	}
	b.Disable()
	key(b, fyne.KeyReturn)
	test.Tap(b)
	if n != 4 {
		t.Error("a disabled button was pressed")
	}
}

func TestControlHeights(t *testing.T) {
	start(t)
	compact := widgets.NewButton("Gem", nil)
	compact.Compact = true
	for _, c := range []struct {
		name string
		o    fyne.CanvasObject
		want float32
	}{
		{"button", widgets.NewButton("Gem", nil), 30},
		{"compact", compact, 26},
		{"segmented", widgets.NewSegmented([]widgets.Segment{{Text: "a"}}, nil), 30},
		{"dropdown", widgets.NewDropdown([]string{"a"}, nil), 30},
		{"checkbox", widgets.NewCheckbox("a", nil), 30},
		{"entry", widgets.NewEntry(), 30},
		{"search", widgets.NewSearchField("Søg", "Ctrl+F", nil), 30},
		{"foot", widgets.NewFootStrip(nil, nil), 28},
	} {
		if got := c.o.MinSize().Height; got != c.want {
			t.Errorf("%s is %g high, want %g", c.name, got, c.want)
		}
	}
}

func TestCheckboxTurns(t *testing.T) {
	start(t)
	var got []bool
	c := widgets.NewCheckbox("Vis afsluttede", func(on bool) { got = append(got, on) })
	show(t, c, c.MinSize())
	key(c, fyne.KeySpace, fyne.KeyReturn)
	test.Tap(c)
	if want := []bool{true, false, true}; !slices.Equal(got, want) {
		t.Errorf("turned %v, want %v", got, want)
	}
}

// A disabled widget reacts to neither keys nor the pointer.
func TestDisabledWidgets(t *testing.T) {
	start(t)
	n := 0
	count := func(int) { n++ }
	drop := widgets.NewDropdown([]string{"a", "b"}, count)
	seg := widgets.NewSegmented([]widgets.Segment{{Text: "a"}, {Text: "b"}}, count)
	check := widgets.NewCheckbox("a", func(bool) { n++ })
	button := widgets.NewButton("a", func() { n++ })
	scale := widgets.NewScaleInput("B01", "I hvilken grad?", degrees(), scaleReasons, scaleWords)
	scale.OnAnswer = func(widgets.ScaleAnswer) { n++ }
	w := show(t, container.NewVBox(drop, seg, check, button, scale), fyne.NewSize(1246, 400))
	for _, o := range []fyne.CanvasObject{drop, seg, check, button, scale} {
		o.(fyne.Disableable).Disable()
		f := o.(fyne.Focusable)
		key(f, fyne.KeyDown, fyne.KeyRight, fyne.KeySpace, fyne.KeyReturn, fyne.KeyBackspace)
		write(f, "3-")
		for _, x := range []float32{5, 30, o.Size().Width / 2, o.Size().Width - 30} {
			test.TapAt(o.(fyne.Tappable), fyne.NewPos(x, 15))
		}
		if m, ok := o.(desktop.Mouseable); ok {
			m.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		}
		if n != 0 || w.Canvas().Overlays().Top() != nil {
			t.Fatalf("%T reacts though it is disabled", o)
		}
		o.(fyne.Disableable).Enable()
	}
	if key(drop, fyne.KeyDown); n != 1 {
		t.Error("an enabled dropdown does not react")
	}
}
