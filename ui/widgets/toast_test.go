// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestToastGoesByItself(t *testing.T) {
	start(t)
	var due []func()
	stopped := 0
	toast := widgets.NewToast(func(_ time.Duration, f func()) func() {
		due = append(due, f)
		return func() { stopped++ }
	})
	show(t, toast, fyne.NewSize(400, 200))
	toast.Say("Gemt")
	toast.Say("Kopieret")
	if toast.Text() != "Kopieret" || stopped != 1 {
		t.Errorf("says %q, stopped %d", toast.Text(), stopped)
	}
	due[1]()
	if len(seen(toast)) != 0 {
		t.Error("the toast stays")
	}
}

// A tip stays inside the area it is shown in, next to the pointer.
func TestTipStaysInside(t *testing.T) {
	start(t)
	area := fyne.NewSize(600, 300)
	tip := widgets.NewTip()
	show(t, tip.Content, area)
	tip.Say([]string{"Overskrift", "En linje, der er så lang, at den fylder mere end en linje i kortet", "3 borgere"})
	if tip.Visible() {
		t.Error("the tip is shown before it has a position")
	}
	for _, pos := range []fyne.Position{{X: 5, Y: 5}, {X: 590, Y: 5}, {X: 5, Y: 295}, {X: 590, Y: 295}, {X: 300, Y: 150}} {
		tip.ShowAt(pos, area)
		card := rectOf(tip.Content.Objects[0])
		if !tip.Visible() || card.x < 0 || card.y < 0 || card.x+card.w > area.Width || card.y+card.h > area.Height {
			t.Errorf("at %v the tip is at %v", pos, card)
		}
		if pos.X >= card.x && pos.X <= card.x+card.w && pos.Y >= card.y && pos.Y <= card.y+card.h {
			t.Errorf("at %v the tip covers the pointer: %v", pos, card)
		}
	}
	if tip.Hide(); tip.Visible() {
		t.Error("the tip stays")
	}
}
