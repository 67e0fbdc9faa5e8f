// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// appearances runs a test in the light and in the dark theme.
func appearances(t *testing.T, f func(t *testing.T, name string)) {
	for _, a := range []struct {
		name    string
		palette plots.Palette
		dark    bool
	}{{"light", plots.Light(), false}, {"dark", plots.Dark(), true}} {
		t.Run(a.name, func(t *testing.T) {
			test.NewTempApp(t)
			test.ApplyTheme(t, widgets.NewTheme(a.palette, a.dark))
			f(t, a.name)
		})
	}
}

// show puts o in a window without a margin.
func show(t *testing.T, o fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

// start makes an app in the light theme.
func start(t *testing.T) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, widgets.NewTheme(plots.Light(), false))
}

func key(f fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func write(f fyne.Focusable, text string) {
	for _, r := range text {
		f.TypedRune(r)
	}
}

// sameColour compares colours whatever their models.
func sameColour(a, b any) bool {
	x, y := color.NRGBAModel.Convert(a.(color.Color)), color.NRGBAModel.Convert(b.(color.Color))
	return x == y
}

// uniform reports whether all pixels have one colour.
func uniform(img image.Image) bool {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if img.At(x, y) != img.At(b.Min.X, b.Min.Y) {
				return false
			}
		}
	}
	return true
}
