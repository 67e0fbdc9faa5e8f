package ui

import (
	_ "embed"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
)

// fyneEnglish are the toolkit's own words, which a change back to English
// brings back.
//
//go:embed fyne.en.json
var fyneEnglish []byte

// loadToolkitWords has the toolkit speak a language. It follows the system's locale and
// nothing else, so the words are given to it as that locale's.
func loadToolkitWords(l model.Lang) error {
	words := fyneEnglish
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
