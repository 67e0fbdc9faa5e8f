// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestKeyDialog(t *testing.T) {
	start(t)
	behind := widgets.NewButton("Bag", nil)
	w := show(t, behind, fyne.NewSize(600, 400))
	c := w.Canvas()
	accepted, cancelled, allowed := 0, 0, false
	open := func() *widgets.Entry {
		name := widgets.NewEntry()
		d := widgets.NewKeyDialog("Ny borger", name, "Opret", "Fortryd")
		d.First = name.Focusable()
		d.OnAccept = func() bool { accepted++; return allowed }
		d.OnCancel = func() { cancelled++ }
		d.Open(c)
		return name
	}
	name := open()
	if !name.Focused() {
		t.Fatal("the entry has no focus")
	}
	key(c.Focused(), fyne.KeyReturn)
	if accepted != 1 || c.Overlays().Top() == nil {
		t.Error("a dialog that may not close has closed, or Enter did nothing")
	}
	for range 5 {
		c.FocusNext()
		if c.Focused() == behind {
			t.Fatal("Tab leaves the dialog")
		}
	}
	key(c.Focused(), fyne.KeyEscape)
	if cancelled != 1 || c.Overlays().Top() != nil {
		t.Error("Escape does not cancel")
	}
	allowed = true
	open()
	key(c.Focused(), fyne.KeyReturn)
	if accepted != 2 || cancelled != 1 || c.Overlays().Top() != nil {
		t.Error("Enter does not accept")
	}
}

func TestKeyDialogThatCannotBeAccepted(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(600, 400))
	n := 0
	d := widgets.NewKeyDialog("Slet", widgets.NewLabel(widgets.Body, "Er du sikker?"), "Slet", "Fortryd")
	d.OnAccept = func() bool { n++; return true }
	d.SetAcceptable(false)
	d.Open(w.Canvas())
	d.Open(w.Canvas()) // once is enough
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatal("a dialog that cannot be accepted is")
	}
	d.SetAcceptable(true)
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n != 1 || w.Canvas().Overlays().Top() != nil || w.Canvas().OnTypedKey() != nil {
		t.Error("Enter does not accept, or the dialog keeps the keys of the screen")
	}
	d.Close() // already closed
}

// A dialog fits in a small window, and content that is taller is cut, not the buttons.
func TestKeyDialogInASmallWindow(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(320, 200))
	d := widgets.NewKeyDialog("En titel, der er længere end vinduet er bredt, og som afkortes", box(200, 900), "Gem", "Fortryd")
	d.Open(w.Canvas())
	for _, o := range test.WidgetRenderer(d).Objects() {
		b, ok := o.(*widgets.Button)
		if !ok {
			continue
		}
		if at := rectOf(b); at.x < 0 || at.x+at.w > 320 || at.y+at.h > 200 {
			t.Errorf("button %q is at %v", b.Text, at)
		}
	}
}

// What cannot be undone is not done by Enter alone.
func TestCarefulDialog(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(600, 400))
	accepted, cancelled := 0, 0
	d := widgets.NewKeyDialog("Slet", widgets.NewLabel(widgets.Body, "Er du sikker?"), "Slet", "Fortryd")
	d.Careful = true
	d.OnAccept = func() bool { accepted++; return true }
	d.OnCancel = func() { cancelled++ }
	d.Open(w.Canvas())
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if accepted+cancelled > 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatal("Enter without a focus answers")
	}
	key(w.Canvas().Focused(), fyne.KeyReturn)
	if accepted != 0 || cancelled != 1 {
		t.Errorf("Enter on the first focus: %d accepted, %d cancelled", accepted, cancelled)
	}
	d.Open(w.Canvas())
	w.Canvas().FocusNext()
	key(w.Canvas().Focused(), fyne.KeyReturn)
	if accepted != 1 {
		t.Error("Enter on the button that does it does not")
	}
}
