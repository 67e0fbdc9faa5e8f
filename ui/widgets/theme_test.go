// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestThemeGivesBackItsPalette(t *testing.T) {
	th := widgets.NewTheme(plots.Dark(), true)
	if !th.Dark() || widgets.PaletteOf(th) != plots.Dark() {
		t.Error("the theme does not give back what it was made of")
	}
}

func TestFyneWidgetsBelong(t *testing.T) {
	appearances(t, func(t *testing.T, name string) {
		entry := widget.NewEntry()
		entry.SetText("Fritekst")
		note := widget.NewMultiLineEntry()
		note.SetText("Et notat\npå flere linjer\nmed mere\nog mere\nog mere")
		w := show(t, container.NewWithoutLayout(
			put(entry, 16, 16, 160, 30),
			put(widget.NewSelect([]string{"Ja", "Nej"}, nil), 190, 16, 140, 30),
			put(widget.NewButton("Fyne", nil), 350, 16, 80, 30),
			put(note, 16, 60, 200, 72),
			put(widget.NewLabel("Fynes egen tekst"), 230, 60, 160, 28),
			put(widget.NewCheck("Afkryds", nil), 230, 90, 120, 28),
			put(widget.NewProgressBar(), 380, 66, 140, 24),
		), fyne.NewSize(560, 320))
		dialog.ShowConfirm("Slet kladden?", "Svarene i kladden går tabt.", func(bool) {}, w)
		test.AssertImageMatches(t, "fyne-"+name+".png", w.Canvas().Capture())
	})
}
