// SPDX-License-Identifier: MPL-2.0

package entry_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// BenchmarkEmptyWindow is what any window costs.
func BenchmarkEmptyWindow(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
	for b.Loop() {
		w := test.NewWindow(container.NewStack())
		w.Resize(fyne.NewSize(1278, 712))
		w.Canvas().Capture()
		w.Close()
	}
}

// BenchmarkOpenForm opens a form of 60 questions.
func BenchmarkOpenForm(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
	p := newPaper(instrument(60))
	for b.Loop() {
		d := sit(b, p, widgets.Inline, false)
		d.window.Close()
	}
}

// BenchmarkOpenFormPainted is that with the first picture, painted without a
// graphics card.
func BenchmarkOpenFormPainted(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
	p := newPaper(instrument(60))
	for b.Loop() {
		d := sit(b, p, widgets.Inline, false)
		d.window.Canvas().Capture()
		d.window.Close()
	}
}

// BenchmarkAnswerKey is a digit in a form of 60 questions, which answers, saves
// and moves on.
func BenchmarkAnswerKey(b *testing.B) {
	d := open(b, newPaper(instrument(60)))
	i := 0
	for b.Loop() {
		if i%60 == 0 {
			d.form.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
		}
		d.write(string(rune('1' + (i+i/60)%5)))
		i++
	}
}

// BenchmarkEmptyWindowKey is a key in a window with one button.
func BenchmarkEmptyWindowKey(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
	button := widgets.NewButton("Ok", func() {})
	w := test.NewTempWindow(b, button)
	w.Canvas().Focus(button)
	for b.Loop() {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
}
