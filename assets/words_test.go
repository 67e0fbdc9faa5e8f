// SPDX-License-Identifier: MPL-2.0

package assets_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"codeberg.org/fremskridt/fremskridt/assets"
)

func translation(t *testing.T, name string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("translations", name))
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]any
	if err := json.Unmarshal(data, &words); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return words
}

// Both languages have the same keys, plurals and values.
func TestTranslationsAgree(t *testing.T) {
	t.Parallel()
	value := regexp.MustCompile(`\{\{\.\w+\}\}`)
	values := func(v any) []string {
		text, _ := json.Marshal(v)
		found := value.FindAllString(string(text), -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	da, en := translation(t, "da.json"), translation(t, "en.json")
	for key, text := range da {
		other, ok := en[key]
		if !ok {
			t.Errorf("%s has no English", key)
			continue
		}
		if !slices.Equal(values(text), values(other)) {
			t.Errorf("%s has other values in English", key)
		}
		_, plural := text.(map[string]any)
		if plural && slices.Contains(values(text), "{{.Count}}") {
			t.Errorf("%s has {{.Count}} instead of {{.PluralCount}}", key)
		}
		if _, also := other.(map[string]any); plural != also {
			t.Errorf("%s has a plural in one language only", key)
		}
	}
	for key := range en {
		if _, ok := da[key]; !ok {
			t.Errorf("%s has no Danish", key)
		}
	}
}

// The code uses every key, and every key in the code exists. Of a key that is put
// together, the code has the beginning.
func TestKeysAreUsed(t *testing.T) {
	t.Parallel()
	var code strings.Builder
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		code.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := code.String()
	da := translation(t, "da.json")
	errorCodes := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?:\{|Wrap\(\w+, |messages\.New\()"(\w+)"`).FindAllStringSubmatch(text, -1) {
		errorCodes[m[1]] = true
	}
	for key := range da {
		if strings.Contains(text, `"`+key+`"`) {
			continue
		}
		used := strings.HasPrefix(key, "error.") && errorCodes[strings.TrimPrefix(key, "error.")]
		for i := strings.LastIndexByte(key, '.'); i > 0; i = strings.LastIndexByte(key[:i], '.') {
			if strings.Contains(text, `"`+key[:i+1]+`"`) || strings.Contains(text, `"`+key[:i]+`"`) {
				used = true
				break
			}
		}
		if !used {
			t.Errorf("%s is not used", key)
		}
	}
	for _, m := range regexp.MustCompile(`\.[TN]\("([\w.]+\w)"[,)]`).FindAllStringSubmatch(text, -1) {
		if _, ok := da[m[1]]; !ok {
			t.Errorf("the code has the key %s, which does not exist", m[1])
		}
	}
}

func TestToolkitIsTranslated(t *testing.T) {
	t.Parallel()
	data, err := assets.FyneTranslations()
	if err != nil {
		t.Fatal(err)
	}
	if err := lang.AddTranslationsForLocale(data, lang.SystemLocale()); err != nil {
		t.Fatal(err)
	}
	for english, danish := range map[string]string{
		"Cancel": "Annullér", "Yes": "Ja", "No": "Nej", "Quit": "Afslut", "Save": "Gem", "Copy": "Kopiér",
		"Paste": "Indsæt", "Cut": "Klip", "Select all": "Markér alt", "Undo": "Fortryd", "Redo": "Gentag",
		"Show Hidden Files": "Vis skjulte filer", "Create Folder": "Opret mappe",
	} {
		if got := lang.L(english); got != danish {
			t.Errorf("%s is %q, want %q", english, got, danish)
		}
	}
}
