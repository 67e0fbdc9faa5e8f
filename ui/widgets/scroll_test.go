// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestFocusScrollFollows(t *testing.T) {
	start(t)
	column := container.NewVBox()
	var entries []*widgets.Entry
	for range 30 {
		e := widgets.NewEntry()
		entries = append(entries, e)
		column.Add(e)
	}
	s := widgets.NewFocusScroll(column)
	for _, e := range entries {
		s.Follow(e)
	}
	w := show(t, s.Scroll, fyne.NewSize(200, 200))
	for range 20 {
		w.Canvas().FocusNext()
	}
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(entries[19]).Y
	if y < 0 || y+30 > 200 {
		t.Errorf("the focused entry is at %g", y)
	}
	entries[0].Focus()
	if y = fyne.CurrentApp().Driver().AbsolutePositionForObject(entries[0]).Y; y < 0 || y > 170 {
		t.Errorf("the first entry is at %g", y)
	}
}

// Every focusable widget of the package comes into view when it gets the focus.
func TestFocusScrollFollowsEveryWidget(t *testing.T) {
	start(t)
	followed := []fyne.CanvasObject{
		widgets.NewButton("Gem", nil), widgets.NewEntry(), widgets.NewCheckbox("Vis", nil),
		widgets.NewDropdown([]string{"a"}, nil), widgets.NewSegmented([]widgets.Segment{{Text: "a"}}, nil),
		widgets.NewTabs([]string{"a"}, nil), numbered(3), widgets.NewPlotView(widgets.Inline),
		widgets.NewDateField(today, widgets.DateRange{}, error.Error),
		widgets.NewScaleInput("B01", "I hvilken grad?", degrees(), nil, scaleWords),
		widgets.NewReader(box(10, 10), fyne.NewSize(50, 50)),
	}
	column := container.NewVBox()
	for _, o := range followed {
		column.Add(o)
		column.Add(box(10, 400))
	}
	s := widgets.NewFocusScroll(column)
	s.Follow(followed...)
	w := show(t, s.Scroll, fyne.NewSize(900, 300))
	for i := len(followed) - 1; i >= 0; i-- {
		o := followed[i]
		switch f := o.(type) {
		case fyne.Focusable:
			w.Canvas().Focus(f)
		case interface{ Focusable() fyne.Focusable }:
			w.Canvas().Focus(f.Focusable())
		}
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
		if y < 0 || y+o.Size().Height > 300 {
			t.Errorf("%T is at %g, %g high, in a view of 300", o, y, o.Size().Height)
		}
	}
	before := s.Offset.Y
	if s.Reveal(followed[0]); s.Offset.Y != before {
		t.Error("what is in view makes it scroll")
	}
	// A widget higher than the view is shown from its top.
	high := box(10, 900)
	column.Add(high)
	column.Add(box(10, 400))
	s.Refresh()
	s.Reveal(high)
	if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(high).Y; y != widgets.Margin {
		t.Errorf("the top of a high widget is at %g", y)
	}
}
