// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// Sizes shared by the widgets and the layouts of the screens.
const (
	ControlHeight = 30 // buttons, inputs, segments
	CompactHeight = 26 // the same in the tool row of a card
	RowHeight     = 30 // table rows
	ListRowHeight = 27 // table rows inside a card
	HeadHeight    = 28 // table heads and group rows
	FootHeight    = 28 // FootStrip
	Margin        = 16 // from the edge of a page
	Gap           = 12 // between cards, and inside them
	CellInset     = 8  // in a table cell

	controlRadius = 4
	cardRadius    = 6
)

// Theme is the toolkit's theme made from a palette, so that the toolkit's own
// widgets match those of this package.
type Theme struct {
	palette plots.Palette
	variant fyne.ThemeVariant
	regular fyne.Resource
	bold    fyne.Resource
}

var _ fyne.Theme = (*Theme)(nil)

// NewTheme returns the theme of palette p. The variant that the system prefers is
// ignored.
func NewTheme(p plots.Palette, dark bool) *Theme {
	t := &Theme{
		palette: p,
		variant: theme.VariantLight,
		regular: fyne.NewStaticResource("NotoSans-Regular.ttf", assets.SansRegular),
		bold:    fyne.NewStaticResource("NotoSans-Bold.ttf", assets.SansBold),
	}
	if dark {
		t.variant = theme.VariantDark
	}
	return t
}

// Palette returns the palette of the theme.
func (t *Theme) Palette() plots.Palette { return t.palette }

// Dark reports whether the theme is dark.
func (t *Theme) Dark() bool { return t.variant == theme.VariantDark }

// PaletteOf returns the palette of th, or the light one when th is not a Theme.
func PaletteOf(th fyne.Theme) plots.Palette {
	if t, ok := th.(*Theme); ok {
		return t.palette
	}
	return plots.Light()
}

// CurrentPalette returns the palette of the running app's theme.
func CurrentPalette() plots.Palette {
	return PaletteOf(fyne.CurrentApp().Settings().Theme())
}

// Color implements [fyne.Theme].
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	p := t.palette
	switch name {
	case theme.ColorNameBackground:
		return p.Window
	case theme.ColorNameButton:
		return p.Grid
	case theme.ColorNameInputBackground:
		return p.Surface
	case theme.ColorNameMenuBackground: // has neither border nor shadow, so it needs a colour of its own
		return p.Grid
	case theme.ColorNameHeaderBackground, theme.ColorNameDisabledButton:
		return p.Raised
	case theme.ColorNameOverlayBackground:
		return p.Surface
	case theme.ColorNameForeground, theme.ColorNameError, theme.ColorNameSuccess, theme.ColorNameWarning:
		return p.Ink
	case theme.ColorNameForegroundOnPrimary:
		return p.OnPrimary
	case theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return p.Surface
	case theme.ColorNameDisabled:
		return p.Edge
	case theme.ColorNamePlaceHolder:
		return p.Muted
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.Focus
	case theme.ColorNameFocus:
		return withAlpha(p.Focus, 40)
	case theme.ColorNameHover:
		return withAlpha(p.Ink, 6)
	case theme.ColorNamePressed:
		return withAlpha(p.Ink, 12)
	case theme.ColorNameSelection:
		return withAlpha(p.Focus, 25)
	case theme.ColorNameInputBorder:
		return p.Edge
	case theme.ColorNameSeparator, theme.ColorNameInnerWindowBorder, theme.ColorNameInnerWindowBorderInactive:
		return p.Line
	case theme.ColorNameScrollBar:
		return p.Edge
	case theme.ColorNameScrollBarBackground:
		return p.Strip
	case theme.ColorNameShadow:
		return color.Transparent
	}
	return theme.DefaultTheme().Color(name, t.variant)
}

// Font implements [fyne.Theme].
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol, style.Monospace:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return t.bold
	}
	return t.regular
}

// Icon implements [fyne.Theme].
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size implements [fyne.Theme].
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 13
	case theme.SizeNameCaptionText:
		return 11
	case theme.SizeNameHeadingText:
		return 20
	case theme.SizeNameSubHeadingText:
		return 15
	case theme.SizeNameInlineIcon:
		return 16
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNameLineSpacing:
		return 4
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameScrollBar:
		return 8
	case theme.SizeNameScrollBarSmall:
		return 6
	case theme.SizeNameScrollBarRadius:
		return 3
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return controlRadius
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return cardRadius
	case theme.SizeNameModalBlurRadius:
		return 0
	}
	return theme.DefaultTheme().Size(name)
}

// withAlpha returns c with an opacity of percent.
func withAlpha(c color.NRGBA, percent int) color.NRGBA {
	c.A = uint8(percent * 255 / 100)
	return c
}
