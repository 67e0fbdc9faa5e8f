// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// The theme answers for every colour and size of the toolkit, and takes the program's
// own where the palette has them.
func TestThemeIsComplete(t *testing.T) {
	start(t)
	for _, th := range []*widgets.Theme{widgets.NewTheme(plots.Light(), false), widgets.NewTheme(plots.Dark(), true)} {
		p := th.Palette()
		for name, want := range map[fyne.ThemeColorName]any{
			theme.ColorNameBackground: p.Window, theme.ColorNameForeground: p.Ink, theme.ColorNameInputBackground: p.Surface,
			theme.ColorNamePlaceHolder: p.Muted, theme.ColorNamePrimary: p.Focus, theme.ColorNameSeparator: p.Line,
			theme.ColorNameDisabled: p.Edge, theme.ColorNameForegroundOnPrimary: p.OnPrimary,
		} {
			if got := th.Color(name, theme.VariantLight); !sameColour(got, want) {
				t.Errorf("dark %t: %s is %v, want %v", th.Dark(), name, got, want)
			}
		}
		for _, name := range []fyne.ThemeColorName{
			theme.ColorNameButton, theme.ColorNameMenuBackground, theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameSelection,
			theme.ColorNameFocus, theme.ColorNameScrollBar, theme.ColorNameOverlayBackground, theme.ColorNameError, "of a later version",
		} {
			if th.Color(name, theme.VariantDark) == nil {
				t.Errorf("dark %t: no colour %s", th.Dark(), name)
			}
		}
		if sameColour(th.Color(theme.ColorNameMenuBackground, theme.VariantLight), p.Window) {
			t.Errorf("dark %t: a menu has the colour of the window", th.Dark())
		}
		if th.Size(theme.SizeNameModalBlurRadius) != 0 || th.Size(theme.SizeNameText) != 13 || th.Size("of a later version") != 0 {
			t.Errorf("dark %t: sizes %g, %g, %g", th.Dark(), th.Size(theme.SizeNameModalBlurRadius), th.Size(theme.SizeNameText), th.Size("of a later version"))
		}
		if th.Font(fyne.TextStyle{Bold: true}).Name() == th.Font(fyne.TextStyle{}).Name() {
			t.Errorf("dark %t: bold is the regular font", th.Dark())
		}
		if th.Icon(theme.IconNameHome) == nil {
			t.Errorf("dark %t: no icon", th.Dark())
		}
	}
	if widgets.PaletteOf(theme.DefaultTheme()) != plots.Light() {
		t.Error("another theme has no palette")
	}
}

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
