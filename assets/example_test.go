// SPDX-License-Identifier: MPL-2.0

package assets_test

import (
	"fmt"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
)

func ExampleWords() {
	for _, lang := range []model.Lang{model.Danish, model.English} {
		w, err := assets.NewWords(lang)
		if err != nil {
			panic(err)
		}
		fmt.Println(w.N("figure.gap", 220), w.Date(model.NewDate(2026, 11, 24)), w.Number(7.5, 1))
	}
	// Output:
	// 220 dage uden svar 24. november 2026 7,5
	// 220 days without answers 24 November 2026 7.5
}

func TestSystemLang(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		env  map[string]string
		want model.Lang
	}{
		"nothing":                 {nil, model.Danish},
		"English":                 {map[string]string{"LANG": "en_GB.UTF-8"}, model.English},
		"Danish":                  {map[string]string{"LANG": "da_DK.UTF-8"}, model.Danish},
		"another language":        {map[string]string{"LANG": "de_DE.UTF-8"}, model.Danish},
		"LC_ALL before LANG":      {map[string]string{"LC_ALL": "en_US", "LANG": "da_DK"}, model.English},
		"LC_MESSAGES before LANG": {map[string]string{"LC_MESSAGES": "da_DK", "LANG": "en_US"}, model.Danish},
	} {
		if got := assets.SystemLang(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}
