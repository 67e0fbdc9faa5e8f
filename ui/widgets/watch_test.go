// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Every key and mouse move counts as activity, whatever widget gets it.
func TestWatchSeesActivity(t *testing.T) {
	start(t)
	button := widgets.NewButton("Gem", nil)
	entry := widgets.NewEntry()
	drop := widgets.NewDropdown([]string{"a", "b"}, nil)
	rail := widgets.NewRail([]widgets.RailItem{{Text: "Borgere"}}, nil)
	table := numbered(100)
	plot := widgets.NewPlotView(widgets.Inline)
	scale := widgets.NewScaleInput("B01", "I hvilken grad?", degrees(), nil, scaleWords)
	objects := []fyne.CanvasObject{button, entry, drop, rail, table, plot, scale}
	n := 0
	root := widgets.NewWatch(container.NewVBox(objects...), func() { n++ })
	w := show(t, root, fyne.NewSize(900, 800))

	active := func(name string, f func()) {
		t.Helper()
		before := n
		if f(); n == before {
			t.Errorf("%s is no activity", name)
		}
	}
	for _, o := range objects {
		if h, ok := o.(desktop.Hoverable); ok {
			active("a move over a widget", func() { h.MouseMoved(&desktop.MouseEvent{}) })
		}
		if k, ok := o.(desktop.Keyable); ok {
			active("a key on a widget", func() { k.KeyDown(&fyne.KeyEvent{Name: fyne.KeyA}) })
		}
	}
	active("a key in an entry", func() { entry.Focusable().(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: fyne.KeyA}) })
	active("a move over the window", func() { root.MouseMoved(&desktop.MouseEvent{}) })
	active("the mouse coming in", func() { root.MouseIn(&desktop.MouseEvent{}) })
	active("the wheel over a table", func() { table.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)}) })

	// An open menu is not below the root, but counts too.
	w.Canvas().Focus(drop)
	key(drop, fyne.KeySpace)
	active("a move over a menu", func() { w.Canvas().Focused().(desktop.Hoverable).MouseMoved(&desktop.MouseEvent{}) })

	before := n
	root.MouseOut()
	w.Canvas().Capture()
	table.Refresh()
	if n != before {
		t.Error("painting is activity")
	}
}

// Without a Watch as the root of the window, activity goes nowhere and nothing breaks.
func TestActivityWithoutAWatch(t *testing.T) {
	start(t)
	b := widgets.NewButton("Gem", nil)
	w := show(t, b, fyne.NewSize(100, 30))
	test.MoveMouse(w.Canvas(), fyne.NewPos(20, 20))
	b.KeyDown(&fyne.KeyEvent{Name: fyne.KeyA})
}
