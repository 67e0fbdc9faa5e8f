// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// wellFormed reports what is wrong with an SVG.
func wellFormed(r fyne.Resource) error {
	d := xml.NewDecoder(strings.NewReader(string(r.Content())))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// painted is how many pixels an SVG paints at 24 by 24.
func painted(t *testing.T, r fyne.Resource) int {
	t.Helper()
	img := canvas.NewImageFromResource(r)
	img.FillMode = canvas.ImageFillContain
	w := test.NewTempWindow(t, img)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(24, 24))
	n, shot := 0, w.Canvas().Capture()
	for i := range 24 * 24 {
		if shot.At(i%24, i/24) != shot.At(0, 0) {
			n++
		}
	}
	return n
}

// Every icon is an SVG of its own that paints something, in the colour asked for.
func TestIcons(t *testing.T) {
	test.NewTempApp(t)
	seen := map[string]Icon{}
	red := color.NRGBA{R: 0xff, A: 0xff}
	for i := IconPeople; i <= IconCheck; i++ {
		r := i.Resource(red)
		if err := wellFormed(r); err != nil {
			t.Errorf("icon %d: %v", i, err)
		}
		text := string(r.Content())
		if !strings.Contains(text, `stroke="#ff0000"`) || strings.Contains(text, "COLOUR") {
			t.Errorf("icon %d is not red: %s", i, text)
		}
		if other, ok := seen[text]; ok {
			t.Errorf("icons %d and %d are the same", i, other)
		}
		seen[text] = i
		if r.Name() == (i+1).Resource(red).Name() || r.Name() == i.Resource(color.Black).Name() {
			t.Errorf("icon %d shares its name, and so the toolkit's cache", i)
		}
		if n := painted(t, r); n < 8 || n > 400 {
			t.Errorf("icon %d paints %d pixels of 576", i, n)
		}
	}
}

func TestIconViewFollowsTheTheme(t *testing.T) {
	test.NewTempApp(t)
	v := NewIconView(IconInfo)
	r := test.WidgetRenderer(v).(*iconRenderer)
	for _, p := range []plots.Palette{plots.Light(), plots.Dark()} {
		test.ApplyTheme(t, NewTheme(p, p == plots.Dark()))
		v.Muted = false
		if v.Refresh(); r.glyph.colour != p.Ink {
			t.Errorf("the icon is %v, the text %v", r.glyph.colour, p.Ink)
		}
		v.Muted = true
		if v.Refresh(); r.glyph.colour != p.Muted {
			t.Errorf("the muted icon is %v, muted text %v", r.glyph.colour, p.Muted)
		}
	}
	if v.Side = 24; v.MinSize() != fyne.NewSquareSize(24) {
		t.Errorf("a view of 24 is %v", v.MinSize())
	}
	v.Icon = IconNone
	if v.Refresh(); r.glyph.Visible() {
		t.Error("no icon is drawn as one")
	}
}
