// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// rowsFigure is a figure with a target per row of 40 units.
type rowsFigure struct {
	plots.Figure
	rows int
}

func (f rowsFigure) Height(float64) float64 { return float64(f.rows) * 40 }

func (f rowsFigure) Image(w, h float64, _ plots.Palette, scale float64) *image.RGBA {
	return image.NewRGBA(image.Rect(0, 0, int(w*scale), int(h*scale)))
}

func (f rowsFigure) Targets(w, _ float64) []plots.GroupTarget {
	var list []plots.GroupTarget
	for i := range f.rows {
		list = append(list, plots.GroupTarget{
			Box:      plots.Box{X: 10, Y: float64(i)*40 + 10, W: w - 20, H: 20},
			Tooltip:  func() []string { return []string{fmt.Sprintf("Række %d", i), "3 borgere"} },
			ItemCode: fmt.Sprint(i),
		})
	}
	return list
}

func showGroup(t *testing.T, rows int) (*widgets.GroupView, fyne.Window, *[]string) {
	t.Helper()
	start(t)
	v := widgets.NewGroupView(widgets.Inline)
	chosen := &[]string{}
	v.OnChosen = func(target plots.GroupTarget) { *chosen = append(*chosen, target.ItemCode) }
	w := show(t, v.Content(), fyne.NewSize(500, 200))
	v.Show(rowsFigure{rows: rows})
	return v, w, chosen
}

// tip returns the heading of the tooltip, or nothing while it is hidden.
func tip(w fyne.Window) string {
	for _, s := range seen(w.Content()) {
		return s
	}
	return ""
}

func TestGroupViewFollowsThePointer(t *testing.T) {
	_, w, chosen := showGroup(t, 3)
	for _, c := range []struct {
		y    float32
		want string
	}{{20, "Række 0"}, {65, "Række 1"}, {38, ""}, {100, "Række 2"}, {190, ""}} {
		test.MoveMouse(w.Canvas(), fyne.NewPos(100, c.y))
		if got := tip(w); got != c.want {
			t.Errorf("at %g the tip says %q, want %q", c.y, got, c.want)
		}
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 65))
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 190))
	if !slices.Equal(*chosen, []string{"1"}) {
		t.Errorf("chosen %q", *chosen)
	}
}

// The arrow keys visit every target, also those that are scrolled out of view.
func TestGroupViewByKeyboard(t *testing.T) {
	v, w, chosen := showGroup(t, 20)
	w.Canvas().Focus(v.Focusable())
	key(v.Focusable(), fyne.KeyReturn) // nothing to choose yet
	for i := range 20 {
		key(v.Focusable(), fyne.KeyDown)
		if got, want := tip(w), fmt.Sprintf("Række %d", i); got != want {
			t.Fatalf("step %d is at %q", i, got)
		}
	}
	key(v.Focusable(), fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeyLeft, fyne.KeyRight, fyne.KeyReturn)
	if want := []string{"19", "18"}; !slices.Equal(*chosen, want) {
		t.Errorf("chosen %q, want %q", *chosen, want)
	}
	tips := widgetTips(w.Content())
	if len(tips) == 0 || tips[0] < 0 || tips[0] > 200 {
		t.Errorf("the tip is at %v in a view 200 high", tips)
	}
	if key(v.Focusable(), fyne.KeyEscape); tip(w) != "" {
		t.Error("Escape leaves the tip")
	}
	v.Show(rowsFigure{})
	if key(v.Focusable(), fyne.KeyDown); tip(w) != "" {
		t.Error("a figure without targets has a tip")
	}
}

// widgetTips returns the y of the visible cards in o.
func widgetTips(o fyne.CanvasObject) []float32 {
	if !o.Visible() {
		return nil
	}
	var list []float32
	switch o := o.(type) {
	case *widgets.Card:
		return []float32{fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y}
	case *fyne.Container:
		for _, c := range o.Objects {
			list = append(list, widgetTips(c)...)
		}
	}
	return list
}

func TestGroupViewReportsErrors(t *testing.T) {
	start(t)
	broken := errors.New("broken")
	v := widgets.NewGroupView(func(_ func(context.Context) error, done func(error)) func() {
		done(broken)
		return func() {}
	})
	var got error
	v.OnError(func(err error) { got = err })
	w := show(t, v.Content(), fyne.NewSize(500, 200))
	v.Show(rowsFigure{rows: 2})
	w.Canvas().Capture()
	if !errors.Is(got, broken) {
		t.Errorf("error %v", got)
	}
}
