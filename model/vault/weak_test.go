// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"errors"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

func TestCheckPassphrase(t *testing.T) {
	t.Parallel()
	forbidden := []string{"LKN", "Lone Krogh Nielsen", "Eksempelkøbing Kommune", ""}
	for _, c := range []struct {
		pass string
		want vault.Weakness
	}{
		// Easy to remember and hard to guess.
		{"en hest i grønt regntøj", ""},
		{"fire ord til nøglen", ""},
		{"kaffe sommer kommune hund", ""}, // four words, though each is common
		{"Regnen falder 1987 gange", ""},
		{"correct horse battery tree", ""},
		{"xK7#pq9!Lmz2", ""},
		{"71 93 20 48 16 55 02 83 94 61", ""}, // digits, but many
		{"lkn bader om vinteren i fjorden", ""},
		{"Eksempelkøbing havde engang en havn", ""},
		{"😀🚲🌧🐴🧥☔🍲🌊🎈🧶🪁🛶", ""},
		{vault.InventedPassphrase, ""},

		{"", vault.TooShort},
		{"kort", vault.TooShort},
		{"elleve tegn", vault.TooShort},
		{"kort        ", vault.TooShort},
		{"blåbærgrød ", vault.TooShort},
		{"a\u030aa\u030aa\u030aa\u030abcdefg", vault.TooShort}, // å is one character

		{"aaaaaaaaaaaa", vault.FewCharacters},
		{"                a", vault.TooShort},
		{"abababababab", vault.FewCharacters},
		{"aaaabbbbcccc", vault.FewCharacters},
		{"hestenhesten", vault.FewCharacters},
		{"hej med hej med hej med", vault.FewCharacters},
		{"abc123abc123abc", vault.FewCharacters},

		{"123456789012", vault.Sequence},
		{"abcdefghijkl", vault.Sequence},
		{"ABCDEFGHIJKL", vault.Sequence},
		{"abcdef123456", vault.Sequence},
		{"zyxwvutsrqponm", vault.Sequence},
		{"987654321098", vault.Sequence},
		{"qwertyuiopå1", vault.KeyboardRow},
		{"asdfghjklæø'", vault.KeyboardRow},
		{"qwerty123456", vault.KeyboardRow},
		{"poiuytrewq12", vault.KeyboardRow},
		{"qwerasdfzxcv", vault.KeyboardRow},

		{"071361-4285 ", vault.TooShort},
		{"07 13 61-4285", vault.NumberAlone},
		{"cpr 071361-4285", vault.NumberAlone},
		{"0713614285 og", vault.NumberAlone},
		{"07 - 13 - 1961", vault.NumberAlone},
		{"7. januar 1961", vault.NumberAlone},
		{"født 7-13-1961", vault.NumberAlone},
		{"83749263748123", vault.NumberAlone},

		{"adgangskode1234", vault.Common},
		{"Adgangskode 2026!", vault.Common},
		{"MitKodeord1234", vault.Common},
		{"Sommer2026!!!", vault.Common},
		{"sommer+vinter 26", vault.Common},
		{"P4ssw0rd!2345", vault.Common},
		{"Velkommen1234", vault.Common},
		{"2026 København", vault.Common},
		{"jegelskerdig!", vault.Common},
		{"jobcenter2026", vault.Common},
		{"CorrectHorseBatteryStaple", vault.Common},

		{"Eksempelkøbing", vault.ContainsName},
		{"Eksempelkøbing 2026!", vault.ContainsName},
		{"eksempelkøbing kommune", vault.ContainsName},
		{"Lone Krogh Nielsen", vault.ContainsName},
		{"nielsen lone 1961", vault.ContainsName},
		{"LKN-LKN-LKN-xyz", vault.ContainsName},
		{"lkn202620262027", vault.ContainsName},
	} {
		err := vault.CheckPassphrase([]byte(c.pass), forbidden...)
		var weak *vault.WeakError
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%q: %v", c.pass, err)
		case c.want != "" && (!errors.As(err, &weak) || weak.Reason != c.want):
			t.Errorf("%q: %v, want %s", c.pass, err, c.want)
		}
	}
}
