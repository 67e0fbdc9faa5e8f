// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestCenteredColumn(t *testing.T) {
	box := func() *canvas.Rectangle {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(10, 50))
		return r
	}
	for _, c := range []struct {
		name          string
		layout        widgets.CenteredColumn
		height        float32
		hidden        bool // the second box
		first, second float32
	}{
		{"above the middle", widgets.CenteredColumn{Width: 400, Gaps: []float32{20}}, 540, false, (540 - 140) * 0.4, (540-140)*0.4 + 70},
		{"without a hidden one", widgets.CenteredColumn{Width: 400, Gaps: []float32{20}}, 540, true, (540 - 70) * 0.4, 0},
		{"steady", widgets.CenteredColumn{Width: 400, Gaps: []float32{20}, AnchorHeight: 200}, 540, true, (540 - 200) * 0.4, 0},
		{"no room", widgets.CenteredColumn{Width: 400, Gaps: []float32{20}}, 100, false, widgets.Margin, widgets.Margin + 70},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := box(), box()
			b.Hidden = c.hidden
			container.New(&c.layout, a, b).Resize(fyne.NewSize(1000, c.height))
			if a.Position() != fyne.NewPos(300, c.first) || a.Size().Width != 400 {
				t.Errorf("the first is at %v, %v", a.Position(), a.Size())
			}
			if !c.hidden && b.Position().Y != c.second {
				t.Errorf("the second is at %v", b.Position())
			}
		})
	}
}
