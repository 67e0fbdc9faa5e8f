// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
)

// Typed text finds the activity by its name before any that merely contains the
// letters.
func TestMatchActivity(t *testing.T) {
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"men": "MEN", "ment": "MEN", "beh": "BEH", "prak": "VPP", "løn": "LTP", "offentlig": "VPO", "fvu": "VOD", "syg": "SYG", "mestring": "",
		"mentor": "MEN", "VPP": "VPP", "virksomhedspraktik, off": "", "xyz": "-",
	} {
		type found struct {
			code string
			rank int
		}
		var list []found
		for _, k := range v.ActivityTypes {
			if rank, fits := matchActivity(k.Name.In(model.Danish), k, typed); fits {
				list = append(list, found{k.Code, rank})
			}
		}
		slices.SortStableFunc(list, func(a, b found) int { return a.rank - b.rank })
		switch {
		case want == "-":
			if len(list) > 0 {
				t.Errorf("%q finds %v", typed, list)
			}
		case len(list) == 0:
			t.Errorf("%q finds nothing", typed)
		case want != "" && list[0].code != want:
			t.Errorf("%q finds %s first, want %s: %v", typed, list[0].code, want, list)
		}
	}
}
