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
	"time"

	"fyne.io/fyne/v2/lang"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
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

// Both languages have the same words, in the same number, with the same places
// for values.
func TestTranslationsAgree(t *testing.T) {
	place := regexp.MustCompile(`\{\{\.\w+\}\}`)
	places := func(v any) []string {
		text, _ := json.Marshal(v)
		found := place.FindAllString(string(text), -1)
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
		if !slices.Equal(places(text), places(other)) {
			t.Errorf("%s has other values in English", key)
		}
		_, plural := text.(map[string]any)
		if plural && slices.Contains(places(text), "{{.Count}}") {
			t.Errorf("%s holds a count that is not given: it is {{.PluralCount}}", key)
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

// Every word is used, and every word that the code asks for is there. A key may
// be put together in the code; then its beginning stands in it.
func TestWordsAreUsed(t *testing.T) {
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
	for _, m := range regexp.MustCompile(`(?:\{|Wrap\(err, |messages\.New\()"(\w+)"`).FindAllStringSubmatch(text, -1) {
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
			t.Errorf("%s is used nowhere", key)
		}
	}
	for _, m := range regexp.MustCompile(`\.[TN]\("([\w.]+\w)"[,)]`).FindAllStringSubmatch(text, -1) {
		if _, ok := da[m[1]]; !ok {
			t.Errorf("the code asks for %s, which is no word", m[1])
		}
	}
}

// The toolkit's own words are all Danish. Its keys are read from the toolkit.
func TestToolkitSpeaksDanish(t *testing.T) {
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

func TestFormats(t *testing.T) {
	da, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	en, err := assets.NewWords(model.English)
	if err != nil {
		t.Fatal(err)
	}
	d := model.NewDate(2026, time.March, 4)
	for _, test := range []struct{ got, want string }{
		{da.Date(d), "4. marts 2026"},
		{en.Date(d), "4 March 2026"},
		{da.ShortDate(d), "4. mar 2026"},
		{da.DayMonth(d), "4. marts"},
		{da.Number(1.5, 2), "1,5"},
		{en.Number(1.5, 2), "1.5"},
		{da.Fixed(1.5, 2), "1,50"},
		{da.Number(-2, 1), "–2"},
		{da.Number(-0.001, 1), "0"},
		{da.Number(100, 0), "100"},
		{da.Change(2), "+2"},
		{da.Change(-1), "–1"},
		{da.Change(0), "0"},
		{da.Count(1234567), "1.234.567"},
		{en.Count(1234), "1,234"},
		{da.Count(123), "123"},
		{da.Count(-1234), "-1.234"},
		{da.Percent(.256), "26 %"},
		{en.Percent(.256), "26%"},
		{da.Percent(1), "100 %"},
		{da.Interval(.14, -.06, .22), "0,14 [–0,06; 0,22]"},
		{da.PValue(.0004), "< 0,001"},
		{en.PValue(.107), "0.107"},
		{da.Hours(450), "7,5"},
		{da.Hours(2220), "37"},
		{da.N("figure.gap", 1), "1 dag uden svar"},
		{da.N("figure.gap", 220), "220 dage uden svar"},
		{da.T("no.such.word"), "no.such.word"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
