// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestSegmentedArrows(t *testing.T) {
	start(t)
	var got []int
	s := widgets.NewSegmented([]widgets.Segment{{Text: "Mine", Count: "43"}, {Text: "Team"}, {Text: "Alle"}}, func(i int) { got = append(got, i) })
	w := show(t, s, s.MinSize())
	w.Canvas().Focus(s)
	key(s, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd)
	test.TapAt(s, fyne.NewPos(5, 5))
	if want := []int{1, 2, 0, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

func TestTabsArrows(t *testing.T) {
	start(t)
	var got []int
	tabs := widgets.NewTabs([]string{"Forløb", "Skemaer 20", "Log"}, func(i int) { got = append(got, i) })
	show(t, tabs, tabs.MinSize())
	key(tabs, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome, fyne.KeyEnd)
	test.TapAt(tabs, fyne.NewPos(3, 3))
	if want := []int{1, 2, 1, 0, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

// Enter on a segment or a tab is for the dialog or screen around it.
func TestEnterGoesToTheScreen(t *testing.T) {
	start(t)
	seg := widgets.NewSegmented([]widgets.Segment{{Text: "a"}, {Text: "b"}}, nil)
	tabs := widgets.NewTabs([]string{"a", "b"}, nil)
	w := show(t, container.NewVBox(seg, tabs), fyne.NewSize(300, 100))
	var got []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, e.Name) })
	key(seg, fyne.KeyReturn, fyne.KeyEscape)
	key(tabs, fyne.KeyEnter, fyne.KeyEscape)
	if want := []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape, fyne.KeyEnter, fyne.KeyEscape}; !slices.Equal(got, want) {
		t.Errorf("the screen gets %v, want %v", got, want)
	}
}

func TestSegmentedByPointer(t *testing.T) {
	start(t)
	for _, compact := range []bool{false, true} {
		var got []int
		s := widgets.NewSegmented([]widgets.Segment{{Text: "Borger"}, {Text: "Sagsbehandler"}, {Text: "Begge", Count: "12"}}, func(i int) { got = append(got, i) })
		s.Compact = compact
		size := s.MinSize()
		show(t, s, size)
		for _, x := range []float32{size.Width - 10, size.Width / 2, 10, size.Width + 50} {
			test.TapAt(s, fyne.NewPos(x, 10))
		}
		if want := []int{2, 1, 0}; !slices.Equal(got, want) {
			t.Errorf("compact %t: clicks select %v, want %v", compact, got, want)
		}
		s.SetSegments([]widgets.Segment{{Text: "Mine", Count: "1"}, {Text: "Alle"}})
		if texts := seen(s); !slices.Equal(texts, []string{"Mine 1", "Alle"}) || s.Selected != 0 {
			t.Errorf("shows %q, selected %d", texts, s.Selected)
		}
	}
}
