// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

func TestScrollbarHidesWhenAllIsVisible(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		length      float32
		view, total float64
		visible     bool
	}{
		{"longer than the view", 300, 300, 900, true},
		{"as long as the view", 300, 300, 300, false},
		{"empty", 300, 300, 0, false},
		{"no room for a thumb", barMinLen, 20, 900, false},
	} {
		s := newScrollbar()
		s.layout(fyne.NewPos(100, 10), c.length, 0, c.view, c.total)
		if s.track.Visible() != c.visible || s.thumb.Visible() != c.visible {
			t.Errorf("%s: track %t, thumb %t, want %t", c.name, s.track.Visible(), s.thumb.Visible(), c.visible)
		}
		if s.hit(fyne.NewPos(101, 20)) != c.visible {
			t.Errorf("%s: hit is not %t", c.name, c.visible)
		}
	}
}

// Dragging the thumb to where it was drawn gives the offset it was drawn for.
func TestScrollbarDragInvertsLayout(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		view := float64(rapid.IntRange(60, 1200).Draw(t, "view"))
		total := view + float64(rapid.IntRange(1, 3_000_000).Draw(t, "hidden"))
		offset := (total - view) * rapid.Float64Range(0, 1).Draw(t, "offset")
		s := newScrollbar()
		s.layout(fyne.NewPos(100, 10), float32(view), offset, view, total)

		top, height := s.thumb.Position().Y, s.thumb.Size().Height
		if top < 10 || top+height > 10+float32(view)+0.5 || height < barMinLen {
			t.Fatalf("the thumb is at %g, %g long, on a track of %g", top, height, view)
		}
		grab := top + height*float32(rapid.Float64Range(0, 1).Draw(t, "grab"))
		s.press(grab)
		unit := (total - view) / float64(float32(view)-height+1) // per pixel of the track
		if got := s.offsetAt(grab, view, total); math.Abs(got-offset) > unit+1 {
			t.Fatalf("offset %g, want %g within %g", got, offset, unit)
		}
	})
}

// A click on the track brings the middle of the thumb to the pointer.
func TestScrollbarClickOnTheTrack(t *testing.T) {
	t.Parallel()
	s := newScrollbar()
	s.layout(fyne.NewPos(0, 0), 200, 0, 200, 1000)
	s.press(150)
	offset := s.offsetAt(150, 200, 1000)
	s.layout(fyne.NewPos(0, 0), 200, offset, 200, 1000)
	if middle := s.thumb.Position().Y + s.thumb.Size().Height/2; middle != 150 {
		t.Errorf("the middle of the thumb is at %g", middle)
	}
}
