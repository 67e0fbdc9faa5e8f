// SPDX-License-Identifier: MPL-2.0

package ui

import (
	_ "embed"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// language is a language of the program, under its own name.
type language struct {
	lang model.Lang
	name string
}

func languages() []language {
	return []language{{model.Danish, "Dansk"}, {model.English, "English"}}
}

// appearance is whether the window is light or dark.
type appearance string

const (
	bySystem appearance = "system"
	light    appearance = "light"
	dark     appearance = "dark"
)

func appearances() []appearance { return []appearance{bySystem, light, dark} }

// look is the language and the appearance of the program.
type look struct {
	app      fyne.App
	settings settings
	getenv   func(name string) string
	words    *assets.Words
	dark     bool
}

// loadLanguage loads the texts of the chosen language, by default the system's.
func (k *look) loadLanguage() error {
	l := k.settings.language()
	if l == "" {
		l = assets.SystemLang(k.getenv)
	}
	words, err := assets.NewWords(l)
	if err != nil {
		return fmt.Errorf("load words: %w", err)
	}
	k.words = words
	return loadToolkitWords(l)
}

// toolkitEnglish are the toolkit's texts in English, needed to change back to them.
//
//go:embed fyne.en.json
var toolkitEnglish []byte

// loadToolkitWords changes the language of the toolkit. It follows only the system's
// locale, so the texts are registered as those of that locale.
func loadToolkitWords(l model.Lang) error {
	words := toolkitEnglish
	if l == model.Danish {
		var err error
		if words, err = assets.FyneTranslations(); err != nil {
			return fmt.Errorf("read the toolkit's words: %w", err)
		}
	}
	if err := lang.AddTranslationsForLocale(words, lang.SystemLocale()); err != nil {
		return fmt.Errorf("load the toolkit's words: %w", err)
	}
	return nil
}

// applyTheme applies the chosen appearance.
func (k *look) applyTheme() {
	k.dark = k.prefersDark()
	palette := plots.Light()
	if k.dark {
		palette = plots.Dark()
	}
	k.app.Settings().SetTheme(widgets.NewTheme(palette, k.dark))
}

func (k *look) prefersDark() bool {
	switch k.settings.appearance() {
	case light:
		return false
	case dark:
		return true
	}
	return k.app.Settings().ThemeVariant() == theme.VariantDark
}

// onSystemTheme follows the system from light to dark.
func (s *Shell) onSystemTheme() {
	if s.prefersDark() != s.dark {
		s.applyTheme()
		s.rebuild()
	}
}

func (s *Shell) chooseLanguage(l model.Lang) {
	s.settings.setLanguage(l)
	if err := s.loadLanguage(); err != nil {
		s.showError(err)
		return
	}
	s.rebuild()
}

func (s *Shell) chooseAppearance(a appearance) {
	s.settings.setAppearance(a)
	s.applyTheme()
	s.rebuild()
}

// viewChoices returns the menu items that choose language and appearance.
func (s *Shell) viewChoices() []*fyne.MenuItem {
	w := s.words
	language := fyne.NewMenuItem(w.T("menu.language"), nil)
	language.ChildMenu = fyne.NewMenu("")
	for _, l := range languages() {
		choice := fyne.NewMenuItem(l.name, func() { s.chooseLanguage(l.lang) })
		choice.Checked = w.Lang == l.lang
		language.ChildMenu.Items = append(language.ChildMenu.Items, choice)
	}
	look := fyne.NewMenuItem(w.T("menu.appearance"), nil)
	look.ChildMenu = fyne.NewMenu("")
	for _, a := range appearances() {
		choice := fyne.NewMenuItem(w.T("menu.appearance."+string(a)), func() { s.chooseAppearance(a) })
		choice.Checked = s.settings.appearance() == a
		look.ChildMenu.Items = append(look.ChildMenu.Items, choice)
	}
	return []*fyne.MenuItem{language, look}
}
