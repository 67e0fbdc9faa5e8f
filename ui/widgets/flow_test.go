// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// box is an object with a minimum size.
func box(w, h float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

type rect struct{ x, y, w, h float32 }

func rectOf(o fyne.CanvasObject) rect {
	return rect{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height}
}

func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		name   string
		layout fyne.Layout
		boxes  []fyne.Size
		hidden int // index of a hidden box, -1 for none
		size   fyne.Size
		want   []rect // of the visible boxes
		min    fyne.Size
	}{
		{
			"flow stacks over the full width", &widgets.Flow{Gap: 8, Width: 50},
			[]fyne.Size{{Width: 10, Height: 20}, {Width: 20, Height: 30}},
			-1, fyne.NewSize(200, 300),
			[]rect{{0, 0, 200, 20}, {0, 28, 200, 30}},
			fyne.NewSize(50, 58),
		},
		{
			"flow leaves out a hidden box and its gap", &widgets.Flow{Gap: 8, Width: 50},
			[]fyne.Size{{Width: 10, Height: 20}, {Width: 10, Height: 99}, {Width: 20, Height: 30}},
			1, fyne.NewSize(200, 300),
			[]rect{{0, 0, 200, 20}, {0, 28, 200, 30}},
			fyne.NewSize(50, 58),
		},
		{
			"flow up to a maximum", &widgets.Flow{MaxWidth: 120},
			[]fyne.Size{{Width: 10, Height: 20}},
			-1, fyne.NewSize(200, 300),
			[]rect{{0, 0, 120, 20}},
			fyne.NewSize(0, 20),
		},
		{
			"inset", &widgets.Inset{Top: 1, Side: 2, Foot: 3},
			[]fyne.Size{{Width: 10, Height: 20}},
			-1, fyne.NewSize(100, 50),
			[]rect{{2, 1, 96, 46}},
			fyne.NewSize(14, 24),
		},
		{
			"space between", &widgets.SpaceBetween{Gap: 5},
			[]fyne.Size{{Width: 10, Height: 20}, {Width: 30, Height: 10}, {Width: 40, Height: 20}},
			-1, fyne.NewSize(200, 20),
			[]rect{{0, 0, 120, 20}, {125, 5, 30, 10}, {160, 0, 40, 20}},
			fyne.NewSize(90, 20),
		},
		{
			"space between closes the gap of a hidden box", &widgets.SpaceBetween{Gap: 5},
			[]fyne.Size{{Width: 10, Height: 20}, {Width: 30, Height: 10}, {Width: 40, Height: 20}},
			1, fyne.NewSize(200, 20),
			[]rect{{0, 0, 155, 20}, {160, 0, 40, 20}},
			fyne.NewSize(55, 20),
		},
		{
			"a line, centred vertically", &widgets.Line{Gap: 5},
			[]fyne.Size{{Width: 10, Height: 20}, {Width: 30, Height: 10}},
			-1, fyne.NewSize(200, 20),
			[]rect{{0, 0, 10, 20}, {15, 5, 30, 10}},
			fyne.NewSize(45, 20),
		},
		{
			"a line without a hidden box", &widgets.Line{Gap: 5},
			[]fyne.Size{{Width: 10, Height: 20}, {Width: 30, Height: 10}},
			0, fyne.NewSize(200, 20),
			[]rect{{0, 5, 30, 10}},
			fyne.NewSize(30, 10),
		},
		{
			"sized", &widgets.Sized{Size: fyne.NewSize(70, 80)},
			[]fyne.Size{{Width: 10, Height: 20}},
			-1, fyne.NewSize(200, 90),
			[]rect{{0, 0, 200, 90}},
			fyne.NewSize(70, 80),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			start(t)
			var objects []fyne.CanvasObject
			for i, s := range c.boxes {
				o := box(s.Width, s.Height)
				o.Hidden = i == c.hidden
				objects = append(objects, o)
			}
			if got := c.layout.MinSize(objects); got != c.min {
				t.Errorf("minimum size %v, want %v", got, c.min)
			}
			container.New(c.layout, objects...).Resize(c.size)
			i := 0
			for _, o := range objects {
				if !o.Visible() {
					continue
				}
				if got := rectOf(o); got != c.want[i] {
					t.Errorf("box %d: %v, want %v", i, got, c.want[i])
				}
				i++
			}
		})
	}
}

// A paragraph in a flow gets the height of its text at the width of the flow, and no
// room while it is empty.
func TestFlowWrapsParagraphs(t *testing.T) {
	start(t)
	text := widgets.NewParagraph(widgets.Body, widgets.Run{Text: "En sætning, der er for lang til en linje, og som derfor fylder flere."})
	empty := widgets.NewParagraph(widgets.Body)
	last := box(10, 20)
	c := container.New(&widgets.Flow{Gap: 4, Width: 80}, text, empty, last)
	for _, width := range []float32{1000, 200, 100} {
		c.Resize(fyne.NewSize(width, 400))
		high := text.HeightFor(width)
		if text.Size().Height != high || last.Position().Y != high+4 {
			t.Errorf("at %g: text %g high, next at %g; want %g, %g", width, text.Size().Height, last.Position().Y, high, high+4)
		}
		if got := c.MinSize().Height; got != high+24 {
			t.Errorf("at %g: minimum height %g, want %g", width, got, high+24)
		}
	}
}
