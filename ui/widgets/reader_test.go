// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestReaderScrollsByKeyboard(t *testing.T) {
	start(t)
	content := box(100, 1000)
	r := widgets.NewReader(content, fyne.NewSize(200, 200))
	w := show(t, r, fyne.NewSize(200, 200))
	w.Canvas().Focus(r)
	top := func() float32 { return -fyne.CurrentApp().Driver().AbsolutePositionForObject(content).Y }
	for _, c := range []struct {
		key  fyne.KeyName
		want float32
	}{
		{fyne.KeyUp, 0},
		{fyne.KeyDown, 36},
		{fyne.KeyDown, 72},
		{fyne.KeyUp, 36},
		{fyne.KeyPageDown, 200},
		{fyne.KeySpace, 364},
		{fyne.KeyPageUp, 200},
		{fyne.KeyEnd, 800},
		{fyne.KeyDown, 800},
		{fyne.KeyHome, 0},
	} {
		if key(r, c.key); top() != c.want {
			t.Fatalf("%s scrolls to %g, want %g", c.key, top(), c.want)
		}
	}
	if got := content.Size().Width; got >= 200 {
		t.Errorf("the content is %g wide, below the scroll bar", got)
	}
}

// Enter and Escape in a reader answer the dialog around it.
func TestReaderInADialog(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(600, 400))
	for k, want := range map[fyne.KeyName]string{fyne.KeyReturn: "accepted", fyne.KeyEscape: "cancelled"} {
		got := ""
		r := widgets.NewReader(box(100, 1000), fyne.NewSize(200, 100))
		d := widgets.NewKeyDialog("Hvad er nyt", r, "Luk", "Fortryd")
		d.First = r
		d.OnAccept = func() bool { got = "accepted"; return true }
		d.OnCancel = func() { got = "cancelled" }
		d.Open(w.Canvas())
		if key(w.Canvas().Focused(), k); got != want {
			t.Errorf("%s: %s, want %s", k, got, want)
		}
	}
}
