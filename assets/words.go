// SPDX-License-Identifier: MPL-2.0

package assets

import (
	"embed"
	"fmt"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"codeberg.org/fremskridt/fremskridt/model"
)

//go:embed translations/*.json
var translations embed.FS

// Words are the texts of the program in one language, by key. A missing key is its
// own text. Words are safe for concurrent use.
type Words struct {
	Lang      model.Lang
	localizer *i18n.Localizer
}

// NewWords loads the texts of a language. Those that it lacks are Danish.
func NewWords(lang model.Lang) (*Words, error) {
	bundle := i18n.NewBundle(language.Danish)
	for _, l := range []model.Lang{model.Danish, model.English} {
		name := "translations/" + string(l) + ".json"
		data, err := translations.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("load words: %w", err)
		}
		if _, err := bundle.ParseMessageFileBytes(data, string(l)+".json"); err != nil {
			return nil, fmt.Errorf("load words of %s: %w", name, err)
		}
	}
	return &Words{Lang: lang, localizer: i18n.NewLocalizer(bundle, string(lang))}, nil
}

// T returns the text of a key with values filled in. The pairs are names and values:
// T("citizen.next", "Date", "23. november 2026").
func (w *Words) T(key string, pairs ...any) string {
	return w.localize(key, pairs, nil)
}

// N returns the text of a key in the singular or plural for a count, which the text
// may contain as {{.PluralCount}}.
func (w *Words) N(key string, n int, pairs ...any) string {
	return w.localize(key, pairs, n)
}

func (w *Words) localize(key string, pairs []any, count any) string {
	config := i18n.LocalizeConfig{MessageID: key, PluralCount: count}
	if len(pairs) > 0 {
		data := make(map[string]any, len(pairs)/2+1)
		for i := 0; i+1 < len(pairs); i += 2 {
			data[fmt.Sprint(pairs[i])] = pairs[i+1]
		}
		if count != nil {
			data["PluralCount"] = count
		}
		config.TemplateData = data
	}
	text, err := w.localizer.Localize(&config)
	if err != nil && text == "" {
		return key
	}
	return text
}

// Of returns a wording that is data, such as an item's name, in the language.
func (w *Words) Of(t model.Text) string { return t.In(w.Lang) }

// FyneTranslations returns the Danish texts of the toolkit, in its own format.
func FyneTranslations() ([]byte, error) {
	return translations.ReadFile("translations/fyne.da.json")
}
