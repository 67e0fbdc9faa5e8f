// SPDX-License-Identifier: MPL-2.0

package assets

import (
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// SystemLang returns the language of the system's settings: English if they say so,
// otherwise Danish.
func SystemLang(getenv func(string) string) model.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "en") {
				return model.English
			}
			break
		}
	}
	return model.Danish
}
